package jp.totsugo.statistics.signal;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** How far values lie apart, and how sure that is. */
final class Spread {
  private static final double NORMAL_MEDIAN_DEVIATION = 0.6744897501960817;
  private static final double UNSURE = 0.01;
  private static final double ACCURACY = 1e-9;

  private Spread() {}

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The standard deviation that the middle half shows: outliers, up to half, leave it alone. */
  static double ofMiddle(double[] values) {
    double center = median(values);
    double[] deviations = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = Math.abs(values[i] - center);
    }
    return median(deviations) / NORMAL_MEDIAN_DEVIATION;
  }

  /**
   * Where a function that falls, on the way from one variance to another, comes to 0; the end that
   * is nearer to it where it does not.
   */
  static double root(DoubleUnaryOperator falling, double lowest, double highest) {
    if (falling.applyAsDouble(lowest) <= 0) {
      return lowest;
    }
    if (falling.applyAsDouble(highest) >= 0) {
      return highest;
    }
    DoubleUnaryOperator ofLogarithm = x -> falling.applyAsDouble(Math.exp(x));
    return Math.exp(
        new BrentSolver(ACCURACY, ACCURACY, 0)
            .findRoot(ofLogarithm, Math.log(lowest), Math.log(highest)));
  }

  /** The upper 99 % bound of a variance as a multiple of its estimate. */
  static double varianceBound(double degreesOfFreedom) {
    return degreesOfFreedom
        / ChiSquaredDistribution.of(degreesOfFreedom).inverseCumulativeProbability(UNSURE);
  }
}
