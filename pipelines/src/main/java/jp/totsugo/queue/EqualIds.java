package jp.totsugo.queue;

import java.util.Arrays;

/**
 * Numbers findings that have one issue id in the order in which they are asked for. All ids of a
 * queue are added first: 8 bytes each, and 12 of each that stands more than once.
 */
final class EqualIds {
  private long[] hashes = new long[1024];
  private int count;
  private int[] seen;

  void add(long hash) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count + count / 2);
    }
    hashes[count++] = hash;
  }

  /** To be called when all are added. */
  void close() {
    Arrays.sort(hashes, 0, count);
    int equal = 0;
    for (int i = 1; i < count; i++) {
      boolean isNew = equal == 0 || hashes[equal - 1] != hashes[i];
      if (hashes[i] == hashes[i - 1] && isNew) {
        hashes[equal++] = hashes[i];
      }
    }
    hashes = Arrays.copyOf(hashes, equal);
    seen = new int[equal];
  }

  /** How many of this id there were by now, with this one; 1 for one that stands alone. */
  int next(long hash) {
    int at = Arrays.binarySearch(hashes, hash);
    return at < 0 ? 1 : ++seen[at];
  }
}
