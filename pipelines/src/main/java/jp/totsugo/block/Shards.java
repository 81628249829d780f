package jp.totsugo.block;

import java.io.Serializable;

/**
 * How keys are dealt out for matching.
 *
 * @param count shards of numbers, which come first, and as many of cards behind them
 * @param entriesOfBlock entries of one shard that are gathered before they go to disk
 */
public record Shards(int count, int entriesOfBlock) implements Serializable {
  /**
   * About as many bytes of input give a shard of some 3 MB, of which the index fits into the
   * processor's caches.
   */
  private static final long INPUT_BYTES_PER_SHARD = 16L << 20;

  /** More would make blocks so small that finding them again is all the work. */
  private static final int MOST_SHARDS = 512;

  private static final int MOST_ENTRIES = 2000;

  /** What may be held back in memory, all workers together, as a part of the heap. */
  private static final int PART_OF_HEAP = 12;

  /** For so many bytes of input. */
  public static Shards of(long inputBytes, int workers, long heapBytes) {
    int count = (int) Math.min(MOST_SHARDS, Math.max(workers, inputBytes / INPUT_BYTES_PER_SHARD));
    long buffers = 2L * count * workers;
    long entries = heapBytes / PART_OF_HEAP / buffers / KeyEntry.ENTRY_BYTES;
    return new Shards(count, (int) Math.max(1, Math.min(MOST_ENTRIES, entries)));
  }

  /** Of numbers and of cards. */
  public int ofBothKinds() {
    return 2 * count;
  }

  /** Whether a shard has the entries of numbers, and not those of cards. */
  public boolean isOfNumbers(int shard) {
    return shard < count;
  }
}
