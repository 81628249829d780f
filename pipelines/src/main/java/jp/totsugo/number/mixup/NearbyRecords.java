package jp.totsugo.number.mixup;

import java.util.Arrays;
import java.util.function.IntConsumer;
import jp.totsugo.record.HashMixer;

/**
 * Records by key, in their own order: hands out those with a key that are nearest to a record.
 * Records of another key may be among them, if rarely. However many records have a key, a look-up
 * takes the same time.
 */
final class NearbyRecords {
  private static final int MOST_ON_A_SIDE = 32;

  private static final int RECORD_BITS = 24;
  private static final long RECORD = (1L << RECORD_BITS) - 1;

  /** Key and record in one number that is not negative, sorted. */
  private final long[] entries;

  /**
   * Where the entries with each value of the highest bits start: a search need not look further.
   */
  private final int[] starts;

  private final int lowBits;

  private NearbyRecords(long[] entries) {
    this.entries = entries;
    lowBits = Math.max(RECORD_BITS, Long.numberOfLeadingZeros(entries.length | 1) - 1);
    starts = new int[(int) (Long.MAX_VALUE >>> lowBits) + 2];
    for (long entry : entries) {
      starts[(int) (entry >>> lowBits) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
  }

  /** Gathers the entries. */
  static final class Builder {
    private long[] entries;
    private int size;

    /**
     * @param records how many there are; they are numbered from 0
     */
    Builder(int records) {
      if (records > RECORD) {
        throw new IllegalArgumentException(records + " records are too many");
      }
      entries = new long[Math.max(16, 3 * records)];
    }

    void add(long key, int record) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, 2 * size);
      }
      entries[size++] = entry(key, record);
    }

    NearbyRecords build() {
      long[] sorted = Arrays.copyOf(entries, size);
      Arrays.sort(sorted);
      return new NearbyRecords(sorted);
    }
  }

  void forEachNear(long key, int record, IntConsumer visitor) {
    long wanted = entry(key, record);
    int start = (int) (wanted >>> lowBits);
    int found = Arrays.binarySearch(entries, starts[start], starts[start + 1], wanted);
    int at = found < 0 ? -found - 1 : found;
    for (int i = at; i < entries.length && i < at + MOST_ON_A_SIDE && isOf(wanted, i); i++) {
      visitor.accept((int) (entries[i] & RECORD));
    }
    for (int i = at - 1; i >= 0 && i >= at - MOST_ON_A_SIDE && isOf(wanted, i); i--) {
      visitor.accept((int) (entries[i] & RECORD));
    }
  }

  private boolean isOf(long wanted, int at) {
    return (entries[at] & ~RECORD) == (wanted & ~RECORD);
  }

  private static long entry(long key, int record) {
    return HashMixer.mix(key) & Long.MAX_VALUE & ~RECORD | record;
  }
}
