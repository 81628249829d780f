package jp.totsugo.statistics.signal;

import java.util.function.LongToDoubleFunction;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How many of so many records have a finding, where the rate itself varies as a beta distribution;
 * the binomial distribution where it does not.
 *
 * <p>Tails are summed term by term. Where the standard deviation is above 1,000 records the steps
 * between counts no longer matter, and the beta distribution of the same mean and variance takes
 * their place. All tails count half of the probability of the count itself (mid-p): whole ones
 * would make tests on small counts say less than their level lets them.
 */
final class BetaBinomial {
  private static final double SMOOTH_VARIANCE = 1e6;

  /** Less dispersion is lost in the rounding of the logarithms. */
  private static final double NEARLY_NONE = 1e-9;

  private static final double LEAST_PRECISION = 1e-3;
  private static final double NEGLIGIBLE = 1e-14;

  private final long trials;
  private final double mean;
  private final double variance;
  private final boolean isBinomial;
  private final boolean isSmooth;

  /** Parameters of the beta distribution of the rate; those of the share where it is smooth. */
  private final double alpha;

  private final double beta;

  /**
   * @param mean of the rate, above 0 and below 1
   * @param dispersion variance of the count as a multiple of the binomial one; up to 1 is binomial
   */
  BetaBinomial(long trials, double mean, double dispersion) {
    this.trials = trials;
    this.mean = mean;
    isBinomial = dispersion <= 1 + NEARLY_NONE || trials <= 1;
    variance = trials * mean * (1 - mean) * Math.max(1, Math.min(dispersion, trials));
    isSmooth = !isBinomial && variance > SMOOTH_VARIANCE;
    double precision = isSmooth ? trials / dispersion - 1 : (trials - 1) / (dispersion - 1) - 1;
    precision = Math.max(precision, LEAST_PRECISION);
    alpha = mean * precision;
    beta = (1 - mean) * precision;
  }

  double expected() {
    return trials * mean;
  }

  /**
   * Twice the smaller tail. Where the count is nearer to the expected one than a standard deviation
   * it is not worked out, and 1.
   */
  double twoSided(long count) {
    double deviation = count - expected();
    if (deviation * deviation < variance) {
      return 1;
    }
    double tail = count >= expected() ? upperTail(count) : lowerTail(count);
    return 2 * Math.min(tail, 1 - tail);
  }

  /** The probability of more, and half of that of as many. */
  double upperTail(long count) {
    if (isBinomial) {
      return (binomialAtLeast(count) + binomialAtLeast(count + 1)) / 2;
    }
    if (isSmooth) {
      return BetaDistribution.of(alpha, beta).survivalProbability((double) count / trials);
    }
    return count >= expected() ? sumUpwards(count) : 1 - sumDownwards(count);
  }

  /** The probability of fewer, and half of that of as many. */
  double lowerTail(long count) {
    if (isBinomial) {
      return (binomialBelow(count) + binomialBelow(count + 1)) / 2;
    }
    if (isSmooth) {
      return BetaDistribution.of(alpha, beta).cumulativeProbability((double) count / trials);
    }
    return count >= expected() ? 1 - sumUpwards(count) : sumDownwards(count);
  }

  /** The largest count above which {@code tail} leaves no more than it is given. */
  static long largestWithin(long trials, double tail, LongToDoubleFunction upperTail) {
    long within = 0;
    long outside = trials + 1;
    while (outside - within > 1) {
      long middle = within + (outside - within) / 2;
      if (upperTail.applyAsDouble(middle) > tail) {
        within = middle;
      } else {
        outside = middle;
      }
    }
    return within;
  }

  /** The smallest count below which {@code tail} leaves no more than it is given. */
  static long smallestWithin(long trials, double tail, LongToDoubleFunction lowerTail) {
    long outside = -1;
    long within = trials;
    while (within - outside > 1) {
      long middle = outside + (within - outside) / 2;
      if (lowerTail.applyAsDouble(middle) > tail) {
        within = middle;
      } else {
        outside = middle;
      }
    }
    return within;
  }

  /** P(X ≥ count), by the identity with the beta distribution; counts may pass the range of int. */
  private double binomialAtLeast(long count) {
    if (count <= 0) {
      return 1;
    }
    return count > trials
        ? 0
        : BetaDistribution.of(count, trials - count + 1.0).cumulativeProbability(mean);
  }

  private double binomialBelow(long count) {
    if (count <= 0) {
      return 0;
    }
    return count > trials
        ? 1
        : BetaDistribution.of(count, trials - count + 1.0).survivalProbability(mean);
  }

  private double probability(long count) {
    return Math.exp(
        LogBeta.value(count + alpha, trials - count + beta)
            - LogBeta.value(alpha, beta)
            - LogBeta.value(count + 1.0, trials - count + 1.0)
            - Math.log(trials + 1.0));
  }

  private double sumUpwards(long from) {
    double term = probability(from);
    double sum = term / 2;
    for (long i = from; i < trials && isWorthIt(term, sum, beta); i++) {
      term *= (trials - i) / (i + 1.0) * ((i + alpha) / (trials - i - 1 + beta));
      sum += term;
    }
    return sum;
  }

  private double sumDownwards(long from) {
    double term = probability(from);
    double sum = term / 2;
    for (long i = from; i > 0 && isWorthIt(term, sum, alpha); i--) {
      term *= i / (trials - i + 1.0) * ((trials - i + beta) / (i - 1 + alpha));
      sum += term;
    }
    return sum;
  }

  /** Terms fall towards an end, but rise again before one whose parameter is below 1. */
  private static boolean isWorthIt(double term, double sum, double parameter) {
    return term > NEGLIGIBLE * sum || parameter < 1 && term > 0;
  }
}
