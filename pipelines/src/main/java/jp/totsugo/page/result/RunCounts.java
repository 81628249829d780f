package jp.totsugo.page.result;

import java.util.SortedMap;

/**
 * What one run of the chain counted.
 *
 * @param asOf YYYY-MM-DD
 * @param insurers by number, {@code unknown} among them; empty for runs of versions that did not
 *     keep them
 */
public record RunCounts(
    String asOf, String runId, Counts nation, SortedMap<String, Counts> insurers) {
  /** Insurers that sent nothing, or not all: what is not counted of them looks like improvement. */
  public long incomplete() {
    return insurers.values().stream().filter(counts -> !counts.complete()).count();
  }

  /** Insurers with records. */
  public long sent() {
    return insurers.values().stream().filter(counts -> counts.records() > 0).count();
  }

  /** Whether all that was to come has come, as far as the results tell. */
  public boolean isWhole() {
    return nation.complete();
  }
}
