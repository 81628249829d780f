package jp.totsugo.record;

/** What characters of any script count. */
public final class Numerals {
  /** From 0 to 9, and what stands for 0 to 3 in documents. */
  private static final String KANJI = "〇一二三四五六七八九零壱弐参";

  private Numerals() {}

  /** What a character counts, which may be more than 9; negative if it is no numeral. */
  public static int valueOf(int c) {
    int kanji = KANJI.indexOf(c);
    if (kanji >= 0) {
      return kanji % 10;
    }
    return Character.isLetter(c) ? -1 : Character.getNumericValue(c);
  }

  /** Whether a character is one digit of a number. */
  public static boolean isDigit(int c) {
    int value = valueOf(c);
    return value >= 0 && value <= 9;
  }
}
