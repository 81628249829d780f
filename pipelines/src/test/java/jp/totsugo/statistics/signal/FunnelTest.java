package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Optional;
import java.util.SplittableRandom;
import jp.totsugo.statistics.signal.Funnel.Verdict;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

class FunnelTest {
  private static final double RATE = 0.01;
  private static final int INSURERS = 300;

  private static final long[] RECORDS = new long[INSURERS];
  private static final long[] COUNTS = new long[INSURERS];

  static {
    UniformRandomProvider random = new SplittableRandom(3)::nextLong;
    for (int i = 0; i < INSURERS; i++) {
      RECORDS[i] = 20L + i * i;
      COUNTS[i] = PoissonDistribution.of(RATE * RECORDS[i]).createSampler(random).sample();
    }
  }

  private static final Funnel FUNNEL = Funnel.of(COUNTS, RECORDS).orElseThrow();

  @Test
  void the_usual_rate_is_that_of_all() {
    assertThat(FUNNEL.mean(), is(closeTo(RATE, RATE / 20)));
  }

  @Test
  void of_insurers_that_differ_by_chance_alone_hardly_one_is_outside() {
    int outside = 0;
    for (int i = 0; i < INSURERS; i++) {
      Verdict verdict = FUNNEL.verdict(COUNTS[i], RECORDS[i]);
      outside += verdict == Verdict.HIGH || verdict == Verdict.LOW ? 1 : 0;
    }
    assertThat(outside, is(lessThan(4)));
  }

  @Test
  void limits_hold_what_is_said_of_a_rate() {
    Funnel.Limits limits = FUNNEL.limits(50_000);
    long upper = (long) Math.floor(limits.outerHigh() * 50_000);
    long lower = (long) Math.ceil(limits.outerLow() * 50_000);

    assertThat(FUNNEL.verdict(upper, 50_000), is(Verdict.WITHIN));
    assertThat(FUNNEL.verdict(upper + 1, 50_000), is(Verdict.HIGH));
    assertThat(FUNNEL.verdict(lower, 50_000), is(Verdict.WITHIN));
    assertThat(FUNNEL.verdict(lower - 1, 50_000), is(Verdict.LOW));
    assertThat(limits.innerHigh(), is(lessThan(limits.outerHigh())));
    assertThat(limits.innerLow(), is(greaterThan(limits.outerLow())));
  }

  @Test
  void limits_are_wider_for_fewer_records() {
    assertThat(
        FUNNEL.limits(1_000).outerHigh(), is(greaterThan(FUNNEL.limits(100_000).outerHigh())));
  }

  @Test
  void limits_fall_without_steps_as_insurers_grow() {
    double before = Double.MAX_VALUE;
    for (long records = 20; records < 100_000; records += records / 10) {
      double upper = FUNNEL.limits(records).outerHigh();
      assertThat(upper, is(lessThan(before)));
      before = upper;
    }
  }

  @Test
  void one_insurer_that_has_most_of_the_records_leaves_the_limits_of_the_others_alone() {
    long[] records = new long[25];
    long[] counts = new long[25];
    for (int i = 0; i < 24; i++) {
      records[i] = 500L * (i + 1);
      counts[i] = i + 1;
    }
    records[24] = 500_000;
    counts[24] = 1_000;

    Funnel funnel = Funnel.of(counts, records).orElseThrow();

    assertThat(funnel.limits(10_000).outerHigh(), is(lessThan(0.004)));
    assertThat(funnel.smallestJudged(), is(lessThan(1_000L)));
  }

  @Test
  void an_insurer_is_too_small_if_even_ten_times_the_rate_may_be_chance() {
    long smallest = FUNNEL.smallestJudged();

    assertThat(FUNNEL.verdict(0, smallest - 1), is(Verdict.TOO_SMALL));
    assertThat(FUNNEL.verdict(0, smallest), is(Verdict.WITHIN));
    assertThat(
        FUNNEL.verdict(Math.round(Math.ceil(10 * FUNNEL.mean() * smallest)), smallest),
        is(Verdict.HIGH));
  }

  @Test
  void insurers_without_records_are_left_out_and_few_are_not_compared() {
    assertThat(
        Funnel.of(new long[] {1, 1, 1, 1, 1, 0, 0}, new long[] {9, 9, 9, 9, 9, 0, 0}),
        is(Optional.empty()));
  }
}
