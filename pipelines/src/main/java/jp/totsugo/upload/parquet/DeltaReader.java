package jp.totsugo.upload.parquet;

import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;

/**
 * Reads whole numbers that are stored as differences, packed bit by bit (Parquet format
 * specification, "Delta Encoding").
 */
final class DeltaReader {
  private static final int LONGEST_BLOCK = 1 << 16;

  private DeltaReader() {}

  /**
   * Reads all numbers of one sequence; {@code in} stands behind it afterwards.
   *
   * @param most how many there may be
   */
  static long[] read(BlockInput in, int most) throws DamagedBlockException {
    long block = in.readVarint();
    long miniblocks = in.readVarint();
    long count = in.readVarint();
    long value = in.readZigzag();
    if (block <= 0
        || block > LONGEST_BLOCK
        || miniblocks <= 0
        || block % miniblocks != 0
        || block / miniblocks % 8 != 0
        || count < 0
        || count > most) {
      throw new DamagedBlockException();
    }
    int inMiniblock = (int) (block / miniblocks);
    long[] values = new long[(int) count];
    if (count > 0) {
      values[0] = value;
    }
    for (int at = 1; at < count; ) {
      long least = in.readZigzag();
      int widths = in.skip(miniblocks);
      for (int i = 0; i < miniblocks && at < count; i++) {
        int bits = in.bytes()[widths + i];
        if (bits < 0 || bits > Long.SIZE) {
          throw new DamagedBlockException();
        }
        long bit = 8L * in.skip((long) inMiniblock * bits / 8);
        int end = (int) Math.min(count, at + (long) inMiniblock);
        for (; at < end; at++) {
          value += least + bits(in.bytes(), bit, bits);
          values[at] = value;
          bit += bits;
        }
      }
    }
    return values;
  }

  private static long bits(byte[] bytes, long bit, int count) {
    if (count == 0) {
      return 0;
    }
    int at = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    long low = RunLengthReader.window(bytes, at) >>> shift;
    if (shift + count > Long.SIZE) {
      low |= (long) bytes[at + Long.BYTES] << Long.SIZE - shift;
    }
    return count == Long.SIZE ? low : low & (1L << count) - 1;
  }
}
