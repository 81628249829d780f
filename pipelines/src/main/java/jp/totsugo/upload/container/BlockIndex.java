package jp.totsugo.upload.container;

import com.google.common.primitives.ImmutableLongArray;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Where blocks, or groups of blocks, begin in a container file, and with which record. A slice owns
 * the groups that begin in it.
 */
public final class BlockIndex implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] starts;
  private final long[] firstRecords;
  private final long records;
  private final long end;

  /**
   * @param starts offsets, ascending
   * @param firstRecords number of the first record of each, from 0
   * @param records of all blocks
   * @param end behind the last block
   */
  public BlockIndex(
      ImmutableLongArray starts, ImmutableLongArray firstRecords, long records, long end) {
    this.starts = starts.toArray();
    this.firstRecords = firstRecords.toArray();
    this.records = records;
    this.end = end;
  }

  public int groups() {
    return starts.length;
  }

  /** The first group that begins at or behind an offset. */
  int groupFrom(long offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 1;
  }

  /** The group that holds a record. */
  public int groupOf(long record) {
    int found = Arrays.binarySearch(firstRecords, record);
    if (found < 0) {
      return -found - 2;
    }
    // Groups without records come before the one that has it.
    while (found + 1 < firstRecords.length && firstRecords[found + 1] == record) {
      found++;
    }
    return found;
  }

  /** Where a group begins; behind the last, where all end. */
  public long start(int group) {
    return group < starts.length ? starts[group] : end;
  }

  /** The number of the first record of a group. */
  public long firstRecord(int group) {
    return firstRecords[group];
  }

  /** The most records whose groups begin in one of the ranges of so many bytes. */
  long mostRecordsOfSlice(long sliceBytes) {
    long most = 0;
    long first = 0;
    for (int group = 1; group <= starts.length; group++) {
      boolean isLast = group == starts.length;
      if (isLast || starts[group] / sliceBytes != starts[group - 1] / sliceBytes) {
        long next = isLast ? records : firstRecords[group];
        most = Math.max(most, next - first);
        first = next;
      }
    }
    return most;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockIndex index
        && Arrays.equals(starts, index.starts)
        && Arrays.equals(firstRecords, index.firstRecords)
        && records == index.records
        && end == index.end;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(firstRecords);
  }
}
