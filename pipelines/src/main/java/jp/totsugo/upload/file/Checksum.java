package jp.totsugo.upload.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Puts the CRC-32C of parts together to that of the whole, so that slices of a file can be summed
 * on their own.
 *
 * <p>Appending n zero bytes to a text is a linear map of its CRC over GF(2); maps for powers of two
 * are made by squaring, as zlib's crc32_combine does it.
 */
public final class Checksum {
  private static final int POLYNOMIAL_REVERSED = 0x82F63B78;

  /** The maps of 1, 2, 4, 8 and so on zero bytes. */
  private static final int[][] ZERO_BYTES = powers();

  private Checksum() {}

  /**
   * @param first CRC-32C of the first part
   * @param second CRC-32C of the second part
   * @param secondLength bytes of the second part
   */
  public static long combine(long first, long second, long secondLength) {
    int sum = (int) first;
    for (long rest = secondLength; rest != 0; rest &= rest - 1) {
      sum = applied(ZERO_BYTES[Long.numberOfTrailingZeros(rest)], sum);
    }
    return (sum ^ (int) second) & 0xFFFFFFFFL;
  }

  /** CRC-32C of the bytes of a slice. */
  public static long of(UploadFile file, Slice slice) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer buffer =
        ByteBuffer.allocate((int) Math.min(256 * 1024, slice.end() - slice.start()));
    try (FileChannel channel = InputFile.open(file.file())) {
      for (long at = slice.start(); at < slice.end(); ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), slice.end() - at));
        file.read(channel, buffer, at);
        at += buffer.position();
        checksum.update(buffer.flip());
      }
    }
    return checksum.getValue();
  }

  private static int[][] powers() {
    int[][] powers = new int[Long.SIZE - 1][];
    powers[0] = squared(squared(squared(zeroBit())));
    for (int i = 1; i < powers.length; i++) {
      powers[i] = squared(powers[i - 1]);
    }
    return powers;
  }

  private static int[] zeroBit() {
    int[] map = new int[Integer.SIZE];
    map[0] = POLYNOMIAL_REVERSED;
    for (int bit = 1; bit < Integer.SIZE; bit++) {
      map[bit] = 1 << (bit - 1);
    }
    return map;
  }

  private static int[] squared(int[] map) {
    int[] square = new int[Integer.SIZE];
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      square[bit] = applied(map, map[bit]);
    }
    return square;
  }

  private static int applied(int[] map, int vector) {
    int sum = 0;
    for (int rest = vector, bit = 0; rest != 0; rest >>>= 1, bit++) {
      if ((rest & 1) != 0) {
        sum ^= map[bit];
      }
    }
    return sum;
  }
}
