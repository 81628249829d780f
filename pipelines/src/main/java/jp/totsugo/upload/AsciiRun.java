package jp.totsugo.upload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Runs of plain ASCII, most of a record in either encoding, eight bytes at a time. */
final class AsciiRun {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NOT_ASCII = 0x8080808080808080L;

  private AsciiRun() {}

  /**
   * Copies the ASCII bytes from {@code from} on; returns how many there are before another byte or
   * {@code to}.
   */
  static int inflate(byte[] bytes, int from, int to, char[] out, int start) {
    int in = from;
    int count = start;
    while (in <= to - Long.BYTES) {
      long eight = (long) LONGS.get(bytes, in);
      if ((eight & NOT_ASCII) != 0) {
        break;
      }
      out[count] = (char) (eight & 0xFF);
      out[count + 1] = (char) (eight >>> 8 & 0xFF);
      out[count + 2] = (char) (eight >>> 16 & 0xFF);
      out[count + 3] = (char) (eight >>> 24 & 0xFF);
      out[count + 4] = (char) (eight >>> 32 & 0xFF);
      out[count + 5] = (char) (eight >>> 40 & 0xFF);
      out[count + 6] = (char) (eight >>> 48 & 0xFF);
      out[count + 7] = (char) (eight >>> 56);
      in += Long.BYTES;
      count += Long.BYTES;
    }
    while (in < to && bytes[in] >= 0) {
      out[count++] = (char) bytes[in++];
    }
    return in - from;
  }
}
