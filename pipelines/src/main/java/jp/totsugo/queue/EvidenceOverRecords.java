package jp.totsugo.queue;

import java.util.HashMap;
import java.util.Map;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.State;

/**
 * The states that rules over several records change. A record may have such findings from more than
 * one shard; only here, where all of its findings come together, is its state known.
 */
final class EvidenceOverRecords {
  private record Place(int file, int slice, int line) {}

  /** Evidence before (of the record rules) in the low, and added in the high half. */
  private final Map<Place, Integer> evidence = new HashMap<>();

  private final RuleSettings settings;

  EvidenceOverRecords(RuleSettings settings) {
    this.settings = settings;
  }

  void add(FindingRow row) {
    if (row.isOverRecords()) {
      int added = State.evidenceOf(row.rule(), settings.severity(row.rule()));
      evidence.merge(
          new Place(row.file(), row.slice(), row.lineInSlice()),
          row.evidence() | added << 16,
          (a, b) -> a | b);
    }
  }

  /** Counts each of these records again. */
  void settle(int insurer, Tally tally) {
    evidence.forEach(
        (place, bits) -> {
          int before = bits & 0xFFFF;
          int after = before | bits >>> 16;
          tally.insurer(insurer).addEvidence(before, after);
          tally.file(place.file()).addEvidence(before, after);
        });
  }
}
