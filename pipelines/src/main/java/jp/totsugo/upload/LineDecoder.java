package jp.totsugo.upload;

/** Turns the bytes of a line into characters without allocating. */
interface LineDecoder {
  /**
   * Decodes {@code bytes[from, to)}, at most {@link LineReader#LONGEST_LINE}.
   *
   * @return whether the bytes are text in this encoding; if not, {@code line} is of no use
   */
  boolean decode(byte[] bytes, int from, int to, DecodedLine line);
}
