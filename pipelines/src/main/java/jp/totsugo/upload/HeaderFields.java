package jp.totsugo.upload;

import java.util.ArrayList;
import java.util.List;

/** The names in a header line, by the same quoting as records. */
final class HeaderFields {
  private HeaderFields() {}

  /** Returns the names, or null when a quote is not closed. */
  static List<String> split(char[] text, int length) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder name = new StringBuilder();
      if (at < length && text[at] == '"') {
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
        if (at < length && text[at] != ',') {
          return null;
        }
      } else {
        while (at < length && text[at] != ',') {
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
