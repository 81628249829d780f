package jp.totsugo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.result.RunCounts;
import jp.totsugo.rule.Category;
import jp.totsugo.statistics.signal.RateChange;

/**
 * From one run to another, of the insurers whose uploads were complete in both: who sent nothing,
 * or not all, would look like improvement.
 */
public final class Change {
  private final RunCounts before;
  private final RunCounts now;
  private final List<Counts> countsBefore = new ArrayList<>();
  private final List<Counts> countsNow = new ArrayList<>();

  Change(RunCounts before, RunCounts now) {
    this.before = before;
    this.now = now;
    for (Map.Entry<String, Counts> insurer : now.insurers().entrySet()) {
      Counts then = before.insurers().get(insurer.getKey());
      boolean isInsurer = !insurer.getKey().equals(Insurers.UNKNOWN);
      if (isInsurer && then != null && then.complete() && insurer.getValue().complete()) {
        countsBefore.add(then);
        countsNow.add(insurer.getValue());
      }
    }
  }

  public RunCounts before() {
    return before;
  }

  public RunCounts now() {
    return now;
  }

  /** How many insurers are compared. */
  public int insurers() {
    return countsNow.size();
  }

  /** How many are not, of those that either run knows. */
  public int leftOut() {
    return (int)
            Stream.concat(before.insurers().keySet().stream(), now.insurers().keySet().stream())
                .filter(number -> !number.equals(Insurers.UNKNOWN))
                .distinct()
                .count()
        - insurers();
  }

  /** Whether there is anything to compare. */
  public boolean isPossible() {
    return !countsNow.isEmpty();
  }

  public RateChange of(Category category) {
    return of(counts -> counts.of(category), counts -> counts.denominator(category));
  }

  /** Of records with a ●. */
  public RateChange ofBlackCircles() {
    return of(Counts::blackCircle, Counts::registered);
  }

  private RateChange of(ToLongFunction<Counts> count, ToLongFunction<Counts> records) {
    return RateChange.of(
        countsBefore.stream().mapToLong(count).toArray(),
        countsBefore.stream().mapToLong(records).toArray(),
        countsNow.stream().mapToLong(count).toArray(),
        countsNow.stream().mapToLong(records).toArray());
  }
}
