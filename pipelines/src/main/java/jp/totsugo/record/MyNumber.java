package jp.totsugo.record;

/**
 * The check digit of an individual number (個人番号).
 *
 * <p>Source: Order for Enforcement of the My Number Act, article 8, and Ordinance 85 of 2014 of the
 * Ministry of Internal Affairs, article 5.
 */
public final class MyNumber {
  public static final int LENGTH = 12;

  /** By the weights of three digits, what they add to the sum: the check of a whole number. */
  private static final short[] WEIGHTS_6_5_4 = sums(6, 5, 4);

  private static final short[] WEIGHTS_3_2_7 = sums(3, 2, 7);
  private static final short[] WEIGHTS_3_2_0 = sums(3, 2, 0);

  private MyNumber() {}

  private static short[] sums(int first, int second, int third) {
    short[] sums = new short[1000];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (short) (i / 100 * first + i / 10 % 10 * second + i % 10 * third);
    }
    return sums;
  }

  /** Whether the last of twelve digits, given as a number, is the check digit of the others. */
  public static boolean hasRightCheckDigit(long number) {
    int high = (int) (number / 1_000_000);
    int low = (int) (number % 1_000_000);
    int sum =
        WEIGHTS_6_5_4[high / 1000]
            + WEIGHTS_3_2_7[high % 1000]
            + WEIGHTS_6_5_4[low / 1000]
            + WEIGHTS_3_2_0[low % 1000];
    int remainder = sum % 11;
    return low % 10 == (remainder <= 1 ? 0 : 11 - remainder);
  }

  /** Whether the last of the twelve digits is the check digit of the first eleven. */
  public static boolean hasRightCheckDigit(char[] text, int from) {
    int sum =
        (text[from] - '0') * 6
            + (text[from + 1] - '0') * 5
            + (text[from + 2] - '0') * 4
            + (text[from + 3] - '0') * 3
            + (text[from + 4] - '0') * 2
            + (text[from + 5] - '0') * 7
            + (text[from + 6] - '0') * 6
            + (text[from + 7] - '0') * 5
            + (text[from + 8] - '0') * 4
            + (text[from + 9] - '0') * 3
            + (text[from + 10] - '0') * 2;
    int remainder = sum % 11;
    return text[from + 11] - '0' == (remainder <= 1 ? 0 : 11 - remainder);
  }
}
