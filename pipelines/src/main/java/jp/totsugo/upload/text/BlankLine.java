package jp.totsugo.upload.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import jp.totsugo.upload.layout.LineFormat;

/**
 * What a line is that no one has filled in: empty, or nothing but separators, quotes and spaces of
 * any width, as spreadsheets write rows that were only formatted.
 */
public final class BlankLine {
  /** No character: fields of a fixed width have nothing between them. */
  private static final char NO_SEPARATOR = '"';

  private BlankLine() {}

  /** What separates fields, as the other methods want it. */
  static char separator(LineFormat format) {
    return format.fixedWidth() == null ? format.separator() : NO_SEPARATOR;
  }

  /** Whether a character may stand in a blank line; among spaces are those without a width. */
  public static boolean isBlank(char c, char separator) {
    return c == separator
        || c == '"'
        || c == '\t'
        || c == '\uFEFF'
        || c == '\u200B'
        || Character.isSpaceChar(c);
  }

  /** Whether {@code text[0, length)} is a blank line. */
  public static boolean isBlank(char[] text, int length, char separator) {
    for (int i = 0; i < length; i++) {
      if (!isBlank(text[i], separator)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code bytes[from, to)} is a blank line; decodes it only if its beginning may be. */
  static boolean isBlank(byte[] bytes, int from, int to, Charset charset, char separator) {
    int at = from;
    while (at < to && bytes[at] >= 0 && isBlank((char) bytes[at], separator)) {
      at++;
    }
    if (at == to || bytes[at] >= 0) {
      return at == to;
    }
    try {
      CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, at, to - at));
      return isBlank(text.array(), text.limit(), separator);
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
