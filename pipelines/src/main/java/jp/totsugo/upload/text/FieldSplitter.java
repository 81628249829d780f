package jp.totsugo.upload.text;

import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.layout.Quoting;

/**
 * Splits a line at its separators and points a {@link RecordView} at the fields.
 *
 * <p>Quotes are read by RFC 4180: one inside a field that does not begin with one stands for
 * itself. A quoted field ends at a quote before a separator or the end of the line; anything else
 * behind its closing quote counts as not closed.
 */
final class FieldSplitter {
  static final int UNCLOSED_QUOTE = -1;
  private static final int IGNORED = -1;

  /** No character: quotes mean nothing. */
  private static final int NO_QUOTE = -1;

  private final int[] columns;
  private final char separator;
  private final int quote;
  private int closing;

  /**
   * @param columns for each field of a line its slot, or -1
   */
  FieldSplitter(int[] columns, LineFormat format) {
    this.columns = columns;
    separator = format.separator();
    quote = format.quoting() == Quoting.rfc4180 ? '"' : NO_QUOTE;
  }

  /**
   * Returns the number of fields, or {@link #UNCLOSED_QUOTE}. Doubled quotes are undoubled in
   * place.
   */
  int split(DecodedLine line, RecordView record) {
    char[] text = line.text();
    int length = line.length();
    int fields = 0;
    int passed = 0;
    int start = 0;
    while (true) {
      int end;
      int next;
      if (start < length && text[start] == quote) {
        start++;
        end = unquote(text, start, length);
        if (end < 0) {
          return UNCLOSED_QUOTE;
        }
        next = closing;
        while (passed < line.separatorCount() && line.separator(passed) < next) {
          passed++;
        }
      } else {
        end = passed < line.separatorCount() ? line.separator(passed) : length;
        next = end;
      }
      passed++;
      int column = fields < columns.length ? columns[fields] : IGNORED;
      if (column != IGNORED) {
        record.field(column, start, end);
      }
      fields++;
      if (next == length) {
        return fields;
      }
      start = next + 1;
    }
  }

  /**
   * Finds the end of a quoted field's value; sets {@link #closing} to the separator or end behind
   * its quote.
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
      } else if (at + 1 == length || text[at + 1] == separator) {
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
