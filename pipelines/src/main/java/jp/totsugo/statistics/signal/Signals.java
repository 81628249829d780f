package jp.totsugo.statistics.signal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.RateSignal;

/**
 * From the rates of this run and of those before it to the rates that stand out: holds every rate
 * against those of its peers and against its own past, and the false discovery rate over all of
 * these tests together.
 */
final class Signals {
  private static final String SIGNAL = "SIGNAL";
  private static final String TOO_SMALL = "TOO_SMALL";

  private static final Rule[] RULES = Rule.values();
  private static final InsurerType[] TYPES = InsurerType.values();

  /** Of two that are both beyond doubt, the one with more records comes first. */
  private static final double BEYOND_DOUBT = 1e-12;

  /**
   * A raised rate that would be a signal in an insurer so many times as large is too small to
   * judge. One that would not is within the spread of peers or past.
   */
  private static final int MUCH_LARGER = 1000;

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  /** By how sure, then by how much: signals first, by q, then by the records above or below. */
  private static final Comparator<RateSignal> ORDER =
      Comparator.comparing(RateSignal::getVerdict)
          .thenComparingDouble(row -> row.getQ() == null ? 1 : row.getQ())
          .thenComparing(Comparator.comparingDouble(Signals::excess).reversed())
          .thenComparing(RateSignal::getInsurer)
          .thenComparing(RateSignal::getRule)
          .thenComparing(RateSignal::getKind);

  private final Rates rates;
  private final SignalSettings settings;
  private final InsurerType[] types;
  private final PeerFit[][] fits = new PeerFit[RULES.length][TYPES.length];
  private final double[] drifts = new double[RULES.length];

  private Signals(Rates rates, SignalSettings settings) {
    this.rates = rates;
    this.settings = settings;
    types = new InsurerType[rates.insurers()];
    for (int i = 0; i < types.length; i++) {
      types[i] = InsurerType.of(Integer.parseInt(rates.insurer(i)));
    }
  }

  /** The rows of the table, in its order. */
  static List<RateSignal> of(Rates rates, SignalSettings settings) {
    Signals signals = new Signals(rates, settings);
    signals.fitPeers();
    signals.fitDrifts();
    return signals.rows();
  }

  private void fitPeers() {
    Map<InsurerType, List<Integer>> groups = new EnumMap<>(InsurerType.class);
    for (int i = 0; i < types.length; i++) {
      groups.computeIfAbsent(types[i], type -> new ArrayList<>()).add(i);
    }
    for (Rule rule : RULES) {
      groups.forEach(
          (type, members) -> {
            int[] counted =
                members.stream()
                    .mapToInt(i -> i)
                    .filter(i -> rates.denominator(i, rule) > 0)
                    .toArray();
            if (counted.length > settings.minimumPeers()) {
              fits[rule.ordinal()][type.ordinal()] =
                  new PeerFit(
                      Arrays.stream(counted).mapToLong(i -> rates.count(i, rule)).toArray(),
                      Arrays.stream(counted).mapToLong(i -> rates.denominator(i, rule)).toArray());
            }
          });
    }
  }

  /**
   * A rule whose insurers are too few to say how much rates vary takes the variance of all rules.
   */
  private void fitDrifts() {
    RunToRun ofAllRules = new RunToRun();
    RunToRun[] ofRules = new RunToRun[RULES.length];
    for (Rule rule : RULES) {
      RunToRun changes = new RunToRun();
      for (int i = 0; i < types.length; i++) {
        OwnPast past = rates.past(i, rule);
        if (past.runs() > 0 && rates.denominator(i, rule) > 0) {
          changes.add(past, rates.count(i, rule), rates.denominator(i, rule));
        }
      }
      ofRules[rule.ordinal()] = changes;
      ofAllRules.addAll(changes);
    }
    boolean allAreEnough = Arrays.stream(ofRules).allMatch(RunToRun::isEnough);
    double driftOfAll = allAreEnough ? 0 : ofAllRules.drift();
    for (int rule = 0; rule < RULES.length; rule++) {
      drifts[rule] = ofRules[rule].isEnough() ? ofRules[rule].drift() : driftOfAll;
    }
  }

