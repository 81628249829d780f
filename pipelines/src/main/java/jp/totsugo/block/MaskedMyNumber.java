package jp.totsugo.block;

import jp.totsugo.record.Column;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.RecordView;

/**
 * What may be shown of the My Number field: the last four of twelve digits, or the shape of
 * anything else.
 */
public final class MaskedMyNumber {
  private static final String KANJI_NUMERALS = "〇一二三四五六七八九零壱弐参";
  private static final int SHOWN_DIGITS = 4;

  private MaskedMyNumber() {}

  static char[] of(RecordView record) {
    String value = record.string(Column.MY_NUMBER);
    if (record.hasTwelveDigits()) {
      int hidden = value.length() - SHOWN_DIGITS;
      return ("*".repeat(hidden) + value.substring(hidden)).toCharArray();
    }
    StringBuilder masked = new StringBuilder(value.length());
    value.codePoints().map(MaskedMyNumber::shape).forEach(masked::appendCodePoint);
    return masked.toString().toCharArray();
  }

  /**
   * What may be shown of another column: its characters, but for the record's My Number where it
   * was keyed there too.
   */
  public static String in(RecordView record, Column column) {
    String text = record.string(column);
    if (!record.hasTwelveDigits() || text.length() < MyNumber.LENGTH) {
      return text;
    }
    return text.replace(record.string(Column.MY_NUMBER), new String(of(record)));
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
    boolean numeral =
        Character.getNumericValue(c) >= 0 && !Character.isLetter(c)
            || KANJI_NUMERALS.indexOf(c) >= 0;
    return numeral ? 'N' : c;
  }
}
