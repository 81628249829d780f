package jp.totsugo.statistics.signal;

import java.util.Arrays;

/**
 * The rate of a rule among insurers of one type, and how much it varies between them beyond chance.
 *
 * <p>A count of n records has mean nμ and variance nμ(1−μ)(1+(n−1)ρ), that of the beta-binomial
 * distribution. μ and ρ are estimated by moments, each insurer weighted by what it tells (Kleinman
 * 1973), from all insurers but those that are no part of the group: those outside the limits of the
 * fit, at most a fifth of them, and the fit is repeated until they stay the same. Leaving out only
 * the insurer that is tested would do for one outlier; two would hide each other.
 *
 * <p>It starts from median and median deviation of the insurers large enough to have rates, so that
 * the first limits are not those of the outliers.
 */
final class PeerFit {
  /** Two in ten thousand are outside by chance; as good as nothing of the group is cut off. */
  private static final double OUTSIDE = 2e-4;

  private static final double OUTSIDE_SCORE = 3.72;
  private static final double MOST_LEFT_OUT = 0.2;
  private static final int MOST_ROUNDS = 20;

  /** Expected findings from which on an insurer has a rate worth the name. */
  private static final double LARGE = 3;

  private static final int ENOUGH_LARGE = 5;
  private static final long SUMMED = 50;

  private static final double HIGHEST_CORRELATION = 0.5;

  private final long[] counts;
  private final long[] trials;
  private final boolean[] isKept;
  private double mean;
  private double correlation;
  private double correlationBound;

  /** As many records of one insurer, were there no overdispersion, would tell the mean as well. */
  private double information;

  /**
   * @param counts records with a finding, one an insurer; more than all are all
   * @param trials what they are counted among, none 0
   */
  PeerFit(long[] counts, long[] trials) {
    this.counts = new long[counts.length];
    Arrays.setAll(this.counts, i -> Math.min(counts[i], trials[i]));
    this.trials = trials;
    isKept = new boolean[counts.length];
    start();
    boolean[] before;
    int rounds = 0;
    do {
      before = isKept.clone();
      keepTheGroup();
      estimate();
    } while (!Arrays.equals(before, isKept) && ++rounds < MOST_ROUNDS);
    bound();
  }

  /** How many insurers the group has, those left out too. */
  int insurers() {
    return counts.length;
  }

  /** The rate μ. */
  double mean() {
    return mean;
  }

  /** The correlation ρ between two records of one insurer, as estimated. */
  double correlation() {
    return correlation;
  }

  /**
   * What is to be expected of an insurer of the group. Its variance holds the upper 99 % bound of
   * ρ, because few peers leave ρ unsure, and the error of μ.
   */
  BetaBinomial law(long records) {
    double errorOfMean = records / information;
    return new BetaBinomial(records, mean, 1 + (records - 1) * correlationBound + errorOfMean);
  }

  /**
   * The same with ρ as it is estimated: between which limits insurers of the group lie, as funnel
   * plots draw them. It is no test of one of them.
   */
  BetaBinomial usual(long records) {
    return new BetaBinomial(records, mean, 1 + (records - 1) * correlation + records / information);
  }

  private void start() {
    double pooled = (double) Arrays.stream(counts).sum() / Arrays.stream(trials).sum();
    mean = within(pooled);
    double[] rates = new double[counts.length];
    double[] chance = new double[counts.length];
    int large = 0;
    for (int i = 0; i < counts.length; i++) {
      if (trials[i] * pooled >= LARGE) {
        rates[large] = (double) counts[i] / trials[i];
        chance[large++] = 1.0 / trials[i];
      }
    }
    if (large >= ENOUGH_LARGE) {
      rates = Arrays.copyOf(rates, large);
      double center = Spread.median(rates);
      double spread = Spread.ofMiddle(rates);
      mean = within(center);
      double byChance = Spread.median(Arrays.copyOf(chance, large));
      correlation =
          Math.min(
              HIGHEST_CORRELATION, Math.max(0, spread * spread / (mean * (1 - mean)) - byChance));
    }
  }

  /** Not nothing and not all, though it be so in all records: half a finding is left for either. */
  private double within(double rate) {
    double half = 0.5 / Arrays.stream(trials).sum();
    return Math.min(Math.max(rate, half), 1 - half);
  }

