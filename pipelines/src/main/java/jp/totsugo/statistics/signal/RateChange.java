package jp.totsugo.statistics.signal;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How the rate of the same insurers has changed from one run to another: the rate now by the rate
 * before, with a 95 % interval.
 *
 * <p>The interval is the wider of two. By chance: of all findings then and now together, as many
 * fall on this run as its share of the records lets expect (exact, Przyborowski and Wilenski 1940;
 * Clopper and Pearson 1934). By insurers: their rates vary from run to run without anything having
 * happened ({@link RunToRun}), and the fewer of them have most of the findings, the less that evens
 * out.
 *
 * @param insurers how many are compared
 * @param ratio NaN where nothing was found then
 * @param lower 0 where the data do not bound it
 * @param upper infinite where the data do not bound it
 */
public record RateChange(
    int insurers,
    long countBefore,
    long recordsBefore,
    long countNow,
    long recordsNow,
    double ratio,
    double lower,
    double upper) {
  private static final double TAIL = 0.025;
  private static final double NORMAL = 1.959963984540054;

  /** What can be said of the change. */
  public enum Verdict {
    BETTER,
    WORSE,
    UNCLEAR
  }

  /** Of the same insurers, in the same order in all four. */
  public static RateChange of(
      long[] countsBefore, long[] recordsBefore, long[] countsNow, long[] recordsNow) {
    long before = Arrays.stream(countsBefore).sum();
    long allBefore = Arrays.stream(recordsBefore).sum();
    long now = Arrays.stream(countsNow).sum();
    long allNow = Arrays.stream(recordsNow).sum();
    int insurers = countsNow.length;
    double ratio = (double) now / allNow / ((double) before / allBefore);
    double lower = 0;
    double upper = Double.POSITIVE_INFINITY;
    if (allBefore > 0 && allNow > 0 && before + now > 0) {
      double perRecord = (double) allBefore / allNow;
      lower = now == 0 ? 0 : perRecord * odds(quantile(now, before + 1.0, TAIL));
      upper =
          before == 0
              ? Double.POSITIVE_INFINITY
              : perRecord * odds(quantile(now + 1.0, before, 1 - TAIL));
    }
    if (before > 0 && now > 0) {
      double error =
          Math.sqrt(
              1.0 / before
                  + 1.0 / now
                  + variation(countsBefore, recordsBefore, countsNow, recordsNow));
      lower = Math.min(lower, ratio * Math.exp(-NORMAL * error));
      upper = Math.max(upper, ratio * Math.exp(NORMAL * error));
    }
    return new RateChange(
        insurers, before, allBefore, now, allNow, before == 0 ? Double.NaN : ratio, lower, upper);
  }

  /** The variance of the logarithm of the ratio by the rates of insurers that vary. */
  private static double variation(
      long[] countsBefore, long[] recordsBefore, long[] countsNow, long[] recordsNow) {
    RunToRun changes = new RunToRun();
    double found = 0;
    double squares = 0;
    for (int i = 0; i < countsNow.length; i++) {
      double ofInsurer = (double) countsBefore[i] + countsNow[i];
      found += ofInsurer;
      squares += ofInsurer * ofInsurer;
      if (recordsBefore[i] > 0 && recordsNow[i] > 0) {
        changes.add(
            new OwnPast(new long[] {countsBefore[i]}, new long[] {recordsBefore[i]}),
            countsNow[i],
            recordsNow[i]);
      }
    }
    // Each of the two rates has it once.
    return 2 * changes.drift() * squares / (found * found);
  }

  /** Better or worse only where the whole interval lies on one side. */
  public Verdict verdict() {
    if (upper < 1) {
      return Verdict.BETTER;
    }
    return lower > 1 ? Verdict.WORSE : Verdict.UNCLEAR;
  }

  private static double quantile(double alpha, double beta, double p) {
    return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(p);
  }

  private static double odds(double share) {
    return share / (1 - share);
  }
}
