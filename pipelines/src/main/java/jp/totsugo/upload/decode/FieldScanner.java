package jp.totsugo.upload.decode;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.FieldDecoder;

/**
 * Looks at fields as bytes, in an encoding of which the bytes of ASCII, or those below {@code @},
 * are never a part of another character: so a line can be divided before it is decoded.
 */
public interface FieldScanner extends FieldDecoder {
  /** What {@link #classes} answers for bytes that are no text in this encoding. */
  int UNDECODABLE = -1;

  /** The OR of the {@link CharClasses} of the characters of {@code bytes[from, to)}. */
  int classes(byte[] bytes, int from, int to);

  /** Whether fields may be divided by this character without looking at others. */
  boolean isNeverWithin(char separator);
}