  private AmongPeers amongPeers(int insurer, Rule rule) {
    PeerFit fit = fits[rule.ordinal()][types[insurer].ordinal()];
    long denominator = rates.denominator(insurer, rule);
    return fit == null || denominator == 0
        ? null
        : new AmongPeers(fit, rates.count(insurer, rule), denominator);
  }

  /** Null also where nothing was found then and now: there is nothing to compare. */
  private AgainstItself againstItself(int insurer, Rule rule) {
    long count = rates.count(insurer, rule);
    long denominator = rates.denominator(insurer, rule);
    OwnPast past = rates.past(insurer, rule);
    if (denominator == 0 || past.runs() == 0 || count + past.count() == 0) {
      return null;
    }
    double chart = past.runs() >= settings.chartRuns() ? past.chart() : 1;
    return new AgainstItself(past, drifts[rule.ordinal()], chart, count, denominator);
  }

  private List<RateSignal> rows() {
    double[] p = new double[2 * types.length * RULES.length];
    int tests = 0;
    for (int insurer = 0; insurer < types.length; insurer++) {
      for (Rule rule : RULES) {
        for (Comparison comparison : comparisons(insurer, rule)) {
          p[tests++] = comparison.p(1);
        }
      }
    }
    FalseDiscovery discovery = new FalseDiscovery(Arrays.copyOf(p, tests));
    double limit = discovery.limit(settings.falseDiscoveryRate());
    List<RateSignal> rows = new ArrayList<>();
    int test = 0;
    for (int insurer = 0; insurer < types.length; insurer++) {
      for (Rule rule : RULES) {
        for (Comparison comparison : comparisons(insurer, rule)) {
          double q = discovery.q(p[test++]);
          if (q <= settings.falseDiscoveryRate()) {
            rows.add(row(insurer, rule, comparison, q));
          } else if (comparison.isRaised(settings.factor()) && comparison.p(MUCH_LARGER) <= limit) {
            rows.add(row(insurer, rule, comparison, null));
          }
        }
      }
    }
    rows.sort(ORDER);
    return rows;
  }

  private List<Comparison> comparisons(int insurer, Rule rule) {
    List<Comparison> comparisons = new ArrayList<>(2);
    AmongPeers amongPeers = amongPeers(insurer, rule);
    if (amongPeers != null) {
      comparisons.add(amongPeers);
    }
    AgainstItself againstItself = againstItself(insurer, rule);
    if (againstItself != null) {
      comparisons.add(againstItself);
    }
    return comparisons;
  }

  private RateSignal row(int insurer, Rule rule, Comparison comparison, Double q) {
    double tail = (1 - settings.coverage()) / 2;
    long denominator = comparison.denominator();
    return new RateSignal(
        rates.insurer(insurer),
        types[insurer].name(),
        rule.name(),
        comparison.kind(),
        q == null ? TOO_SMALL : SIGNAL,
        q == null ? "" : comparison.isHigh() ? "HIGH" : "LOW",
        (long) comparison.comparedWith(),
        denominator,
        comparison.count(),
        perMillion((double) comparison.count() / denominator),
        perMillion(comparison.expected()),
        perMillion((double) comparison.lower(tail) / denominator),
        perMillion((double) comparison.upper(tail) / denominator),
        q == null
            ? null
            : new BigDecimal(Math.max(q, BEYOND_DOUBT)).round(THREE_DIGITS).doubleValue());
  }

  private static double perMillion(double share) {
    return BigDecimal.valueOf(share * 1e6).setScale(3, RoundingMode.HALF_UP).doubleValue();
  }

  private static double excess(RateSignal row) {
    return Math.abs(row.getObserved() - row.getExpected()) * row.getDenominator();
  }
}
