package jp.totsugo.statistics.signal;

/**
 * A rate among those of the insurers of the same type. Rules about cards also find something in
 * records without a My Number, which their denominator does not count: more than all is all.
 */
record AmongPeers(PeerFit fit, long count, long denominator) implements Comparison {
  @Override
  public String kind() {
    return "AMONG_PEERS";
  }

  @Override
  public int comparedWith() {
    return fit.insurers() - 1;
  }

  @Override
  public double expected() {
    return fit.mean();
  }

  @Override
  public double p(int times) {
    return fit.law(times * denominator).twoSided(times * Math.min(count, denominator));
  }

  @Override
  public long lower(double tail) {
    return BetaBinomial.smallestWithin(denominator, tail, fit.law(denominator)::lowerTail);
  }

  @Override
  public long upper(double tail) {
    return BetaBinomial.largestWithin(denominator, tail, fit.law(denominator)::upperTail);
  }
}
