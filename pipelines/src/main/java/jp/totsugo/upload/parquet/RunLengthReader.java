package jp.totsugo.upload.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;

/**
 * Reads small numbers that are stored as runs of one value or packed bit by bit (Parquet format
 * specification, "RLE / Bit-Packing Hybrid").
 */
final class RunLengthReader {
  private static final int MOST_BITS = 32;
  private static final int PACKED_TOGETHER = 8;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final BlockInput in = new BlockInput();
  private int bits;
  private long mask;
  private long left;
  private boolean isPacked;
  private int value;
  private long bitPosition;

  /** Begins to read numbers of so many bits each from {@code bytes[from, to)}. */
  void begin(byte[] bytes, int from, int to, int bitWidth) throws DamagedBlockException {
    if (bitWidth < 0 || bitWidth > MOST_BITS) {
      throw new DamagedBlockException();
    }
    in.of(bytes, from, to);
    bits = bitWidth;
    mask = (1L << bitWidth) - 1;
    left = 0;
  }

  /** Reads the next numbers into {@code out[0, count)}. */
  void read(int[] out, int count) throws DamagedBlockException {
    int at = 0;
    while (at < count) {
      if (left == 0) {
        nextRun();
      }
      int end = (int) Math.min(count, at + left);
      left -= end - at;
      if (isPacked) {
        unpack(out, at, end);
      } else {
        java.util.Arrays.fill(out, at, end, value);
      }
      at = end;
    }
  }

  private void nextRun() throws DamagedBlockException {
    long header = in.readVarint();
    isPacked = (header & 1) != 0;
    long count = header >>> 1;
    if (count == 0 || count > Integer.MAX_VALUE) {
      throw new DamagedBlockException();
    }
    if (isPacked) {
      left = count * PACKED_TOGETHER;
      bitPosition = 8L * in.skip(count * bits);
    } else {
      left = count;
      value = 0;
      for (int shift = 0; shift < bits; shift += 8) {
        value |= in.readByte() << shift;
      }
      if ((value & ~mask) != 0) {
        throw new DamagedBlockException();
      }
    }
  }

  private void unpack(int[] out, int from, int to) {
    byte[] bytes = in.bytes();
    long bit = bitPosition;
    for (int i = from; i < to; i++) {
      out[i] = (int) (window(bytes, (int) (bit >>> 3)) >>> (bit & 7) & mask);
      bit += bits;
    }
    bitPosition = bit;
  }

  /** Eight bytes from {@code at} on, as far as there are any. */
  static long window(byte[] bytes, int at) {
    if (at <= bytes.length - Long.BYTES) {
      return (long) LONGS.get(bytes, at);
    }
    long window = 0;
    for (int i = bytes.length - 1; i >= at; i--) {
      window = window << 8 | bytes[i] & 0xFF;
    }
    return window;
  }
}
