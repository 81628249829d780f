package jp.totsugo.publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.record.InsurerType;

/**
 * Decides how the figures of a month are shown, and audits it. Each month and measure is decided by
 * itself and always in the same way, so that it is shown again as it was before.
 */
final class Protection {
  private static final int TYPES = InsurerType.values().length;

  private final List<Insurer> insurers;
  private final PublicationSettings settings;
  private final PublishedBefore published;

  Protection(List<Insurer> insurers, PublicationSettings settings, PublishedBefore published) {
    this.insurers = insurers;
    this.settings = settings;
    this.published = published;
  }

  /** All measures of a month. */
  SortedMap<Measure, ShownFigures> of(Month month) {
    SortedMap<Measure, ShownFigures> all = new TreeMap<>();
    ShownFigures records = show(month, Measure.RECORDS, null);
    all.put(Measure.RECORDS, records);
    for (Measure measure : Measure.values()) {
      if (measure.category() != null) {
        all.put(measure, show(month, measure, records));
      }
    }
    return all;
  }

  /** What readers know of a figure without any other, and what they may know of it at most. */
  private static final class Known {
    private final long[] least;
    private final long[] most;

    Known(int size) {
      least = new long[size];
      most = new long[size];
      Arrays.fill(most, LinkedFigures.UNLIMITED);
    }

    void narrow(int place, long newLeast, long newMost) {
      least[place] = Math.max(least[place], newLeast);
      most[place] = Math.min(most[place], newMost);
    }
  }

  /**
   * @param records those of the month, or null while they are shown themselves
   */
  private ShownFigures show(Month month, Measure measure, ShownFigures records) {
    LinkedFigures exact = linked(month, measure);
    Known told = new Known(exact.size());
    Known feared = new Known(exact.size());
    for (int i = 0; i < insurers.size(); i++) {
      if (records == null) {
        feared.narrow(i, leastRecords(month, i), LinkedFigures.UNLIMITED);
      } else {
        boolean areShown = records.isShown(i);
        long most = areShown ? mostRecords(records, i) : settings.small();
        feared.narrow(i, 0, Math.max(exact.value(i), most));
        told.narrow(i, 0, areShown ? most : LinkedFigures.UNLIMITED);
      }
    }
    Known before = new Known(exact.size());
    BitSet isPublic = new BitSet();
    for (int place = 0; place < exact.size(); place++) {
      LinkedFigures.Bounds known = published.bounds(month.asOf(), measure, key(exact, place));
      before.narrow(place, known.least(), known.most());
      isPublic.set(place, known.least() == known.most());
    }
    return settings.scheme() == Scheme.ROUND
        ? rounded(month, measure, told, feared, before, isPublic)
        : suppressed(month, measure, told, feared, before, isPublic);
  }

  /** By what is shown of them. */
  private long mostRecords(ShownFigures records, int insurer) {
    return records.values()[insurer] + Math.max(0, settings.base() - 1);
  }

  /** There are no fewer records than cases. It is feared that all that are not small are shown. */
  private long leastRecords(Month month, int insurer) {
    long least = 0;
    for (Measure measure : Measure.values()) {
      if (measure.category() != null) {
        least = Math.max(least, month.figures(measure)[insurer]);
      }
    }
    return least <= settings.small()
        ? 0
        : Math.min(least, Math.max(0, month.figures(Measure.RECORDS)[insurer]));
  }

  private LinkedFigures linked(Month month, Measure measure) {
    return new LinkedFigures(insurers, month.figures(measure), TYPES, Insurer.PREFECTURES);
  }

  private ShownFigures suppressed(
      Month month, Measure measure, Known told, Known feared, Known before, BitSet isPublic) {
    LinkedFigures exact = linked(month, measure);
    for (int place = 0; place < exact.size(); place++) {
      // Nothing is shown as nothing, so what is not shown is something.
      long something = Math.min(1, exact.value(place));
      for (Known known : List.of(told, feared)) {
        known.narrow(place, something, LinkedFigures.UNLIMITED);
        known.narrow(place, before.least[place], before.most[place]);
      }
    }
    BitSet hidden =
        new Suppression(
                linked(month, measure), settings.small(), isPublic, feared.least, feared.most)
            .hidden();
    LinkedFigures knownAtMost = linked(month, measure);
    LinkedFigures known = linked(month, measure);
    long[] values = new long[exact.size()];
    String[] symbols = new String[exact.size()];
    for (int place = 0; place < exact.size(); place++) {
      values[place] = exact.value(place);
      if (hidden.get(place)) {
        known.setBounds(place, told.least[place], told.most[place]);
        knownAtMost.setBounds(place, feared.least[place], feared.most[place]);
        symbols[place] = Symbol.HIDDEN;
      } else {
        symbols[place] = exact.value(place) == 0 ? Symbol.NOTHING : Symbol.PLAIN;
      }
    }
    markUnknown(month, measure, exact, symbols);
    return new ShownFigures(
        measure,
        exact,
        values,
        symbols,
        small(exact, isPublic),
        known,
        new Audit(knownAtMost, settings.small(), null).unsafe(isPublic));
  }

