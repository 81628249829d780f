package jp.totsugo.upload;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.RecordView;

/**
 * Splits the characters of a line at its commas, by RFC 4180, and points a {@link RecordView} at
 * the fields.
 *
 * <p>A quote inside a field that does not begin with one stands for itself. A quoted field ends at
 * a quote before a comma or the end of the line; anything else behind its closing quote counts as
 * not closed.
 */
final class FieldSplitter {
  static final int UNCLOSED_QUOTE = -1;
  private static final int IGNORED = -1;

  private final CharClasses classes;
  private final int[] columns;

  /**
   * @param columns for each field of the header the ordinal of its column, or -1
   */
  FieldSplitter(CharClasses classes, int[] columns) {
    this.classes = classes;
    this.columns = columns;
  }

  /**
   * Returns the number of fields, or {@link #UNCLOSED_QUOTE}. Doubled quotes are undoubled in
   * place.
   */
  int split(char[] text, int length, RecordView record) {
    int field = 0;
    int at = 0;
    while (true) {
      int start = at;
      int seen = 0;
      int end;
      if (at < length && text[at] == '"') {
        start++;
        end = unquote(text, start, length);
        if (end < 0) {
          return UNCLOSED_QUOTE;
        }
        at = closing;
        for (int i = start; i < end; i++) {
          seen |= classes.of(text[i]);
        }
      } else {
        while (at < length) {
          char c = text[at];
          if (c == ',') {
            break;
          }
          seen |= classes.of(c);
          at++;
        }
        end = at;
      }
      int column = field < columns.length ? columns[field] : IGNORED;
      if (column != IGNORED) {
        record.field(column, start, end, seen);
      }
      field++;
      if (at == length) {
        return field;
      }
      at++;
    }
  }

  private int closing;

  /**
   * Finds the end of a quoted field's value; sets {@link #closing} to the comma or end behind its
   * quote.
   */
  private int unquote(char[] text, int start, int length) {
    int at = start;
    while (at < length && text[at] != '"') {
      at++;
    }
    int out = at;
    while (at < length) {
      if (text[at] != '"') {
        text[out++] = text[at++];
      } else if (at + 1 == length || text[at + 1] == ',') {
        closing = at + 1;
        return out;
      } else if (text[at + 1] == '"') {
        text[out++] = '"';
        at += 2;
      } else {
        return UNCLOSED_QUOTE;
      }
    }
    return UNCLOSED_QUOTE;
  }
}
