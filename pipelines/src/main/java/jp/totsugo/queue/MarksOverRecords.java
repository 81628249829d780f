package jp.totsugo.queue;

import java.util.Arrays;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.Tally;
import jp.totsugo.record.HashMixer;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.State;

/**
 * The states that rules over several records change. A record may have such findings from more than
 * one shard; only here, where all of its findings come together, is its state known. A whole upload
 * may have them: 12 bytes a record, in a hash table.
 */
final class MarksOverRecords {
  private static final int LINE_BITS = 40;
  private static final long FREE = -1;

  private final RuleSettings settings;

  /** File and line. */
  private long[] records = new long[64];

  /** Marks before (of the record rules) in the low, and added in the high half. */
  private int[] marks = new int[64];

  private int count;

  MarksOverRecords(RuleSettings settings) {
    this.settings = settings;
    Arrays.fill(records, FREE);
  }

  /**
   * @param line of the file, on which the row's record stands
   */
  void add(FindingRow row, long line) {
    if (row.isOverRecords()) {
      int added = State.marksOf(row.rule(), settings.severity(row.rule()));
      add((long) row.file() << LINE_BITS | line, row.marks() | added << 16);
    }
  }

  private void add(long record, int bits) {
    int slot = slotOf(record);
    if (records[slot] == FREE) {
      records[slot] = record;
      count++;
    }
    marks[slot] |= bits;
    if (count > records.length / 3 * 2) {
      grow();
    }
  }

  private int slotOf(long record) {
    int mask = records.length - 1;
    int slot = (int) (record * HashMixer.MULTIPLIER >>> 32) & mask;
    while (records[slot] != FREE && records[slot] != record) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldRecords = records;
    int[] oldMarks = marks;
    records = new long[2 * oldRecords.length];
    marks = new int[records.length];
    Arrays.fill(records, FREE);
    for (int i = 0; i < oldRecords.length; i++) {
      if (oldRecords[i] != FREE) {
        int slot = slotOf(oldRecords[i]);
        records[slot] = oldRecords[i];
        marks[slot] = oldMarks[i];
      }
    }
  }

  /** Counts each of these records again. */
  void settle(int insurer, Tally tally) {
    for (int i = 0; i < records.length; i++) {
      if (records[i] != FREE) {
        int before = marks[i] & 0xFFFF;
        int after = before | marks[i] >>> 16;
        tally.insurer(insurer).addMarks(before, after);
        tally.file((int) (records[i] >>> LINE_BITS)).addMarks(before, after);
      }
    }
  }
}
