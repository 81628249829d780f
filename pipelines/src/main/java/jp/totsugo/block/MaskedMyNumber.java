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

  private MaskedMyNumber() {}

  static char[] of(RecordView record) {
    char[] masked = new char[record.length(Column.MY_NUMBER)];
    for (int i = 0; i < masked.length; i++) {
      char c = record.charAt(Column.MY_NUMBER, i);
      if (record.hasTwelveDigits()) {
        masked[i] = i < masked.length - 4 ? '*' : c;
      } else {
        masked[i] = shape(c);
      }
    }
    return masked;
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
  private static char shape(char c) {
    if (c >= '0' && c <= '9') {
      return 'N';
    }
    if (c >= '０' && c <= '９') {
      return 'Ｎ';
    }
    if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
      return 'A';
    }
    return Character.getNumericValue(c) >= 0 && !Character.isLetter(c)
            || KANJI_NUMERALS.indexOf(c) >= 0
        ? 'N'
        : c;
  }
}
