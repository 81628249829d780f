package jp.totsugo.record;

import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What the rules ask about a character, as bits, so that one pass over a field answers every
 * question about it.
 *
 * <p>The bits of all characters of a field are OR-ed; "only digits" is therefore kept as its
 * opposite.
 */
public final class CharClasses {
  public static final int NOT_DIGIT = 1;
  public static final int NOT_ID = 1 << 1;
  public static final int NOT_KANA = 1 << 2;
  public static final int HALF_WIDTH = 1 << 3;
  public static final int OTHER_WIDTH = 1 << 4;
  public static final int PLACEHOLDER = 1 << 5;
  public static final int BLACK_CIRCLE = 1 << 6;

  /** A colon, a space of any width, or a control character: what a card number may not hold. */
  public static final int FORBIDDEN = 1 << 7;

  /** No character is of any class: for records of which no rule is asked. It costs nothing. */
  public static final CharClasses NONE = new CharClasses();

  /** A byte a character, so that the table stays in the processor's caches. */
  private final byte[] classes = new byte[Character.MAX_VALUE + 1];

  private final BitSet twoBytesInWindows31j = new BitSet();

  private CharClasses() {
    Arrays.fill(classes, (byte) (NOT_DIGIT | NOT_ID | NOT_KANA));
  }

  /**
   * @param placeholders the code points that stand for "a character was here"; those above the
   *     basic plane count only as whole planes 15 and 16 (private use)
   */
  public CharClasses(BitSet placeholders) {
    CharsetEncoder windows31j = Charset.forName("windows-31j").newEncoder();
    for (int c = 0; c < classes.length; c++) {
      classes[c] = (byte) classify((char) c, placeholders);
      twoBytesInWindows31j.set(c, bytesInWindows31j((char) c, windows31j) == 2);
    }
  }

  private static int classify(char c, BitSet placeholders) {
    int bits = 0;
    if (c < '0' || c > '9') {
      bits |= NOT_DIGIT;
    }
    if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-')) {
      bits |= NOT_ID;
    }
    if (!isKana(c)) {
      bits |= NOT_KANA;
    }
    if (Character.isLowSurrogate(c)) {
      // The high surrogate before it speaks for the whole character.
      return bits;
    }
    boolean placeholder =
        Character.isHighSurrogate(c)
            ? c >= '\uDB80' && placeholders.get(0xF0000)
            : placeholders.get(c);
    if (placeholder) {
      bits |= PLACEHOLDER;
      if (c == '●') {
        bits |= BLACK_CIRCLE;
      }
    } else {
      bits |= isHalfWidth(c) ? HALF_WIDTH : OTHER_WIDTH;
    }
    if (c == ':' || Character.isSpaceChar(c) || Character.isISOControl(c)) {
      bits |= FORBIDDEN;
    }
    return bits;
  }

  private static boolean isKana(char c) {
    return c >= '\u30A1' && c <= '\u30FC'
        || c >= '\uFF65' && c <= '\uFF9F'
        || c == ' '
        || c == '\u3000'
        || c == '-'
        || c == '.'
        || c == '\uFF0D'
        || c == '\uFF0E';
  }

  private static boolean isHalfWidth(char c) {
    return c >= ' ' && c <= '~' || c >= '\uFF61' && c <= '\uFF9F';
  }

  private static int bytesInWindows31j(char c, CharsetEncoder windows31j) {
    if (Character.isSurrogate(c) || !windows31j.canEncode(c)) {
      return 2;
    }
    try {
      return windows31j.encode(CharBuffer.wrap(new char[] {c})).remaining();
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new IllegalStateException("windows-31j said that it can encode this character", e);
    }
  }

  /** The OR of the classes of all characters of the text. */
  int of(char[] text, int from, int to) {
    int seen = 0;
    for (int i = from; i < to; i++) {
      seen |= classes[text[i]];
    }
    return seen & 0xFF;
  }

  public int of(char c) {
    return classes[c] & 0xFF;
  }

  /** Length in bytes of the text in windows-31j; a character that it lacks counts as two. */
  public int windows31jBytes(char[] text, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      if (!Character.isLowSurrogate(text[i])) {
        bytes += twoBytesInWindows31j.get(text[i]) ? 2 : 1;
      }
    }
    return bytes;
  }
}
