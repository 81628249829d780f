package jp.totsugo.record;

/** Makes characters of the bytes of a field, which are known to be text. */
public interface FieldDecoder {
  /**
   * Decodes {@code bytes[from, to)} to {@code out[at]} and on, where there is room for a character
   * a byte and eight more.
   *
   * @return behind the last character
   */
  int decode(byte[] bytes, int from, int to, char[] out, int at);
}
