package jp.totsugo.statistics.signal;

/**
 * What makes a rate stand out.
 *
 * @param falseDiscoveryRate the share of wrong ones among the signals of a run that is held
 * @param coverage the share of rates that chance and overdispersion leave between {@code lower} and
 *     {@code upper}
 * @param factor a rate this many times the expected one or more is listed in any case: as a signal,
 *     or as too small to judge
 * @param minimumPeers fewer other insurers of the type are no peers
 * @param chartRuns from this many earlier runs on, an insurer's own changes from run to run widen
 *     its limits; the moving range needs three
 * @param longestPast earlier runs that are looked at; those before them are forgotten
 */
public record SignalSettings(
    double falseDiscoveryRate,
    double coverage,
    double factor,
    int minimumPeers,
    int chartRuns,
    int longestPast) {
  /** What holds where no settings file says otherwise. */
  public static final SignalSettings DEFAULT = new SignalSettings(0.05, 0.998, 10, 5, 6, 36);

  public SignalSettings {
    require(
        falseDiscoveryRate > 0 && falseDiscoveryRate < 1, "falseDiscoveryRate: above 0, below 1");
    require(coverage > 0 && coverage < 1, "coverage: above 0, below 1");
    require(factor > 1, "factor: above 1");
    require(minimumPeers >= 3, "minimumPeers: 3 or more");
    require(chartRuns >= 3, "chartRuns: 3 or more");
    require(longestPast >= 1, "longestPast: 1 or more");
  }

  private static void require(boolean isMet, String condition) {
    if (!isMet) {
      throw new IllegalArgumentException(condition);
    }
  }
}
