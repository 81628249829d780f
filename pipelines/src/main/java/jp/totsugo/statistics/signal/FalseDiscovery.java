package jp.totsugo.statistics.signal;

import java.util.Arrays;

/**
 * The false discovery rate over all tests of a run, after Benjamini and Hochberg (1995).
 *
 * <p>It holds for independent tests and for those that err together in the same direction (as one
 * rate among peers and against its own past). The rule for any dependence (Benjamini and Yekutieli
 * 2001) would divide the level by the logarithm of the number of tests, about 13, and find less for
 * a dependence that is not there. Tests on small counts rarely reach small p: that makes the rate
 * smaller than its level, never larger.
 */
final class FalseDiscovery {
  private final double[] sorted;
  private final double[] q;

  /**
   * @param p of all tests, in any order
   */
  FalseDiscovery(double[] p) {
    sorted = p.clone();
    Arrays.sort(sorted);
    q = new double[sorted.length];
    double least = 1;
    for (int i = sorted.length - 1; i >= 0; i--) {
      least = Math.min(least, sorted[i] * sorted.length / (i + 1));
      q[i] = least;
    }
  }

  /**
   * The largest p that is a discovery at this level; where none is, what the smallest had to be.
   */
  double limit(double level) {
    double limit = level / Math.max(1, sorted.length);
    for (int i = 0; i < sorted.length && q[i] <= level; i++) {
      limit = Math.max(limit, sorted[i]);
    }
    return limit;
  }

  /** The rate at which a test with this {@code p}, one of those given, is still a discovery. */
  double q(double p) {
    return q[Arrays.binarySearch(sorted, p)];
  }
}
