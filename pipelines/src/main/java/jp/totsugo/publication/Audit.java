package jp.totsugo.publication;

import java.util.BitSet;

/**
 * Whether a reader can compute too much of a figure of one month and measure. The audit knows only
 * what readers know of each figure, and nothing of how the figures to be hidden were chosen.
 *
 * <p>A small figure is safe if every value from 1 to the limit is still possible (where everybody
 * knows that it is less, up to that); where figures are rounded, if as many values as the base, or
 * as an insurer of so few records can have.
 */
final class Audit {
  private final LinkedFigures figures;
  private final long small;
  private final long[] wanted;

  /**
   * @param figures with what readers know of each
   * @param wanted by place, where figures are rounded, how many values are to be possible; else
   *     null
   */
  Audit(LinkedFigures figures, long small, long[] wanted) {
    this.figures = figures;
    this.small = small;
    this.wanted = wanted;
  }

  /**
   * The places of small figures that are known too well.
   *
   * @param isPublic places of figures that were told before
   */
  BitSet unsafe(BitSet isPublic) {
    BitSet unsafe = new BitSet();
    for (int place = 0; place < figures.size(); place++) {
      unsafe.set(place, isSmall(place) && !isPublic.get(place) && !isSafe(place));
    }
    return unsafe;
  }

  private boolean isSafe(int place) {
    long value = figures.value(place);
    if (wanted != null) {
      LinkedFigures.Bounds bounds = figures.bounds(place);
      return bounds.most() - bounds.least() + 1 >= wanted[place];
    }
    long up = wantedMost(figures, place, small) - value;
    long down = value - wantedLeast(figures, place);
    return !figures.isKnown(place)
        && figures.canRise(place, up) >= up
        && figures.canFall(place, down) >= down;
  }

  private boolean isSmall(int place) {
    return figures.value(place) >= 1 && figures.value(place) <= small;
  }

  /** What must be possible from above. */
  static long wantedMost(LinkedFigures figures, int place, long small) {
    return Math.min(small, figures.most(place));
  }

  /** What must be possible from below: of a sum, one for each part that is not nothing. */
  static long wantedLeast(LinkedFigures figures, int place) {
    if (figures.isOfInsurer(place)) {
      return figures.least(place);
    }
    long parts = 0;
    for (int part = 0; part < figures.insurers(); part++) {
      boolean isPart =
          place == figures.nation()
              || figures.tail(part) == figures.head(place)
              || figures.head(part) == figures.tail(place);
      parts += isPart ? figures.least(part) : 0;
    }
    return Math.max(figures.least(place), parts);
  }
}
