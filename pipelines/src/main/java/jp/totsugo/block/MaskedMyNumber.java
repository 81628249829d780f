package jp.totsugo.block;

import jp.totsugo.record.MyNumber;
import jp.totsugo.record.Numerals;

/**
 * What may be shown of a My Number: the last four of twelve half-width digits, or the shape of
 * anything else.
 */
public final class MaskedMyNumber {
  private static final int SHOWN_DIGITS = 4;

  private MaskedMyNumber() {}

  /** Masks a whole field. */
  public static String of(String value) {
    if (isTwelveDigits(value)) {
      int hidden = MyNumber.LENGTH - SHOWN_DIGITS;
      return "*".repeat(hidden) + value.substring(hidden);
    }
    StringBuilder masked = new StringBuilder(value.length());
    value.codePoints().map(MaskedMyNumber::shape).forEach(masked::appendCodePoint);
    return masked.toString();
  }

  private static boolean isTwelveDigits(String value) {
    return value.length() == MyNumber.LENGTH && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Digits of other scripts are hidden too: they also spell a number. */
  private static int shape(int c) {
    if (c >= '0' && c <= '9') {
      return 'N';
    }
    if (c >= '０' && c <= '９') {
      return 'Ｎ';
    }
    if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
      return 'A';
    }
    return Numerals.valueOf(c) >= 0 ? 'N' : c;
  }
}
