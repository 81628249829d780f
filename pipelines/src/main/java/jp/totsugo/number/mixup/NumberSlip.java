package jp.totsugo.number.mixup;

/**
 * How a person's number became another one in a record. Says where, never what.
 *
 * @param position of the first wrong digit, from 1 on the left; 0 for {@link Kind#OTHER_NUMBER}
 * @param otherPosition of the digit that changed places with it; 0 if there is none
 */
public record NumberSlip(Kind kind, int position, int otherPosition) {
  /** The kinds of slips, from the smallest to the largest; by name the causes of the rule. */
  public enum Kind {
    /** One digit is another. */
    ONE_DIGIT,
    /** Two digits, next to each other or of equal weight in the check sum, changed places. */
    TRANSPOSITION,
    /** More than a slip. */
    OTHER_NUMBER
  }

  private static final int DIGITS = 12;
  private static final long END = 1_000_000_000_000L;

  /** Digits so far apart have the same weight in the check sum. */
  private static final int EQUAL_WEIGHT = 6;

  private static final NumberSlip NO_SLIP = new NumberSlip(Kind.OTHER_NUMBER, 0, 0);

  /** Compares two different numbers of twelve digits. */
  public static NumberSlip between(long own, long written) {
    if (own < 0 || own >= END || written < 0 || written >= END || own == written) {
      throw new IllegalArgumentException("these are not two different numbers of 12 digits");
    }
    int[] wrong = new int[2];
    int count = 0;
    for (int position = 1; position <= DIGITS; position++) {
      if (digit(own, position) != digit(written, position)) {
        if (count == 2) {
          return NO_SLIP;
        }
        wrong[count++] = position;
      }
    }
    if (count == 1) {
      return new NumberSlip(Kind.ONE_DIGIT, wrong[0], 0);
    }
    int apart = wrong[1] - wrong[0];
    boolean changedPlaces =
        digit(own, wrong[0]) == digit(written, wrong[1])
            && digit(own, wrong[1]) == digit(written, wrong[0]);
    return changedPlaces && (apart == 1 || apart == EQUAL_WEIGHT)
        ? new NumberSlip(Kind.TRANSPOSITION, wrong[0], wrong[1])
        : NO_SLIP;
  }

  private static long digit(long number, int position) {
    long shifted = number;
    for (int i = position; i < DIGITS; i++) {
      shifted /= 10;
    }
    return shifted % 10;
  }
}
