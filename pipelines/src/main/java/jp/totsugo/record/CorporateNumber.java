package jp.totsugo.record;

/**
 * The check digit of a corporate number (法人番号), which is sometimes keyed in place of a My Number.
 *
 * <p>Source: National Tax Agency, calculation of the check digit of a corporate number.
 */
public final class CorporateNumber {
  public static final int LENGTH = 13;

  private CorporateNumber() {}

  /** Whether the first of the thirteen digits is the check digit of the other twelve. */
  public static boolean hasRightCheckDigit(char[] text, int from) {
    int sum = 0;
    for (int n = 1; n <= 12; n++) {
      sum += (text[from + LENGTH - n] - '0') * (n % 2 == 1 ? 1 : 2);
    }
    return text[from] - '0' == 9 - sum % 9;
  }
}
