package jp.totsugo.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The one place that says how names of files and folders, and words of the command line, are shown:
 * in outputs, messages and exceptions.
 *
 * <p>A control character, an invisible one or a byte that is no UTF-8 is shown as {@code \xHH}, one
 * for each of its bytes. A backslash stays, but where it would read as such an escape it is {@code
 * \x5C}; so different names are shown differently. A My Number in a name is masked: see {@link
 * NumbersInText}.
 */
public final class ShownName {
  private static final String HEX = "0123456789ABCDEF";

  private ShownName() {}

  /**
   * As a name is shown.
   *
   * @param name as {@link PathText} has it
   */
  public static String of(String name) {
    return escaped(NumbersInText.masked(name), true);
  }

  /** As a path is shown. */
  public static String of(Path path) {
    return of(PathText.text(path));
  }

  /**
   * As a message is shown that may hold words of the user's. What is already shown as it should be
   * stays as it is.
   */
  public static String in(String message) {
    return message == null ? "" : escaped(NumbersInText.masked(message), false);
  }

  /** Whether a name holds a My Number, so that another name may be shown like it. */
  public static boolean hides(String name) {
    return !NumbersInText.masked(name).equals(name);
  }

  private static String escaped(String text, boolean backslashes) {
    if (isHarmless(text, backslashes)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (PathText.isByte(text, i)) {
        escape(c - 0xDC00, shown);
      } else if (isEscaped(c) || backslashes && readsAsEscape(text, i)) {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          escape(b & 0xFF, shown);
        }
      } else {
        shown.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return shown.toString();
  }

  private static boolean isHarmless(String text, boolean backslashes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || backslashes && c == '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * What moves the cursor, gives the terminal an order, hides or turns around what is beside it.
   */
  private static boolean isEscaped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean readsAsEscape(String text, int at) {
    return text.charAt(at) == '\\'
        && at + 3 < text.length()
        && text.charAt(at + 1) == 'x'
        && HEX.indexOf(text.charAt(at + 2)) >= 0
        && HEX.indexOf(text.charAt(at + 3)) >= 0;
  }

  private static void escape(int b, StringBuilder shown) {
    shown.append("\\x").append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
  }
}
