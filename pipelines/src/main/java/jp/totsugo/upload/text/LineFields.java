package jp.totsugo.upload.text;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.layout.Quoting;
import jp.totsugo.words.Saying;

/** The fields of a line as text: the names in a header, and records that are only looked at. */
public final class LineFields {
  private LineFields() {}

  /**
   * Rejects a file with another carriage return in its first line than at the end. Where lines end
   * with CR alone all records would be taken for names of columns, and be lost.
   */
  public static void rejectCarriageReturns(byte[] line, int from, int to) throws Rejection {
    for (int i = from; i < to - 1; i++) {
      if (line[i] == '\r') {
        throw new Rejection(Cause.HEADER_UNREADABLE, Saying.of("header.carriageReturn"));
      }
    }
  }

  /** Returns the fields, or null when a quote is not closed. */
  public static List<String> split(char[] text, int length, LineFormat format) {
    char separator = format.separator();
    boolean quoted = format.quoting() == Quoting.rfc4180;
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (quoted && at < length && text[at] == '"') {
        at++;
        while (true) {
          if (at >= length) {
            return null;
          }
          if (text[at] != '"') {
            field.append(text[at++]);
          } else if (at + 1 < length && text[at + 1] == '"') {
            field.append('"');
            at += 2;
          } else {
            at++;
            break;
          }
        }
        if (at < length && text[at] != separator) {
          return null;
        }
      } else {
        while (at < length && text[at] != separator) {
          field.append(text[at++]);
        }
      }
      fields.add(field.toString());
      if (at >= length) {
        return fields;
      }
      at++;
    }
  }
}
