package jp.totsugo.cli.terminal;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/** Text on a terminal, where a Japanese character is as wide as two Latin ones. */
public final class TerminalText {
  private static final String ELLIPSIS = "…";

  private TerminalText() {}

  /** How many columns of a terminal the text takes. */
  public static int width(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  /** The text with spaces behind it. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** The text with spaces before it. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /** The text, cut if it is wider, in exactly so many columns. */
  public static String cell(String text, int width) {
    return left(width(text) <= width ? text : cut(text, width - width(ELLIPSIS)) + ELLIPSIS, width);
  }

  private static String cut(String text, int width) {
    StringBuilder kept = new StringBuilder();
    int left = width;
    for (int c : text.codePoints().toArray()) {
      left -= Math.max(0, WCWidth.wcwidth(c));
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.toString();
  }

  /**
   * Text of a record as it may be shown: what would move the cursor or give the terminal an order
   * becomes a dot.
   */
  public static String harmless(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '·' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** The text in lines of at most so many columns, broken where its language allows. */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      String piece = text.substring(start, end);
      if (line.length() > 0 && width(line + piece.stripTrailing()) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(piece);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
