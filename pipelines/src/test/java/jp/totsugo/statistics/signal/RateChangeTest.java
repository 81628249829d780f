package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notANumber;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import jp.totsugo.statistics.signal.RateChange.Verdict;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class RateChangeTest {
  private static long[] all(int size, long value) {
    long[] all = new long[size];
    Arrays.fill(all, value);
    return all;
  }

  @Test
  void a_rate_that_is_half_of_what_it_was_everywhere_is_better() {
    RateChange change = RateChange.of(all(20, 100), all(20, 10_000), all(20, 50), all(20, 10_000));

    assertThat(change.ratio(), is(0.5));
    assertThat(change.verdict(), is(Verdict.BETTER));
  }

  @Test
  void where_rates_vary_a_change_that_chance_alone_would_not_make_is_not_judged() {
    long[] before = new long[20];
    long[] now = new long[20];
    for (int i = 0; i < 20; i++) {
      before[i] = i % 2 == 0 ? 300 : 100;
      now[i] = i % 2 == 0 ? 100 : 240;
    }

    RateChange change = RateChange.of(before, all(20, 10_000), now, all(20, 10_000));

    assertThat(change.ratio(), is(closeTo(0.85, 1e-9)));
    assertThat(change.verdict(), is(Verdict.UNCLEAR));
  }

  @Test
  void the_interval_is_never_narrower_than_that_of_chance() {
    // 10 and 20 of as many records: 20/10 with the exact interval of 20 among 30.
    RateChange change = RateChange.of(all(10, 1), all(10, 100), all(10, 2), all(10, 100));

    assertThat(change.lower(), is(closeTo(0.8936, 2e-3)));
    assertThat(change.upper(), is(closeTo(4.7846, 2e-3)));
    assertThat(change.verdict(), is(Verdict.UNCLEAR));
  }

  @Test
  void of_nothing_before_and_now_nothing_can_be_said() {
    RateChange change = RateChange.of(all(3, 0), all(3, 100), all(3, 0), all(3, 100));

    assertThat(change.ratio(), is(notANumber()));
    assertThat(change.verdict(), is(Verdict.UNCLEAR));
  }

  @Test
  void what_appears_where_nothing_was_is_worse_once_it_is_too_much_for_chance() {
    assertThat(
        RateChange.of(all(3, 0), all(3, 1000), all(3, 1), all(3, 1000)).verdict(),
        is(Verdict.UNCLEAR));
    assertThat(
        RateChange.of(all(3, 0), all(3, 1000), all(3, 4), all(3, 1000)).verdict(),
        is(Verdict.WORSE));
  }

  @Test
  void of_rates_that_vary_without_a_change_at_most_one_in_twenty_is_judged() {
    UniformRandomProvider random = new SplittableRandom(7)::nextLong;
    Random normal = new Random(7);
    int judged = 0;
    int rounds = 400;
    for (int round = 0; round < rounds; round++) {
      long[][] counts = new long[2][60];
      long[] records = new long[60];
      for (int i = 0; i < 60; i++) {
        records[i] = (long) Math.exp(7 + 1.5 * normal.nextGaussian());
        double rate = 0.004 * Math.exp(0.5 * normal.nextGaussian());
        for (long[] run : counts) {
          double now = rate * Math.exp(0.3 * normal.nextGaussian());
          run[i] = PoissonDistribution.of(now * records[i]).createSampler(random).sample();
        }
      }
      judged +=
          RateChange.of(counts[0], records, counts[1], records).verdict() == Verdict.UNCLEAR
              ? 0
              : 1;
    }
    // A few more than 20 of 400 are chance.
    assertThat(judged, is(lessThan(32)));
    assertThat(judged, is(greaterThan(0)));
  }
}
