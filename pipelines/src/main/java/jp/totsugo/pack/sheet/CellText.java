package jp.totsugo.pack.sheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of workbooks, which write what XML cannot hold as {@code _x0001_}. */
final class CellText {
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private CellText() {}

  static String of(CharSequence text) {
    String plain = text.toString();
    if (!plain.contains("_x")) {
      return plain;
    }
    return ESCAPE
        .matcher(plain)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escape.group(1), 16))));
  }
}
