package jp.totsugo.statistics.signal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A funnel plot of the rates of many insurers (Spiegelhalter 2005): between which limits a rate
 * lies, by the number of records, if only chance and the usual variation between insurers are at
 * work. Mean and overdispersion are those of {@link PeerFit}.
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

  /** 95 % of the usual rates lie within the inner limits, 99.8 % within the outer ones. */
  public Limits limits(long records) {
    BetaBinomial law = fit.law(records);
    double of = records;
    return new Limits(
        BetaBinomial.smallestWithin(records, OUTER_TAIL, law::lowerTail) / of,
        BetaBinomial.smallestWithin(records, INNER_TAIL, law::lowerTail) / of,
        BetaBinomial.largestWithin(records, INNER_TAIL, law::upperTail) / of,
        BetaBinomial.largestWithin(records, OUTER_TAIL, law::upperTail) / of);
  }

  /** An insurer with fewer records cannot be judged, be its rate ten times the usual one. */
  public long smallestJudged() {
    return smallestJudged;
  }

  public Verdict verdict(long count, long records) {
    long clamped = Math.min(count, records);
    BetaBinomial law = fit.law(records);
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
    return raised <= records && fit.law(records).upperTail(raised) < OUTER_TAIL;
  }
}
