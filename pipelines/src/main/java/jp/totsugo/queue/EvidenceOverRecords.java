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
final class EvidenceOverRecords {
  private static final int LINE_BITS = 40;
  private static final long FREE = -1;

  private final RuleSettings settings;

  /** File and line. */
  private long[] places = new long[64];

  /** Evidence before (of the record rules) in the low, and added in the high half. */
  private int[] evidence = new int[64];

  private int count;

  EvidenceOverRecords(RuleSettings settings) {
    this.settings = settings;
    Arrays.fill(places, FREE);
  }

  /**
   * @param line of the file, on which the row's record stands
   */
  void add(FindingRow row, long line) {
    if (row.isOverRecords()) {
      int added = State.evidenceOf(row.rule(), settings.severity(row.rule()));
      add((long) row.file() << LINE_BITS | line, row.evidence() | added << 16);
    }
  }

  private void add(long place, int bits) {
    int slot = slotOf(place);
    if (places[slot] == FREE) {
      places[slot] = place;
      count++;
    }
    evidence[slot] |= bits;
    if (count > places.length / 3 * 2) {
      grow();
    }
  }

  private int slotOf(long place) {
    int mask = places.length - 1;
    int slot = (int) (place * HashMixer.MULTIPLIER >>> 32) & mask;
    while (places[slot] != FREE && places[slot] != place) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldPlaces = places;
    int[] oldEvidence = evidence;
    places = new long[2 * oldPlaces.length];
    evidence = new int[places.length];
    Arrays.fill(places, FREE);
    for (int i = 0; i < oldPlaces.length; i++) {
      if (oldPlaces[i] != FREE) {
        int slot = slotOf(oldPlaces[i]);
        places[slot] = oldPlaces[i];
        evidence[slot] = oldEvidence[i];
      }
    }
  }

  /** Counts each of these records again. */
  void settle(int insurer, Tally tally) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] != FREE) {
        int before = evidence[i] & 0xFFFF;
        int after = before | evidence[i] >>> 16;
        tally.insurer(insurer).addEvidence(before, after);
        tally.file((int) (places[i] >>> LINE_BITS)).addEvidence(before, after);
      }
    }
  }
}
