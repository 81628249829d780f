package jp.totsugo.upload.decode;

import jp.totsugo.record.CharClasses;

/** Fields of UTF-8. */
final class Utf8Scanner implements FieldScanner {
  private final CharClasses charClasses;

  Utf8Scanner(CharClasses charClasses) {
    this.charClasses = charClasses;
  }

  @Override
  public int classes(byte[] bytes, int from, int to) {
    int seen = 0;
    int in = from;
    while (in < to) {
      int b = bytes[in];
      if (b >= 0) {
        seen |= charClasses.of((char) b);
        in++;
        continue;
      }
      int c;
      if ((b & 0xF0) == 0xE0) {
        c = Utf8Decoder.threeBytes(bytes, in, to);
        in += 3;
      } else if ((b & 0xE0) == 0xC0) {
        c = Utf8Decoder.twoBytes(bytes, in, to);
        in += 2;
      } else {
        c = Utf8Decoder.fourBytes(bytes, in, to);
        in += 4;
      }
      if (c < 0) {
        return UNDECODABLE;
      }
      seen |=
          c < 0x10000
              ? charClasses.of((char) c)
              : charClasses.of(Character.highSurrogate(c))
                  | charClasses.of(Character.lowSurrogate(c));
    }
    return seen;
  }

  @Override
  public int decode(byte[] bytes, int from, int to, char[] out, int at) {
    return Utf8Decoder.decode(bytes, from, to, out, at);
  }

  @Override
  public boolean isNeverWithin(char separator) {
    return separator < 0x80;
  }
}
