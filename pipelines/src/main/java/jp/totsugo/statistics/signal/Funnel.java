package jp.totsugo.statistics.signal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A funnel plot of the rates of many insurers (Spiegelhalter 2005): between which limits a rate
 * lies, by the number of records, if only chance and the usual variation between insurers are at
 * work. Mean and overdispersion are as {@link PeerFit} estimates them. Signals, which name single
 * insurers, are stricter: they allow for what is unsure of the overdispersion, and for the number
 * of tests.
 */
public final class Funnel {
  /** What the limits say of a rate. */
  public enum Verdict {
    /** Outside of the outer limits. */
    HIGH,
    /** Outside of the outer limits. */
    LOW,
    /** With so few records even ten times the usual rate lies within the limits. */
    TOO_SMALL,
    WITHIN
  }

  /** Shares of records, from below to above. */
  public record Limits(double outerLow, double innerLow, double innerHigh, double outerHigh) {}

  private static final double INNER_TAIL = 0.025;
  private static final double OUTER_TAIL = 0.001;
  private static final SignalSettings SETTINGS = SignalSettings.DEFAULT;

  private final PeerFit fit;
  private final long smallestJudged;

  private Funnel(PeerFit fit, long largest) {
    this.fit = fit;
    smallestJudged = smallestJudged(largest);
  }

  /**
   * Of insurers that are compared with each other.
   *
   * @param counts records with an error; more than all are all
   * @param trials what they are counted among; insurers with 0 are left out
   * @return empty where they are too few
   */
  public static Optional<Funnel> of(long[] counts, long[] trials) {
    int[] counted = IntStream.range(0, trials.length).filter(i -> trials[i] > 0).toArray();
    if (counted.length <= SETTINGS.minimumPeers()) {
      return Optional.empty();
    }
    long[] all = Arrays.stream(counted).mapToLong(i -> trials[i]).toArray();
    PeerFit fit = new PeerFit(Arrays.stream(counted).mapToLong(i -> counts[i]).toArray(), all);
    return Optional.of(new Funnel(fit, Arrays.stream(all).max().orElseThrow()));
  }

  /** The usual share of records with an error. */
  public double mean() {
    return fit.mean();
  }

  /**
   * 95 % of the usual rates lie within the inner limits, 99.8 % within the outer ones. Between two
   * counts they are interpolated (Spiegelhalter 2005, A.1.1), so that the lines are smooth.
   */
  public Limits limits(long records) {
    BetaBinomial law = fit.usual(records);
    return new Limits(
        lower(law, records, OUTER_TAIL),
        lower(law, records, INNER_TAIL),
        upper(law, records, INNER_TAIL),
        upper(law, records, OUTER_TAIL));
  }

  private static double upper(BetaBinomial law, long records, double tail) {
    long within = BetaBinomial.largestWithin(records, tail, law::upperTail);
    double of = law.upperTail(within);
    double above = within < records ? law.upperTail(within + 1) : 0;
    return Math.min(1, (within + (of - tail) / (of - above)) / records);
  }

  private static double lower(BetaBinomial law, long records, double tail) {
    long within = BetaBinomial.smallestWithin(records, tail, law::lowerTail);
    if (within == 0) {
      return 0;
    }
    double of = law.lowerTail(within);
    double below = law.lowerTail(within - 1);
    return (within - (of - tail) / (of - below)) / records;
  }

  /** An insurer with fewer records cannot be judged, be its rate ten times the usual one. */
  public long smallestJudged() {
    return smallestJudged;
  }

  public Verdict verdict(long count, long records) {
    long clamped = Math.min(count, records);
    BetaBinomial law = fit.usual(records);
    if (law.twoSided(clamped) < 2 * OUTER_TAIL) {
      return clamped > law.expected() ? Verdict.HIGH : Verdict.LOW;
    }
    return records < smallestJudged ? Verdict.TOO_SMALL : Verdict.WITHIN;
  }

  private long smallestJudged(long largest) {
    long tooSmall = 0;
    long judged = largest + 1;
    while (judged - tooSmall > 1) {
      long middle = tooSmall + (judged - tooSmall) / 2;
      if (isJudged(middle)) {
        judged = middle;
      } else {
        tooSmall = middle;
      }
    }
    return judged;
  }

  private boolean isJudged(long records) {
    long raised = (long) Math.ceil(SETTINGS.factor() * fit.mean() * records);
    return raised <= records && fit.usual(records).upperTail(raised) < OUTER_TAIL;
  }
}
