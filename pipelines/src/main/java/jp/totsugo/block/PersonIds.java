package jp.totsugo.block;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Of which uploads the person ids are shown although one in ten of them passes for a My Number,
 * once all slices of all files are counted.
 *
 * <p>They are if the ids of the file generally have twelve digits, which is more than half of its
 * records and at least {@value #FEWEST}, and if the check digit fits no more of them than it does
 * by chance, a tenth, with four standard deviations of room. Of few ids nothing can be said, and
 * they are masked.
 */
public final class PersonIds {
  private static final int FEWEST = 10;
  private static final double CHANCE = 0.1;
  private static final double DEVIATIONS = 4;

  private final BitSet shown = new BitSet();

  PersonIds(Counts counts) {
    for (int file = 0; file < counts.records.length; file++) {
      shown.set(
          file,
          areShown(counts.records[file], counts.twelveDigitIds[file], counts.validNumberIds[file]));
    }
  }

  /** What is counted of the ids, put together from parts. */
  static final class Counts {
    private final long[] records;
    private final long[] twelveDigitIds;
    private final long[] validNumberIds;

    Counts(int files) {
      records = new long[files];
      twelveDigitIds = new long[files];
      validNumberIds = new long[files];
    }

    void add(Tally part) {
      part.files()
          .forEach(
              (file, counts) -> {
                if (file < records.length) {
                  records[file] += counts.records();
                  twelveDigitIds[file] += counts.twelveDigitIds();
                  validNumberIds[file] += counts.validNumberIds();
                }
              });
    }
  }

  /**
   * @param twelveDigits how many ids of the records have twelve digits
   * @param validNumbers how many of these are valid numbers
   */
  static boolean areShown(long records, long twelveDigits, long validNumbers) {
    double byChance = CHANCE * twelveDigits;
    double deviation = Math.sqrt(CHANCE * (1 - CHANCE) * twelveDigits);
    return twelveDigits >= FEWEST
        && 2 * twelveDigits > records
        && validNumbers <= byChance + DEVIATIONS * deviation;
  }

  /** Whether ids that pass for My Numbers are shown. */
  public boolean areShown(int file) {
    return shown.get(file);
  }

  /** A person id as it is shown where it is not. */
  public static byte[] masked(byte[] personId) {
    return MaskedMyNumber.of(new String(personId, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }
}
