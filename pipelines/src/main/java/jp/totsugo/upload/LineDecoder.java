package jp.totsugo.upload;

/** Turns the bytes of a line into characters without allocating. */
interface LineDecoder {
  int UNDECODABLE = -1;

  /**
   * Decodes {@code bytes[from, to)} into {@code out}, which has room for one character a byte.
   *
   * @return the number of characters, or {@link #UNDECODABLE}
   */
  int decode(byte[] bytes, int from, int to, char[] out);
}
