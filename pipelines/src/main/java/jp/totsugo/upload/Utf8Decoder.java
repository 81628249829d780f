package jp.totsugo.upload;

/**
 * UTF-8 by the Unicode standard, table 3-7: no overlong form, no surrogate, nothing above U+10FFFF.
 */
final class Utf8Decoder implements LineDecoder {
  @Override
  public int decode(byte[] bytes, int from, int to, char[] out) {
    int in = from;
    int count = 0;
    while (in < to) {
      int b = bytes[in];
      if (b >= 0) {
        int run = AsciiRun.inflate(bytes, in, to, out, count);
        in += run;
        count += run;
      } else if ((b & 0xF0) == 0xE0) {
        if (in + 2 >= to || !isTrail(bytes[in + 1]) || !isTrail(bytes[in + 2])) {
          return UNDECODABLE;
        }
        int c = (b & 0x0F) << 12 | (bytes[in + 1] & 0x3F) << 6 | bytes[in + 2] & 0x3F;
        if (c < 0x800 || c >= 0xD800 && c <= 0xDFFF) {
          return UNDECODABLE;
        }
        out[count++] = (char) c;
        in += 3;
      } else if ((b & 0xE0) == 0xC0) {
        if (in + 1 >= to || !isTrail(bytes[in + 1])) {
          return UNDECODABLE;
        }
        int c = (b & 0x1F) << 6 | bytes[in + 1] & 0x3F;
        if (c < 0x80) {
          return UNDECODABLE;
        }
        out[count++] = (char) c;
        in += 2;
      } else {
        int c = supplementary(bytes, in, to);
        if (c == UNDECODABLE) {
          return UNDECODABLE;
        }
        out[count++] = Character.highSurrogate(c);
        out[count++] = Character.lowSurrogate(c);
        in += 4;
      }
    }
    return count;
  }

  private static int supplementary(byte[] bytes, int in, int to) {
    if ((bytes[in] & 0xF8) != 0xF0
        || in + 3 >= to
        || !isTrail(bytes[in + 1])
        || !isTrail(bytes[in + 2])
        || !isTrail(bytes[in + 3])) {
      return UNDECODABLE;
    }
    int c =
        (bytes[in] & 0x07) << 18
            | (bytes[in + 1] & 0x3F) << 12
            | (bytes[in + 2] & 0x3F) << 6
            | bytes[in + 3] & 0x3F;
    return Character.isSupplementaryCodePoint(c) ? c : UNDECODABLE;
  }

  private static boolean isTrail(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