  private ShownFigures rounded(
      Month month, Measure measure, Known told, Known feared, Known before, BitSet isPublic) {
    LinkedFigures exact = linked(month, measure);
    long[] values = new Rounding(exact, settings.base()).rounded();
    LinkedFigures knownAtMost = linked(month, measure);
    LinkedFigures known = linked(month, measure);
    String[] symbols = new String[exact.size()];
    for (int place = 0; place < exact.size(); place++) {
      symbols[place] = values[place] == 0 ? Symbol.ROUNDED_TO_NOTHING : Symbol.PLAIN;
    }
    markUnknown(month, measure, exact, symbols);
    long within = settings.base() - 1;
    long[] wanted = new long[exact.size()];
    for (int place = 0; place < exact.size(); place++) {
      if (!symbols[place].equals(Symbol.UNKNOWN)) {
        for (Known some : List.of(told, feared)) {
          some.narrow(place, values[place] - within, values[place] + within);
        }
        // An insurer of fewer records than the base cannot have as many values.
        wanted[place] = Math.min(settings.base(), feared.most[place] - feared.least[place] + 1);
        for (Known some : List.of(told, feared)) {
          some.narrow(place, before.least[place], before.most[place]);
        }
        known.setBounds(place, told.least[place], told.most[place]);
        knownAtMost.setBounds(place, feared.least[place], feared.most[place]);
      }
    }
    return new ShownFigures(
        measure,
        exact,
        values,
        symbols,
        small(exact, isPublic),
        known,
        new Audit(knownAtMost, settings.small(), wanted).unsafe(isPublic));
  }

  private BitSet small(LinkedFigures exact, BitSet isPublic) {
    BitSet small = new BitSet();
    for (int place = 0; place < exact.size(); place++) {
      small.set(
          place,
          exact.value(place) >= 1
              && exact.value(place) <= settings.small()
              && !isPublic.get(place));
    }
    return small;
  }

  /** Of whom nothing is known; a sum is unknown if all its parts are, and it has some. */
  private void markUnknown(Month month, Measure measure, LinkedFigures exact, String[] symbols) {
    int[] parts = new int[exact.size()];
    int[] known = new int[exact.size()];
    for (int i = 0; i < insurers.size(); i++) {
      boolean isKnown = month.figures(measure)[i] != Month.NONE;
      for (int sum :
          new int[] {
            exact.type(insurers.get(i).type().ordinal()),
            exact.prefecture(insurers.get(i).prefecture()),
            exact.nation()
          }) {
        parts[sum]++;
        known[sum] += isKnown ? 1 : 0;
      }
      if (!isKnown) {
        symbols[i] = Symbol.UNKNOWN;
      }
    }
    for (int sum = exact.insurers(); sum < exact.size(); sum++) {
      if (parts[sum] > 0 && known[sum] == 0) {
        symbols[sum] = Symbol.UNKNOWN;
      }
    }
  }

  /** Whether the figures are those that readers were told before. */
  boolean isAsPublished(Month month) {
    for (Measure measure : Measure.values()) {
      LinkedFigures exact = linked(month, measure);
      for (int place = 0; place < exact.size(); place++) {
        LinkedFigures.Bounds known = published.bounds(month.asOf(), measure, key(exact, place));
        if (exact.value(place) < known.least() || exact.value(place) > known.most()) {
          return false;
        }
      }
    }
    return true;
  }

  /** As the tables name a place. */
  String key(LinkedFigures figures, int place) {
    if (figures.isOfInsurer(place)) {
      return insurers.get(place).number();
    }
    if (place == figures.nation()) {
      return PublishedBefore.NATION;
    }
    if (place < figures.prefecture(0)) {
      return InsurerType.values()[place - figures.type(0)].name();
    }
    return PublishedBefore.PREFECTURE + Insurer.prefectureCode(place - figures.prefecture(0));
  }

  /** The months in their order, each decided by itself. */
  List<SortedMap<Measure, ShownFigures>> all(List<Month> months) {
    return new ArrayList<>(months.parallelStream().map(this::of).toList());
  }
}
