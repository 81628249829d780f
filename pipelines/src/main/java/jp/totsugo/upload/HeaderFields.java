package jp.totsugo.upload;

import java.util.ArrayList;
import java.util.List;

/** The names in a header line, by the same quoting as records. */
final class HeaderFields {
  private HeaderFields() {}

  /** Returns the names, or null when a quote is not closed. */
  static List<String> split(char[] text, int length, LineFormat format) {
    char separator = format.separator();
    boolean quoted = format.quoting() == Quoting.rfc4180;
    List<String> names = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder name = new StringBuilder();
      if (quoted && at < length && text[at] == '"') {
        at++;
        while (true) {
          if (at >= length) {
            return null;
          }
          if (text[at] != '"') {
            name.append(text[at++]);
          } else if (at + 1 < length && text[at + 1] == '"') {
            name.append('"');
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
          name.append(text[at++]);
        }
      }
      names.add(name.toString());
      if (at >= length) {
        return names;
      }
      at++;
    }
  }
}
