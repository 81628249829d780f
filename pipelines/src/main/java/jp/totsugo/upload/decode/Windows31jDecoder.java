package jp.totsugo.upload.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;

/** windows-31j (CP932) by tables that are taken from the JDK's own decoder. */
final class Windows31jDecoder implements LineDecoder {
  static final char LEAD = '\uFFFE';
  static final char UNMAPPED = '\uFFFF';
  static final char[] SINGLES = new char[256];
  static final char[] PAIRS = new char[1 << 16];

  static {
    CharsetDecoder decoder = Encoding.WINDOWS_31J.charset().newDecoder();
    byte[] pair = new byte[2];
    for (int first = 0; first < 256; first++) {
      pair[0] = (byte) first;
      boolean isLead = first >= 0x81 && first <= 0x9F || first >= 0xE0 && first <= 0xFC;
      SINGLES[first] = isLead ? LEAD : decoded(decoder, pair, 1);
      for (int second = 0; isLead && second < 256; second++) {
        pair[1] = (byte) second;
        PAIRS[first << 8 | second] = decoded(decoder, pair, 2);
      }
    }
  }

  private static char decoded(CharsetDecoder decoder, byte[] bytes, int length) {
    try {
      java.nio.CharBuffer chars = decoder.decode(ByteBuffer.wrap(bytes, 0, length));
      return chars.length() == 1 ? chars.get() : UNMAPPED;
    } catch (CharacterCodingException e) {
      return UNMAPPED;
    }
  }

  @Override
  public boolean append(byte[] bytes, int from, int to, DecodedLine line) {
    char[] out = line.text();
    int in = from;
    int count = line.length();
    while (in < to) {
      int b = bytes[in];
      if (b >= 0) {
        int ascii = line.copyAscii(bytes, in, to, count);
        in += ascii;
        count += ascii;
        continue;
      }
      in++;
      char c = SINGLES[b & 0xFF];
      if (c == LEAD) {
        if (in == to) {
          return false;
        }
        c = PAIRS[(b & 0xFF) << 8 | bytes[in++] & 0xFF];
      }
      if (c == UNMAPPED) {
        return false;
      }
      out[count++] = c;
    }
    line.end(count);
    return true;
  }
}
