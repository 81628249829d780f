package jp.totsugo.comparison;

import java.util.Arrays;

/** Issues of an insurer in one run as {@link PackedId}s with a trait in the free bits. */
final class IssueRows {
  private static final int SMALL = 24;

  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private int count;

  void clear() {
    count = 0;
  }

  /** Makes room for so many at once. */
  void reserve(int rows) {
    if (rows > high.length) {
      high = new long[rows];
      low = new long[rows];
    }
  }

  void add(long idHigh, long idLow, int trait) {
    if (count == high.length) {
      int more = (int) Math.min(Integer.MAX_VALUE - 8L, count + count / 4 + 1024L);
      high = Arrays.copyOf(high, more);
      low = Arrays.copyOf(low, more);
    }
    high[count] = idHigh;
    low[count++] = idLow | trait;
  }

  int count() {
    return count;
  }

  long high(int row) {
    return high[row];
  }

  long low(int row) {
    return low[row];
  }

  int trait(int row) {
    return (int) low[row] & (1 << PackedId.FREE_BITS) - 1;
  }

  /** By id. */
  void sort() {
    sort(0, count - 1);
  }

  /** Quicksort: ids are hashes, so any of them parts the rest well. */
  private void sort(int first, int last) {
    int from = first;
    int to = last;
    while (to - from > SMALL) {
      int pivot = from + to >>> 1;
      long pivotHigh = high[pivot];
      long pivotLow = low[pivot];
      int i = from;
      int j = to;
      while (i <= j) {
        while (compare(high[i], low[i], pivotHigh, pivotLow) < 0) {
          i++;
        }
        while (compare(high[j], low[j], pivotHigh, pivotLow) > 0) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      // The smaller part is done first, so that the stack stays low.
      if (j - from < to - i) {
        sort(from, j);
        from = i;
      } else {
        sort(i, to);
        to = j;
      }
    }
    for (int i = from + 1; i <= to; i++) {
      for (int j = i; j > from && compare(high[j - 1], low[j - 1], high[j], low[j]) > 0; j--) {
        swap(j - 1, j);
      }
    }
  }

  private void swap(int i, int j) {
    long h = high[i];
    high[i] = high[j];
    high[j] = h;
    long l = low[i];
    low[i] = low[j];
    low[j] = l;
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
  }

  /** The order of a row's id and that of a row of another run. */
  int compareId(int row, IssueRows others, int other) {
    return compare(
        high[row],
        low[row] >>> PackedId.FREE_BITS,
        others.high[other],
        others.low[other] >>> PackedId.FREE_BITS);
  }
}
