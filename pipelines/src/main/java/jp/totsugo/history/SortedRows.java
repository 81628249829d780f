package jp.totsugo.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/**
 * Sorts rows by a number, and rows of one number by an order of their own, in bounded memory: what
 * is too much is dealt into files by the first bits of the number, which are sorted one after the
 * other. Serves one thread.
 */
final class SortedRows implements Closeable {
  private static final int BUCKET_BITS = 6;
  private static final int BUFFER = 64 * 1024;

  /** As many rows are sorted at once at most: their index stands beside the first bits. */
  private static final int INDEX_BITS = 22;

  private final Path folder;
  private final long mostBytes;
  private final Comparator<byte[]> order;
  private final int shift;
  private final DataOutputStream[] buckets = new DataOutputStream[1 << BUCKET_BITS];
  private final Path[] files = new Path[1 << BUCKET_BITS];
  private byte[] rows = new byte[4096];
  private int size;
  private long[] keys = new long[64];
  private int[] starts = new int[64];
  private int count;
  private boolean isDealt;

  /** Takes the rows in their order. */
  interface Output {
    void accept(long key, byte[] row) throws IOException;
  }

  /**
   * @param folder for what does not fit in memory; readable by its owner alone
   * @param mostBytes of rows in memory
   * @param order of rows that have one number
   */
  SortedRows(Path folder, long mostBytes, Comparator<byte[]> order) {
    this(folder, mostBytes, order, Long.SIZE - BUCKET_BITS);
  }

  private SortedRows(Path folder, long mostBytes, Comparator<byte[]> order, int shift) {
    this.folder = folder;
    this.mostBytes = Math.min(mostBytes, Integer.MAX_VALUE / 4);
    this.order = order;
    this.shift = shift;
  }

  /**
   * Adds a copy of a row.
   *
   * @param key compared as an unsigned number
   */
  void add(long key, byte[] row, int length) throws IOException {
    boolean isFull = size + (long) length > mostBytes || count == 1 << INDEX_BITS;
    if (isFull && count > 0 && shift >= 0) {
      deal();
    }
    if (isDealt) {
      deal(key, row, 0, length);
      return;
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
    }
    if (size + length > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(2 * rows.length, size + length));
    }
    keys[count] = key;
    starts[count++] = size;
    System.arraycopy(row, 0, rows, size, length);
    size += length;
  }

  private void deal() throws IOException {
    isDealt = true;
    for (int i = 0; i < count; i++) {
      deal(keys[i], rows, starts[i], end(i) - starts[i]);
    }
    rows = new byte[0];
    keys = new long[0];
    starts = new int[0];
    count = 0;
    size = 0;
  }

  private void deal(long key, byte[] row, int from, int length) throws IOException {
    int bucket = (int) (key >>> shift) & (1 << BUCKET_BITS) - 1;
    if (buckets[bucket] == null) {
      files[bucket] = folder.resolve(UUID.randomUUID() + ".issues");
      buckets[bucket] =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(files[bucket]), BUFFER));
    }
    buckets[bucket].writeLong(key);
    buckets[bucket].writeInt(length);
    buckets[bucket].write(row, from, length);
  }

  private int end(int i) {
    return i + 1 == count ? size : starts[i + 1];
  }

  /** Hands over all rows; may be asked once. */
  void forEach(Output output) throws IOException {
    if (!isDealt) {
      sort(output);
      return;
    }
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      if (buckets[bucket] != null) {
        buckets[bucket].close();
        forEach(files[bucket], output);
        Files.delete(files[bucket]);
      }
    }
  }

  private void forEach(Path bucket, Output output) throws IOException {
    try (SortedRows part = new SortedRows(folder, mostBytes, order, shift - BUCKET_BITS);
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(bucket), BUFFER))) {
      for (long left = Files.size(bucket); left > 0; ) {
        long key = in.readLong();
        byte[] row = new byte[in.readInt()];
        in.readFully(row);
        part.add(key, row, row.length);
        left -= Long.BYTES + Integer.BYTES + row.length;
      }
      part.forEach(output);
    }
  }

  private void sort(Output output) throws IOException {
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = (keys[i] >>> INDEX_BITS << INDEX_BITS | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(sorted);
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && sorted[to] >>> INDEX_BITS == sorted[from] >>> INDEX_BITS) {
        to++;
      }
      if (to - from == 1) {
        int i = index(sorted[from]);
        output.accept(keys[i], row(i));
      } else {
        sortEqual(sorted, from, to, output);
      }
      from = to;
    }
  }

  /** Rows of which the first bits of the number are equal: few. */
  private void sortEqual(long[] sorted, int from, int to, Output output) throws IOException {
    Integer[] equal = new Integer[to - from];
    for (int i = from; i < to; i++) {
      equal[i - from] = index(sorted[i]);
    }
    Arrays.sort(
        equal,
        (a, b) -> {
          int byKey = Long.compareUnsigned(keys[a], keys[b]);
          return byKey == 0 ? order.compare(row(a), row(b)) : byKey;
        });
    for (int i : equal) {
      output.accept(keys[i], row(i));
    }
  }

  private static int index(long sorted) {
    return (int) sorted & (1 << INDEX_BITS) - 1;
  }

  private byte[] row(int i) {
    return Arrays.copyOfRange(rows, starts[i], end(i));
  }

  @Override
  public void close() throws IOException {
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      if (buckets[bucket] != null) {
        buckets[bucket].close();
        Files.deleteIfExists(files[bucket]);
      }
    }
  }
}
