package jp.totsugo.pack;

import java.util.regex.Pattern;

/**
 * Texts of records as a cell can hold and show them. Characters that no cell can hold are shown as
 * the signs that stand for them; what would be too long for any row is cut, and says so.
 */
final class ShownText {
  private static final char PICTURES = '\u2400';
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char REPLACEMENT = '\uFFFD';

  /** Spreadsheets take these for one character. */
  private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private ShownText() {}

  /**
   * The text as a cell shows it.
   *
   * @param most characters of half width that there is room for
   */
  static String of(String text, int most) {
    String shown = isPlain(text) ? text : withSigns(text);
    String fitting = TextLines.width(shown) <= most ? shown : cut(shown, most);
    return fitting.indexOf('_') < 0 ? fitting : ESCAPE.matcher(fitting).replaceAll("_x005F_");
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\u007F' || c >= '\uFFFE' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static String withSigns(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> shown.appendCodePoint(sign(c)));
    return shown.toString();
  }

  private static int sign(int codePoint) {
    if (codePoint < ' ') {
      return PICTURES + codePoint;
    }
    if (codePoint == 0x7F) {
      return PICTURE_OF_DELETE;
    }
    boolean isNone =
        codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
            || (codePoint & 0xFFFE) == 0xFFFE;
    return isNone ? REPLACEMENT : codePoint;
  }

  private static String cut(String text, int most) {
    int width = 0;
    int end = 0;
    while (width + 4 <= most) {
      int codePoint = text.codePointAt(end);
      width += TextLines.width(codePoint);
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end) + "…";
  }
}
