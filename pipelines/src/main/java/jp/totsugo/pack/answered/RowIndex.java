package jp.totsugo.pack.answered;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the rows of the answered issues of one insurer stand: 40 bytes a row. Issues go by a hash
 * of 64 bits of their ids; whoever reads a row sees whether it is the right one.
 */
final class RowIndex {
  private long[] keys = new long[64];
  private long[] places = new long[64];

  /** The next row of the same issue, plus one; 0 for the last. */
  private int[] next = new int[64];

  private int size;

  /** The first row of each issue, plus one, and the last. */
  private int[] first = new int[128];

  private int[] last = new int[128];
  private boolean[] found = new boolean[64];

  private static long key(String issueId) {
    return Hashing.sipHash24().hashString(issueId, StandardCharsets.UTF_8).asLong();
  }

  void add(String issueId, long place) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
      found = Arrays.copyOf(found, 2 * size);
      rehash();
    }
    keys[size] = key(issueId);
    places[size] = place;
    next[size] = 0;
    put(size++);
  }

  private void rehash() {
    first = new int[2 * keys.length];
    last = new int[2 * keys.length];
    for (int i = 0; i < size; i++) {
      next[i] = 0;
      put(i);
    }
  }

  private void put(int row) {
    int slot = slot(keys[row]);
    if (first[slot] == 0) {
      first[slot] = row + 1;
    } else {
      next[last[slot] - 1] = row + 1;
    }
    last[slot] = row + 1;
  }

  private int slot(long key) {
    int slot = (int) key & first.length - 1;
    while (first[slot] != 0 && keys[first[slot] - 1] != key) {
      slot = slot + 1 & first.length - 1;
    }
    return slot;
  }

  /** The first row of an issue, or -1. */
  int first(String issueId) {
    return first[slot(key(issueId))] - 1;
  }

  /** The row of the same issue behind another, or -1. */
  int next(int row) {
    return next[row] - 1;
  }

  long place(int row) {
    return places[row];
  }

  /** Says that the issue of a row is in the queue. */
  void find(int row) {
    found[row] = true;
  }

  boolean isFound(int row) {
    return found[row];
  }

  int size() {
    return size;
  }
}
