package jp.totsugo.pack;

/**
 * How much room a text takes, in characters of half width: a full-width one takes two. Rather too
 * much than too little, whichever program and font shows it.
 */
final class TextLines {
  /** Signs that no line begins with; the character before them moves down with them. */
  private static final String NEVER_FIRST = "、。，．・）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ！？：；％";

  /** Brackets with which no line ends. */
  private static final String OPENING = "（「『【〔〈《";

  /** Signs of half width that are wider than a digit in fonts of other widths than one. */
  private static final String WIDE = "mwMWNGOQ@%&";

  private TextLines() {}

  static int width(int codePoint) {
    boolean isHalf =
        codePoint < 0x2000 && !isWideLetter(codePoint)
            || codePoint >= 0xFF61 && codePoint <= 0xFF9F;
    return isHalf && WIDE.indexOf(codePoint) < 0 ? 1 : 2;
  }

  /** Greek and Cyrillic letters are wide in Japanese fonts. */
  private static boolean isWideLetter(int codePoint) {
    return codePoint >= 0x370 && codePoint < 0x530;
  }

  static int width(String text) {
    return width(text, 0, text.length());
  }

  private static int width(String text, int from, int to) {
    int width = 0;
    for (int i = from; i < to; i++) {
      // The second half of a character beyond the first plane has no width.
      width += Character.isLowSurrogate(text.charAt(i)) ? 0 : width(text.charAt(i));
    }
    return width;
  }

  /**
   * The lines of a text.
   *
   * @param width of a line
   */
  static int lines(String text, int width) {
    int lines = 1;
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int end = endOfWord(text, i);
      int word = width(text, i, end);
      char first = text.charAt(i);
      if (first == '\n') {
        lines++;
        used = 0;
      } else if (used + word <= width) {
        used += word;
      } else if (first == ' ' || first == '　') {
        used = width;
      } else {
        boolean takesOneAlong = used > 0 && NEVER_FIRST.indexOf(first) >= 0;
        lines += used > 0 ? 1 : 0;
        lines += (word - 1) / width;
        used = (word - 1) % width + 1 + (takesOneAlong ? 2 : 0);
      }
      i = end;
    }
    return lines;
  }

  /**
   * Letters, digits and signs of half width that stand together are not parted, nor is a bracket
   * that opens from what it stands between.
   */
  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) < 0x2000) {
      end++;
    }
    if (end == from) {
      end += Character.charCount(text.codePointAt(from));
    } else if (end < text.length() && OPENING.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean isOpen = OPENING.indexOf(text.charAt(end - 1)) >= 0;
    return isOpen && end < text.length() ? end + Character.charCount(text.codePointAt(end)) : end;
  }
}
