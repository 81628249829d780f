package jp.totsugo.upload.decode;

import jp.totsugo.record.CharClasses;

/** Fields of windows-31j, by the tables of its decoder. */
final class Windows31jScanner implements FieldScanner {
  private final CharClasses charClasses;

  Windows31jScanner(CharClasses charClasses) {
    this.charClasses = charClasses;
  }

  @Override
  public int classes(byte[] bytes, int from, int to) {
    int seen = 0;
    int in = from;
    while (in < to) {
      int b = bytes[in++] & 0xFF;
      char c = Windows31jDecoder.SINGLES[b];
      if (c == Windows31jDecoder.LEAD) {
        if (in == to) {
          return UNDECODABLE;
        }
        c = Windows31jDecoder.PAIRS[b << 8 | bytes[in++] & 0xFF];
      }
      if (c == Windows31jDecoder.UNMAPPED) {
        return UNDECODABLE;
      }
      seen |= charClasses.of(c);
    }
    return seen;
  }

  @Override
  public int decode(byte[] bytes, int from, int to, char[] out, int at) {
    int in = from;
    int count = at;
    while (in < to) {
      int b = bytes[in++] & 0xFF;
      char c = Windows31jDecoder.SINGLES[b];
      out[count++] =
          c == Windows31jDecoder.LEAD ? Windows31jDecoder.PAIRS[b << 8 | bytes[in++] & 0xFF] : c;
    }
    return count;
  }

  @Override
  public boolean isNeverWithin(char separator) {
    return separator < '@';
  }
}
