package jp.totsugo.publication;

import java.util.BitSet;

/**
 * The figures of one month and measure as they are shown, by place, see {@link LinkedFigures}.
 *
 * @param values what is shown where a symbol does not stand for it
 * @param symbols of {@link Symbol}
 * @param small places that are small and were not public before
 * @param told what readers know of each figure
 * @param unsafe places of small figures of which they can compute too much
 */
record ShownFigures(
    Measure measure,
    LinkedFigures exact,
    long[] values,
    String[] symbols,
    BitSet small,
    LinkedFigures told,
    BitSet unsafe) {

  boolean isShown(int place) {
    return !symbols[place].equals(Symbol.HIDDEN) && !symbols[place].equals(Symbol.UNKNOWN);
  }
}
