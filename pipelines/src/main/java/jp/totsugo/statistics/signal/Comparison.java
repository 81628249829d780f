package jp.totsugo.statistics.signal;

/** One rate of this run held against what is expected of it. */
interface Comparison {
  /** {@link AmongPeers} or {@link AgainstItself}, as the table names them. */
  String kind();

  /** How many peers, or earlier runs, say what is expected. */
  int comparedWith();

  /** Records with a finding. */
  long count();

  /** What they are counted among. */
  long denominator();

  /** The expected share of records with a finding. */
  double expected();

  /**
   * Two-sided mid-p of the rate if the insurer, and what it is compared with in its own past, had
   * so many times its records: 1 for the insurer as it is.
   */
  double p(int times);

  /** The smallest count of which fewer are left to a tail of so much. */
  long lower(double tail);

  /** The largest count of which more are left to a tail of so much. */
  long upper(double tail);

  /** Whether the rate is so many times the expected one, or more. */
  default boolean isRaised(double factor) {
    return count() > 0 && count() >= factor * expected() * denominator();
  }

  default boolean isHigh() {
    return count() > expected() * denominator();
  }
}
