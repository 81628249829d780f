package jp.totsugo.statistics.signal;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact 95 % interval of a share, by Clopper and Pearson (Biometrika 26, 1934).
 *
 * @param lower end of it
 * @param upper end of it
 */
public record RateInterval(double lower, double upper) {
  private static final double TAIL = 0.025;

  /**
   * Of so many records.
   *
   * @param count more than all are all
   * @param records above 0
   */
  public static RateInterval of(long count, long records) {
    long found = Math.min(count, records);
    return new RateInterval(
        found == 0
            ? 0
            : BetaDistribution.of(found, records - found + 1.0).inverseCumulativeProbability(TAIL),
        found == records
            ? 1
            : BetaDistribution.of(found + 1.0, records - found).inverseSurvivalProbability(TAIL));
  }
}
