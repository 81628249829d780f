package jp.totsugo.number.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.Ledger;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.record.HashMixer;

/**
 * All entries of one shard, and which of them have equal keys. Reused for the next shard. Entries
 * of cards have equal keys only within an insurer.
 */
public final class Shard {
  private static final int NONE = -1;

  /** What one array holds. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private static final int MOST_ENTRIES = MOST_BYTES / KeyEntry.ENTRY_BYTES;
  private static final Comparator<StoredBlock> ON_DISK =
      Comparator.comparingLong(StoredBlock::file).thenComparingLong(StoredBlock::offset);

  /** A free slot; its lower half is {@link #NONE}. */
  private static final long EMPTY = -1;

  private static final long HASH = 0xFFFFFFFF_00000000L;

  private final boolean byInsurer;
  private byte[] entries = new byte[0];
  private int size;

  /**
   * By the hash of a key: the upper half of the hash, which spares a look at most other entries,
   * and the last entry that has the key.
   */
  private long[] table = new long[0];

  /** By entry the one before it with the same key. */
  private int[] next = new int[0];

  public Shard(boolean byInsurer) {
    this.byInsurer = byInsurer;
  }

  void clear() {
    size = 0;
  }

  /** Adds all entries of a block. */
  public void add(byte[] block) {
    reserve(block.length);
    System.arraycopy(block, 0, entries, size, block.length);
    size += block.length;
  }

  /**
   * Adds all entries of blocks, which are read in the order in which they stand on disk.
   *
   * @param taken books the blocks
   */
  void add(Iterable<StoredBlock> blocks, BlockReader reader, Ledger.Entry taken) {
    List<StoredBlock> inOrder = new ArrayList<>();
    for (StoredBlock block : blocks) {
      taken.add(block);
      inOrder.add(block);
    }
    inOrder.sort(ON_DISK);
    reserve(inOrder.stream().mapToLong(StoredBlock::length).sum());
    for (StoredBlock block : inOrder) {
      reader.read(block, entries, size);
      size += block.length();
    }
  }

  private void reserve(long more) {
    if (size + more > MOST_BYTES) {
      throw new ShardFullException(MOST_ENTRIES);
    }
    if (size + more > entries.length) {
      entries =
          Arrays.copyOf(
              entries, (int) Math.min(MOST_BYTES, Math.max(size + more, entries.length * 5L / 4)));
    }
  }

  /** How many entries there are. */
  int count() {
    return size / KeyEntry.ENTRY_BYTES;
  }

  byte[] entries() {
    return entries;
  }

  /**
   * Takes the entries that have one key, as positions in {@link #entries}, in the order of their
   * records.
   */
  interface GroupVisitor {
    void accept(int[] positions, int count);
  }

  /** Visits every group of two or more entries with one key. */
  void forEachGroup(GroupVisitor visitor) {
    forEachGroup(2, visitor);
  }

  /** Visits every group of so many or more entries with one key. */
  void forEachGroup(int least, GroupVisitor visitor) {
    int count = count();
    int capacity = Integer.highestOneBit(Math.max(count, 1)) * 4;
    if (table.length < capacity) {
      table = new long[capacity];
    }
    if (next.length < count) {
      next = new int[count];
    }
    Arrays.fill(table, 0, capacity, EMPTY);
    boolean[] isFirstOfGroup = new boolean[count];
    for (int i = 0; i < count; i++) {
      long hash = KeyEntry.key(entries, i * KeyEntry.ENTRY_BYTES) * HashMixer.MULTIPLIER;
      int slot = slotOf(i, hash, capacity - 1);
      next[i] = (int) table[slot];
      table[slot] = hash & HASH | i;
      if (next[i] != NONE) {
        isFirstOfGroup[i] = true;
        isFirstOfGroup[next[i]] = false;
      } else {
        isFirstOfGroup[i] = least == 1;
      }
    }
    int[] positions = new int[16];
    for (int i = 0; i < count; i++) {
      if (isFirstOfGroup[i]) {
        int members = 0;
        for (int m = i; m != NONE; m = next[m]) {
          if (members == positions.length) {
            positions = Arrays.copyOf(positions, 2 * members);
          }
          positions[members++] = m * KeyEntry.ENTRY_BYTES;
        }
        visitor.accept(inOrderOfRecords(positions, members), members);
      }
    }
  }

  /** The slot of the entry's key, or the free one that it will have. */
  private int slotOf(int entry, long hash, int mask) {
    int slot = (int) (hash >>> 32) & mask;
    for (long found = table[slot]; found != EMPTY; found = table[slot]) {
      if ((found ^ hash) >>> 32 == 0 && hasKey((int) found, entry)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean hasKey(int entry, int other) {
    int at = entry * KeyEntry.ENTRY_BYTES;
    int otherAt = other * KeyEntry.ENTRY_BYTES;
    return KeyEntry.key(entries, at) == KeyEntry.key(entries, otherAt)
        && (!byInsurer || KeyEntry.insurer(entries, at) == KeyEntry.insurer(entries, otherAt));
  }

  private int[] inOrderOfRecords(int[] positions, int count) {
    if (count == 1) {
      return positions;
    }
    if (count == 2) {
      boolean inOrder =
          KeyEntry.locator(entries, positions[0]) < KeyEntry.locator(entries, positions[1]);
      return inOrder ? positions : new int[] {positions[1], positions[0]};
    }
    return Arrays.stream(positions, 0, count)
        .boxed()
        .sorted(Comparator.comparingLong(at -> KeyEntry.locator(entries, at)))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
