package jp.totsugo.block;

import jp.totsugo.record.Column;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.RecordView;

/**
 * What may be shown of the My Number field: the last four of twelve digits, or the shape of
 * anything else.
 */
public final class MaskedMyNumber {
  /** From 0 to 9, and what stands for 0 to 3 in documents. */
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
   * was keyed there too, in digits of any script and with anything between them.
   */
  public static String in(RecordView record, Column column) {
    String text = record.string(column);
    if (text.length() < MyNumber.LENGTH) {
      return text;
    }
    String number = new Digits(record.string(Column.MY_NUMBER)).values.toString();
    return number.length() == MyNumber.LENGTH ? new Digits(text).hide(number) : text;
  }

  /** The characters of a text, and which of them are digits. */
  private static final class Digits {
    private final int[] characters;
    private final int[] places;
    private final StringBuilder values = new StringBuilder();

    Digits(String text) {
      characters = text.codePoints().toArray();
      places = new int[characters.length];
      for (int i = 0; i < characters.length; i++) {
        int value = numericValue(characters[i]);
        if (value >= 0 && value <= 9) {
          places[values.length()] = i;
          values.append(value);
        }
      }
    }

    /** The text, with all but the last digits of each such number hidden. */
    String hide(String number) {
      for (int at = values.indexOf(number); at >= 0; at = values.indexOf(number, at + 1)) {
        for (int i = at; i < at + number.length() - SHOWN_DIGITS; i++) {
          characters[places[i]] = '*';
        }
      }
      return new String(characters, 0, characters.length);
    }
  }

  /** What a character of any script counts, negative if it is no numeral. */
  private static int numericValue(int c) {
    int kanji = KANJI_NUMERALS.indexOf(c);
    if (kanji >= 0) {
      return kanji % 10;
    }
    return Character.isLetter(c) ? -1 : Character.getNumericValue(c);
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
    return numericValue(c) >= 0 ? 'N' : c;
  }
}
