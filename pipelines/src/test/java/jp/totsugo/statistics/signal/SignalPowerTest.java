package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.statistics.signal.SimulatedRates.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalPowerTest {
  private static final int PEERS = 400;

  /**
   * A rate of 1 in 1,000 among equal peers, and one insurer with so many times that. {@code p} is
   * that of a Poisson count, by scipy.stats.poisson, twice the upper tail with half of the count
   * itself; with 401 tests a single signal needs 0.05/401 = 1.2E-4.
   */
  @ParameterizedTest
  @CsvSource({
    "100, 20, 4.83e-3, TOO_SMALL",
    "1000, 10, 1.21e-7, SIGNAL",
    "10000, 10, 5.93e-63, SIGNAL",
    "100000, 10, 0, SIGNAL",
    "1000000, 10, 0, SIGNAL",
    "100, 3, 1, nothing",
    "1000, 3, 9.93e-2, nothing",
    "10000, 3, 3.31e-7, SIGNAL",
    "100000, 3, 2.42e-58, SIGNAL",
    "1000000, 3, 0, SIGNAL"
  })
  void a_raised_rate_is_found_where_its_p_says_so(long size, int factor, double p, String verdict) {
    List<IssueRate> current = new ArrayList<>();
    for (int i = 0; i < PEERS; i++) {
      // Counts as they are spread by chance: a standard deviation of 10 about 100.
      current.add(row(i, 100 + new int[] {-14, -7, 0, 7, 14}[i % 5], 100_000));
    }
    current.add(row(PEERS, size * factor / 1_000, size));

    List<RateSignal> rows =
        SignalTable.rows(
            current.iterator(), List.<IssueRate>of().iterator(), Set.of(), SignalSettings.DEFAULT);

    assertThat(verdict.equals("SIGNAL"), is(p < 0.05 / (PEERS + 1)));
    assertThat(
        rows.stream().map(row -> row.getInsurer() + " " + row.getVerdict()).toList(),
        is(verdict.equals("nothing") ? List.of() : List.of(insurer(PEERS) + " " + verdict)));
  }

  /** In a nation without anything to find, every discovery is false: one in twenty may have any. */
  @Test
  void of_a_thousand_nations_without_a_signal_at_most_one_in_twenty_shows_one() {
    for (World world : List.of(new World(0, false, 0, 0), new World(0.5, false, 0.2, 0))) {
      int found = SignalSimulation.falseNations(world, 2, 500);

      assertThat(world.toString(), found, is(lessThanOrEqualTo(25)));
    }
  }

  private static IssueRate row(int insurer, long count, long size) {
    return SimulatedRates.row(
        "2026-11-30", insurer(insurer), Rule.MY_NUMBER_CHECK_DIGIT, count, size, "1");
  }

  private static String insurer(int i) {
    return String.format(Locale.ROOT, "06%02d%03d0", 1 + i / 100, i % 100);
  }
}
