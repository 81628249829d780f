package jp.totsugo.statistics.signal;

/**
 * What one insurer and rule had in earlier runs, and how the count of this run compares with it.
 *
 * <p>Of all findings then and now together, as many fall on this run as its share of the records
 * lets expect: an exact comparison of two rates, which needs no estimate of the rate (Przyborowski
 * and Wilenski 1940). Rates that vary from run to run make the share itself vary. How much is known
 * from all insurers ({@link RunToRun}) and, from six runs on, from the insurer's own moving range
 * (Laney's P′, σ_z); the larger of the two widens the limits, and neither narrows them below
 * chance.
 */
final class OwnPast {
  /** Mean moving range of two normal values by standard deviation, 2/√π. */
  private static final double RANGE_OF_TWO = 1.1283791670955126;

  private final long[] counts;
  private final long[] denominators;
  private final long count;
  private final long denominator;
  private final double inequality;

  /**
   * @param counts records with a finding, oldest run first
   * @param denominators what they are counted among, none 0
   */
  OwnPast(long[] counts, long[] denominators) {
    this.counts = counts;
    this.denominators = denominators;
    long sumOfCounts = 0;
    long sum = 0;
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      sumOfCounts += counts[i];
      sum += denominators[i];
      squares += (double) denominators[i] * denominators[i];
    }
    count = sumOfCounts;
    denominator = sum;
    inequality = squares / ((double) sum * sum);
  }

  int runs() {
    return counts.length;
  }

  long count() {
    return count;
  }

  long denominator() {
    return denominator;
  }

  /** The share of all records that fall on a run of so many. */
  double share(long records) {
    return records / ((double) records + denominator);
  }

  /** The variance of the logarithm of the rate now by that before, for a rate that varies so. */
  double driftOfRatio(double drift) {
    return drift * (1 + inequality);
  }

  /**
   * The law of the findings of this run, given those of all runs together.
   *
   * @param found findings then and now
   * @param records of this run
   * @param drift variance of the logarithm of a rate from run to run
   * @param chart σ_z², or 1
   */
  BetaBinomial law(long found, long records, double drift, double chart) {
    double share = share(records);
    double byDrift = 1 + (found - 1) * share * (1 - share) * driftOfRatio(drift);
    return new BetaBinomial(found, share, Math.max(byDrift, chart));
  }

  /**
   * Laney's σ_z²: how much wider than by chance the rates of earlier runs lie around their mean, by
   * the mean moving range; at least 1.
   */
  double chart() {
    double mean = (double) count / denominator;
    if (mean == 0 || mean >= 1) {
      return 1;
    }
    double ranges = 0;
    for (int i = 1; i < counts.length; i++) {
      ranges += Math.abs(score(i, mean) - score(i - 1, mean));
    }
    double sigma = ranges / (counts.length - 1) / RANGE_OF_TWO;
    return Math.max(1, sigma * sigma);
  }

  private double score(int i, double mean) {
    double rate = (double) counts[i] / denominators[i];
    return (rate - mean) / Math.sqrt(mean * (1 - mean) / denominators[i]);
  }
}
