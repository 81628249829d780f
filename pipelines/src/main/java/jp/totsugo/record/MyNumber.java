package jp.totsugo.record;

/**
 * The check digit of an individual number (個人番号).
 *
 * <p>Source: Order for Enforcement of the My Number Act, article 8, and Ordinance 85 of 2014 of the
 * Ministry of Internal Affairs, article 5.
 */
public final class MyNumber {
  public static final int LENGTH = 12;

  private MyNumber() {}

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
