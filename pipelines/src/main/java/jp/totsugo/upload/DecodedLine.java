package jp.totsugo.upload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The characters of a line, and where its commas are, which decoding finds on the way: eight bytes
 * of ASCII at a time, which is most of a record in either encoding.
 */
final class DecodedLine {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = ~HIGH_BITS;
  private static final long COMMAS = 0x2C2C2C2C2C2C2C2CL;

  private final char[] text;
  private final int[] commas;
  private int length;
  private int commaCount;

  /**
   * @param longest the length in bytes of the longest line to be decoded
   */
  DecodedLine(int longest) {
    // Copying goes in steps of eight, also at the end.
    text = new char[longest + Long.BYTES];
    commas = new int[longest + Long.BYTES];
  }

  /** For any line of this file that can be a record. */
  static DecodedLine forLinesOf(UploadFile file) {
    return new DecodedLine((int) Math.min(LineReader.LONGEST_LINE, file.bytes()));
  }

  /** To be called before the first character. */
  void begin() {
    commaCount = 0;
  }

  /** To be called behind the last character. */
  void end(int length) {
    this.length = length;
  }

  /** The characters; those from {@link #length} on mean nothing. */
  char[] text() {
    return text;
  }

  int length() {
    return length;
  }

  int commaCount() {
    return commaCount;
  }

  /** The index in {@link #text} of a comma, by its number from 0. */
  int comma(int number) {
    return commas[number];
  }

  /**
   * Copies the ASCII bytes from {@code from} on to {@code text[at]}.
   *
   * @return how many there are before another byte or {@code to}
   */
  int copyAscii(byte[] bytes, int from, int to, int at) {
    char[] out = text;
    int in = from;
    int shift = at - from;
    int found = commaCount;
    int last = bytes.length - Long.BYTES;
    while (in < to && in <= last) {
      long eight = (long) LONGS.get(bytes, in);
      int count = in + shift;
      out[count] = (char) (eight & 0xFF);
      out[count + 1] = (char) (eight >>> 8 & 0xFF);
      out[count + 2] = (char) (eight >>> 16 & 0xFF);
      out[count + 3] = (char) (eight >>> 24 & 0xFF);
      out[count + 4] = (char) (eight >>> 32 & 0xFF);
      out[count + 5] = (char) (eight >>> 40 & 0xFF);
      out[count + 6] = (char) (eight >>> 48 & 0xFF);
      out[count + 7] = (char) (eight >>> 56);
      int taken = Math.min(Long.numberOfTrailingZeros(eight & HIGH_BITS) >>> 3, to - in);
      // The high bit of each byte that is zero here, that is, a comma there.
      long different = eight ^ COMMAS;
      long isComma = ~((different & LOW_BITS) + LOW_BITS | different) & HIGH_BITS;
      isComma &= taken == Long.BYTES ? -1L : (1L << taken * Byte.SIZE) - 1;
      while (isComma != 0) {
        commas[found++] = count + (Long.numberOfTrailingZeros(isComma) >>> 3);
        isComma &= isComma - 1;
      }
      in += taken;
      if (taken < Long.BYTES) {
        commaCount = found;
        return in - from;
      }
    }
    while (in < to && bytes[in] >= 0) {
      if (bytes[in] == ',') {
        commas[found++] = in + shift;
      }
      out[in + shift] = (char) bytes[in];
      in++;
    }
    commaCount = found;
    return in - from;
  }
}
