package jp.totsugo.statistics.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.IssueRate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;

/** Rates of a nation over some runs, drawn at random, in which nothing happens but by chance. */
final class SimulatedRates {
  /**
   * How rates come about.
   *
   * @param between coefficient of variation of rates between insurers of a type
   * @param isLogNormal whether they vary log-normally, not as a gamma distribution
   * @param drift standard deviation of the logarithm of a rate from run to run
   * @param kept the share of a run's findings that are those of the run before
   */
  record World(double between, boolean isLogNormal, double drift, double kept) {}

  private final SplittableRandom random;
  private final UniformRandomProvider source;
  private final World world;
  private final List<String> insurers = new ArrayList<>();
  private final List<Long> sizes = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();

  /** By insurer and rule, the rate of the insurer, and its count in the run before. */
  private double[][] own;

  private long[][] last;
  private int run;

  SimulatedRates(long seed, World world) {
    random = new SplittableRandom(seed);
    source = random::nextLong;
    this.world = world;
  }

  /** Insurers of sizes from 300 to 300,000, most of them small. */
  SimulatedRates insurers(InsurerType type, int count) {
    for (int i = 0; i < count; i++) {
      insurer(type, Math.round(300 * Math.exp(6.9 * Math.pow(random.nextDouble(), 1.3))));
    }
    return this;
  }

  SimulatedRates insurer(InsurerType type, long size) {
    int scheme =
        switch (type) {
          case KYOKAI_KENPO -> 1;
          case KENPO_UNION -> 6;
          case MUTUAL_AID -> 31;
          case LATE_ELDERLY -> 39;
          default -> 0;
        };
    // The three digits 300 to 399 are those of national unions.
    int number = insurers.size();
    insurers.add(
        String.format(Locale.ROOT, "%02d%02d%03d0", scheme, 1 + number / 200, number % 200));
    sizes.add(size);
    return this;
  }

  /** Rules whose rates lie evenly, on a logarithmic scale, between these two. */
  SimulatedRates rules(int count, double lowest, double highest) {
    for (int i = 0; i < count; i++) {
      rule(lowest * Math.pow(highest / lowest, count == 1 ? 0 : (double) i / (count - 1)));
    }
    return this;
  }

  SimulatedRates rule(double rate) {
    rules.add(Rule.values()[rules.size()]);
    rates.add(rate);
    return this;
  }

  String insurer(int place) {
    return insurers.get(place);
  }

  int insurers() {
    return insurers.size();
  }

  int rules() {
    return rules.size();
  }

  /**
   * The next run, in which the rates of an insurer, all its rules, are {@code factor} of theirs.
   */
  List<IssueRate> next(int insurer, double factor) {
    if (own == null) {
      own = new double[insurers.size()][rules.size()];
      last = new long[insurers.size()][rules.size()];
      for (int i = 0; i < insurers.size(); i++) {
        for (int r = 0; r < rules.size(); r++) {
          own[i][r] = rates.get(r) * factorBetween();
          last[i][r] = poisson(own[i][r] * sizes.get(i));
        }
      }
    }
    String asOf = String.format(Locale.ROOT, "2026-%02d-28", ++run);
    List<IssueRate> rows = new ArrayList<>();
    for (int i = 0; i < insurers.size(); i++) {
      for (int r = 0; r < rules.size(); r++) {
        double rate = own[i][r] * logNormal(world.drift) * (i == insurer ? factor : 1);
        long count = count(i, r, Math.min(rate, 0.5) * sizes.get(i));
        rows.add(row(asOf, insurers.get(i), rules.get(r), count, sizes.get(i), "1"));
      }
    }
    return rows;
  }

  List<IssueRate> next() {
    return next(-1, 1);
  }

  /** A share of the findings of the run before stays, and new ones come in their place. */
  private long count(int insurer, int rule, double expected) {
    double staying = world.kept * own[insurer][rule] * sizes.get(insurer);
    long count = binomial(last[insurer][rule], world.kept) + poisson(expected - staying);
    last[insurer][rule] = Math.min(count, sizes.get(insurer));
    return last[insurer][rule];
  }

  private double factorBetween() {
    double square = world.between * world.between;
    if (square == 0) {
      return 1;
    }
    return world.isLogNormal
        ? logNormal(Math.sqrt(Math.log1p(square)))
        : AhrensDieterMarsagliaTsangGammaSampler.of(source, 1 / square, square).sample();
  }

  private double logNormal(double sigma) {
    return sigma == 0 ? 1 : Math.exp(sigma * gaussian() - sigma * sigma / 2);
  }

  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private long poisson(double mean) {
    return mean <= 0 ? 0 : PoissonSampler.of(source, mean).sample();
  }

  private long binomial(long trials, double share) {
    if (share == 0) {
      return 0;
    }
    long sum = 0;
    for (long i = 0; i < trials; i++) {
      sum += random.nextDouble() < share ? 1 : 0;
    }
    return sum;
  }

  static IssueRate row(
      String asOf, String insurer, Rule rule, long count, long denominator, String version) {
    return new IssueRate(
        asOf,
        "run of " + asOf,
        insurer,
        rule.category().name(),
        rule.name(),
        count,
        count,
        denominator,
        denominator == 0 ? null : 1e6 * count / denominator,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        0L,
        version);
  }
}
