package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.junit.jupiter.api.Test;

class PeerFitTest {
  private final UniformRandomProvider random = new SplittableRandom(13)::nextLong;

  @Test
  void finds_rate_and_variation_of_a_large_group() {
    long[] trials = sizes(2_000, 1_000, 100_000);
    PeerFit fit = new PeerFit(counts(trials, 0.001, 0.5), trials);

    // ρ = CV²μ/(1−μ)
    assertThat(fit.mean(), closeTo(0.001, 0.00005));
    assertThat(fit.correlation(), closeTo(0.00025, 0.00004));
  }

  @Test
  void a_group_that_varies_by_chance_alone_has_hardly_any_correlation() {
    long[] trials = sizes(2_000, 1_000, 100_000);
    PeerFit fit = new PeerFit(counts(trials, 0.001, 0), trials);

    assertThat(fit.mean(), closeTo(0.001, 0.00002));
    assertThat(fit.correlation(), is(lessThan(0.000002)));
  }

  /** Small groups too, and outliers that would hide each other if only one were left out. */
  @Test
  void outliers_leave_the_fit_as_it_is_without_them() {
    for (int size : new int[] {10, 30, 300}) {
      long[] trials = sizes(size, 20_000, 50_000);
      long[] counts = counts(trials, 0.002, 0.1);
      PeerFit without = new PeerFit(counts, trials);
      int outliers = size / 10;
      long[] moreTrials = Arrays.copyOf(trials, size + outliers);
      long[] moreCounts = Arrays.copyOf(counts, size + outliers);
      for (int i = size; i < size + outliers; i++) {
        moreTrials[i] = i % 2 == 0 ? 30_000 : 1_000_000;
        moreCounts[i] = moreTrials[i] / 50;
      }
      PeerFit with = new PeerFit(moreCounts, moreTrials);

      assertThat(with.mean(), closeTo(without.mean(), 1e-12));
      assertThat(with.correlation(), closeTo(without.correlation(), 1e-12));
    }
  }

  @Test
  void of_a_rule_that_found_nothing_anywhere_half_a_finding_is_expected() {
    PeerFit fit = new PeerFit(new long[6], new long[] {100, 200, 300, 400, 500, 500});

    assertThat(fit.mean(), closeTo(0.5 / 2_000, 1e-15));
    assertThat(fit.law(500).twoSided(0), is(1.0));
  }

  @Test
  void fewer_peers_make_limits_wider() {
    double[] upper = new double[2];
    int[] peers = {6, 600};
    for (int i = 0; i < 2; i++) {
      long[] trials = new long[peers[i]];
      long[] counts = new long[peers[i]];
      Arrays.fill(trials, 10_000);
      for (int k = 0; k < counts.length; k++) {
        counts[k] = 70 + 20 * (k % 4);
      }
      BetaBinomial law = new PeerFit(counts, trials).law(10_000);
      upper[i] = BetaBinomial.largestWithin(10_000, 0.001, law::upperTail);
    }

    assertThat(upper[1], is(lessThan(0.85 * upper[0])));
  }

  private long[] sizes(int count, long smallest, long largest) {
    long[] sizes = new long[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = Math.round(smallest * Math.pow((double) largest / smallest, random.nextDouble()));
    }
    return sizes;
  }

  private long[] counts(long[] trials, double rate, double variation) {
    long[] counts = new long[trials.length];
    for (int i = 0; i < counts.length; i++) {
      double own =
          variation == 0
              ? rate
              : AhrensDieterMarsagliaTsangGammaSampler.of(
                      random, 1 / (variation * variation), rate * variation * variation)
                  .sample();
      counts[i] = PoissonSampler.of(random, own * trials[i]).sample();
    }
    return counts;
  }
}
