package jp.totsugo.upload.decode;

import jp.totsugo.upload.file.RecordReader;

/** Turns the bytes of a line into characters without allocating. */
public interface LineDecoder {
  /**
   * Decodes {@code bytes[from, to)}, at most {@link RecordReader#LONGEST_LINE}, as a line.
   *
   * @return whether the bytes are text in this encoding; if not, {@code line} is of no use
   */
  default boolean decode(byte[] bytes, int from, int to, DecodedLine line) {
    line.begin();
    return append(bytes, from, to, line);
  }

  /** Decodes bytes as what follows in a line that has begun; else as {@link #decode}. */
  boolean append(byte[] bytes, int from, int to, DecodedLine line);
}