  private void keepTheGroup() {
    double[] scores = new double[counts.length];
    int outside = 0;
    for (int i = 0; i < counts.length; i++) {
      scores[i] = Math.abs(score(i));
      outside += scores[i] > OUTSIDE_SCORE ? 1 : 0;
    }
    double limit = OUTSIDE_SCORE;
    int most = (int) (MOST_LEFT_OUT * counts.length);
    if (outside > most) {
      double[] sorted = scores.clone();
      Arrays.sort(sorted);
      limit = sorted[sorted.length - 1 - most];
    }
    for (int i = 0; i < counts.length; i++) {
      isKept[i] = scores[i] <= limit;
    }
  }

  /**
   * About a normal score. Large counts by the cube root, which makes gamma-like distributions
   * normal (Wilson and Hilferty 1931); for small ones it is asked only whether they are outside.
   */
  private double score(int i) {
    double expected = trials[i] * mean;
    double dispersion = 1 + (trials[i] - 1) * correlation;
    double variance = expected * (1 - mean) * dispersion;
    double plain = (counts[i] - expected) / Math.sqrt(variance);
    if (Math.abs(plain) < 1) {
      return plain;
    }
    if (counts[i] > SUMMED) {
      double shape = expected * expected / variance;
      return 3 * Math.sqrt(shape) * (Math.cbrt(counts[i] / expected) - 1 + 1 / (9 * shape));
    }
    double p = new BetaBinomial(trials[i], mean, dispersion).twoSided(counts[i]);
    return p >= OUTSIDE ? 1 : OUTSIDE_SCORE - Math.log(p / OUTSIDE);
  }

  /** Mean and correlation in turn, since each says how much an insurer tells of the other. */
  private void estimate() {
    double before = -1;
    for (int round = 0;
        round < MOST_ROUNDS && Math.abs(correlation - before) > 1e-6 * before;
        round++) {
      before = correlation;
      double findings = 0;
      double records = 0;
      for (int i = 0; i < counts.length; i++) {
        if (isKept[i]) {
          double dispersion = 1 + (trials[i] - 1) * correlation;
          findings += counts[i] / dispersion;
          records += trials[i] / dispersion;
        }
      }
      mean = within(findings / records);
      correlation = correlationAtMean();
    }
  }

  /** Where the squared deviations are, weighted, what they are expected to be. */
  private double correlationAtMean() {
    return surplus(0) <= 0 ? 0 : Spread.root(this::surplus, 1e-12, HIGHEST_CORRELATION);
  }

  private double surplus(double rho) {
    int kept = 0;
    double squares = 0;
    double weights = 0;
    double chance = mean * (1 - mean);
    for (int i = 0; i < counts.length; i++) {
      if (isKept[i]) {
        kept++;
        double dispersion = 1 + (trials[i] - 1) * rho;
        double deviation = counts[i] - trials[i] * mean;
        double weight = (trials[i] - 1) / dispersion;
        squares += weight * deviation * deviation / (trials[i] * chance * dispersion);
        weights += weight;
      }
    }
    // One degree of freedom went into the mean.
    return squares * kept / Math.max(1, kept - 1) - weights;
  }

  /**
   * The variance of the estimate of ρ is 2/Σω², ω = (n−1)/(1+(n−1)ρ). For insurers of equal size
   * the bound is that of a variance by the chi-squared distribution.
   */
  private void bound() {
    double squares = 0;
    double fourths = 0;
    for (int i = 0; i < counts.length; i++) {
      if (isKept[i]) {
        double dispersion = 1 + (trials[i] - 1) * correlation;
        information += trials[i] / dispersion;
        double weight = (trials[i] - 1) / dispersion;
        squares += weight * weight;
        fourths += weight * weight * weight * weight;
      }
    }
    double freedom = squares == 0 ? 1 : Math.max(1, squares * squares / fourths - 1);
    correlationBound =
        squares == 0
            ? HIGHEST_CORRELATION
            : Math.min(
                HIGHEST_CORRELATION,
                correlation + (Spread.varianceBound(freedom) - 1) * Math.sqrt(freedom / squares));
  }
}
