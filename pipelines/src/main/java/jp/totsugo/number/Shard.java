package jp.totsugo.number;

import java.util.Arrays;
import java.util.Comparator;
import jp.totsugo.block.KeyBlock;

/**
 * All entries of one shard, and which of them have equal keys. Reused for the next shard. Entries
 * of cards have equal keys only within an insurer.
 */
public final class Shard {
  private static final int NONE = -1;

  private final boolean byInsurer;
  private byte[] entries = new byte[0];
  private int size;
  private int[] table = new int[0];
  private int[] next = new int[0];

  public Shard(boolean byInsurer) {
    this.byInsurer = byInsurer;
  }

  void clear() {
    size = 0;
  }

  public void add(KeyBlock block) {
    byte[] more = block.bytes();
    if (size + more.length > entries.length) {
      entries =
          Arrays.copyOf(entries, (int) Math.min(Integer.MAX_VALUE - 8, 2L * (size + more.length)));
    }
    System.arraycopy(more, 0, entries, size, more.length);
    size += more.length;
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
    int count = size / KeyBlock.ENTRY_BYTES;
    int capacity = Integer.highestOneBit(Math.max(count, 1)) * 4;
    if (table.length < capacity) {
      table = new int[capacity];
    }
    if (next.length < count) {
      next = new int[count];
    }
    Arrays.fill(table, 0, capacity, NONE);
    boolean[] isFirstOfGroup = new boolean[count];
    for (int i = 0; i < count; i++) {
      int slot = slotOf(i, capacity - 1);
      next[i] = table[slot];
      table[slot] = i;
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
          positions[members++] = m * KeyBlock.ENTRY_BYTES;
        }
        visitor.accept(inOrderOfRecords(positions, members), members);
      }
    }
  }

  private int slotOf(int entry, int mask) {
    int at = entry * KeyBlock.ENTRY_BYTES;
    long key = KeyBlock.key(entries, at);
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & mask;
    while (table[slot] != NONE && !hasKey(table[slot] * KeyBlock.ENTRY_BYTES, key, at)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean hasKey(int at, long key, int other) {
    return KeyBlock.key(entries, at) == key
        && (!byInsurer || KeyBlock.insurer(entries, at) == KeyBlock.insurer(entries, other));
  }

  private int[] inOrderOfRecords(int[] positions, int count) {
    if (count == 1) {
      return positions;
    }
    if (count == 2) {
      boolean inOrder =
          KeyBlock.locator(entries, positions[0]) < KeyBlock.locator(entries, positions[1]);
      return inOrder ? positions : new int[] {positions[1], positions[0]};
    }
    return Arrays.stream(positions, 0, count)
        .boxed()
        .sorted(Comparator.comparingLong(at -> KeyBlock.locator(entries, at)))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
