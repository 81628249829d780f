package jp.totsugo.block;

import java.io.Serializable;

/**
 * How keys are dealt out for matching.
 *
 * @param count shards of numbers, which come first, and as many of each other kind behind them
 * @param kinds how many kinds of keys there are
 * @param entriesOfBlock entries of one shard that are gathered before they go to disk
 */
public record Shards(int count, int kinds, int entriesOfBlock) implements Serializable {
  /** What the records of a shard share, in the order of the shards. */
  public enum Kind {
    /** The My Number. */
    NUMBER,
    /** Insurer, card symbol, number and branch. */
    CARD,
    /** Insurer and person id; only where there are uploads of the run before. */
    PERSON,
    /** Folded kana, birth date and sex; only where there is a register. */
    IDENTITY
  }

  private static final Kind[] KINDS = Kind.values();

  /**
   * About as many bytes of input give a shard of some 3 MB, of which the index fits into the
   * processor's caches.
   */
  private static final long INPUT_BYTES_PER_SHARD = 16L << 20;

  /** So that a worker that has ended its shard finds another, and none waits for the longest. */
  private static final int SHARDS_PER_WORKER = 2;

  private static final int MOST_ENTRIES = 2000;

  /** Smaller blocks would make finding them again all the work: these are 10 KB. */
  private static final int LEAST_ENTRIES = 250;

  /** What a worker may hold back in memory, as a part of its heap. */
  private static final int PART_OF_HEAP = 12;

  /** What a shard may take, as a part of a worker's heap; it has as much again for its index. */
  private static final int PART_FOR_SHARD = 8;

  /** Bytes of input that give one byte of entries of numbers, and one of cards. */
  private static final int INPUT_OF_ENTRIES = 4;

  /**
   * For so many bytes of input: as many shards as the processor's caches want, while blocks stay
   * large; in any case as many as each worker's heap can hold.
   *
   * @param last the last kind of which there are keys
   * @param heapOfWorker bytes that one worker has for itself
   */
  public static Shards of(long inputBytes, Kind last, int workers, long heapOfWorker) {
    int kinds = last.ordinal() + 1;
    long forCaches = inputBytes / INPUT_BYTES_PER_SHARD;
    long held = heapOfWorker / PART_OF_HEAP / KeyEntry.ENTRY_BYTES;
    long withLargeBlocks = held / LEAST_ENTRIES / kinds;
    long forHeap = inputBytes / INPUT_OF_ENTRIES / Math.max(1, heapOfWorker / PART_FOR_SHARD);
    long count =
        Math.max(
            Math.max((long) SHARDS_PER_WORKER * workers, forHeap),
            Math.min(forCaches, withLargeBlocks));
    return new Shards(
        Math.toIntExact(count),
        kinds,
        (int) Math.max(1, Math.min(MOST_ENTRIES, held / (kinds * count))));
  }

  /** Of all kinds together. */
  public int ofAllKinds() {
    return kinds * count;
  }

  /** What a shard has the entries of. */
  public Kind kind(int shard) {
    return KINDS[shard / count];
  }

  /** The shard of this number among those of a kind. */
  public int of(Kind kind, int shard) {
    return kind.ordinal() * count + shard;
  }
}
