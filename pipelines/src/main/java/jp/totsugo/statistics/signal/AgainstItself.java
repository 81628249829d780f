package jp.totsugo.statistics.signal;

/**
 * A rate against those of the same insurer in earlier runs.
 *
 * @param drift variance of the logarithm of a rate from run to run
 * @param chart σ_z² of the insurer's own chart, or 1
 */
record AgainstItself(OwnPast past, double drift, double chart, long count, long denominator)
    implements Comparison {
  @Override
  public String kind() {
    return "AGAINST_ITSELF";
  }

  @Override
  public int comparedWith() {
    return past.runs();
  }

  @Override
  public double expected() {
    return (double) past.count() / past.denominator();
  }

  /** A past without a finding is taken for half a one: it is no proof that there can be none. */
  @Override
  public boolean isRaised(double factor) {
    double expected = (past.count() + 0.5) / past.denominator();
    return count > 0 && count >= factor * expected * denominator;
  }

  @Override
  public double p(int times) {
    double wider = 1 + times * (chart - 1);
    return past.law(times * (past.count() + count), denominator, drift, wider)
        .twoSided(times * count);
  }

  @Override
  public long lower(double tail) {
    return BetaBinomial.smallestWithin(denominator, tail, now -> law(now).lowerTail(now));
  }

  @Override
  public long upper(double tail) {
    return BetaBinomial.largestWithin(denominator, tail, now -> law(now).upperTail(now));
  }

  private BetaBinomial law(long now) {
    return past.law(past.count() + now, denominator, drift, chart);
  }
}
