package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import jp.totsugo.nation.Places.Prefecture;
import jp.totsugo.nation.UnusableOrderException.Reason;

/**
 * The nation's insurers: valid numbers, types and prefectures as published, and the records shared
 * out among them.
 */
final class Insurers {
  private static final int RECORDS_PER_INSURER = 250;
  private static final int FEWEST = 16;

  private record Candidate(InsurerKind type, String number, double weight) {}

  private final Places places;
  private final long seed;
  private final int months;
  private final double joinedPerMonth;
  private final Format format;

  /**
   * @param joinedPerMonth rows that each month after the first adds, as a share of the first's
   */
  Insurers(Places places, long seed, int months, double joinedPerMonth, Format format) {
    this.places = places;
    this.seed = seed;
    this.months = months;
    this.joinedPerMonth = joinedPerMonth;
    this.format = format;
  }

  /**
   * The insurers of a nation of {@code records} records, by number. A nation too small for all of
   * them has some of every type.
   *
   * @param prefecture 0 for the whole nation, else the one prefecture whose insurers are wanted
   */
  List<Insurer> of(long records, int prefecture) {
    Map<InsurerKind, List<Candidate>> all = new EnumMap<>(InsurerKind.class);
    for (InsurerKind type : InsurerKind.values()) {
      List<Candidate> ofType = candidates(type);
      ofType.removeIf(
          each -> prefecture != 0 && Integer.parseInt(each.number().substring(2, 4)) != prefecture);
      if (!ofType.isEmpty()) {
        all.put(type, ofType);
      }
    }
    int total = all.values().stream().mapToInt(List::size).sum();
    double kept = Math.min(1, Math.max(FEWEST, records / (double) RECORDS_PER_INSURER) / total);
    List<Candidate> chosen = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    all.forEach(
        (type, ofType) -> {
          List<Candidate> some =
              ofType.subList(0, Math.max(1, (int) Math.round(ofType.size() * kept)));
          double sum = some.stream().mapToDouble(Candidate::weight).sum();
          some.forEach(each -> weights.add(type.subscribers * each.weight() / sum));
          chosen.addAll(some);
        });
    if (records < chosen.size()) {
      throw new UnusableOrderException(Reason.FEWER_THAN_INSURERS, chosen.size());
    }
    long[] sizes = shares(records - chosen.size(), weights);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> chosen.get(i).number()));
    List<Insurer> insurers = new ArrayList<>();
    long base = 0;
    long cells = 0;
    for (int i : order) {
      Insurer insurer =
          new Insurer(
              seed,
              format,
              chosen.get(i).type(),
              chosen.get(i).number(),
              Math.toIntExact(sizes[i] + 1),
              (int) Math.round((sizes[i] + 1) * joinedPerMonth),
              base,
              cells);
      insurers.add(insurer);
      base += insurer.cells();
      cells += insurer.cells(months);
    }
    return insurers;
  }

  /** All insurers of a type with their weight, in an order that the seed shuffles. */
  private List<Candidate> candidates(InsurerKind type) {
    List<Candidate> candidates = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(Draw.key(seed, type.ordinal()));
    switch (type) {
      case NATIONAL_MUNICIPAL -> add(candidates, type, "00", 1, Prefecture::municipalities, random);
      case NATIONAL_UNION -> add(candidates, type, "00", 301, Prefecture::population, random);
      case KYOKAI_KENPO -> add(candidates, type, "01", 1, prefecture -> 1, random);
      case SEAMEN -> candidates.add(new Candidate(type, number("02", 13, 1), 1));
      case KENPO_UNION ->
          add(candidates, type, "06", 1, p -> Math.pow(p.population(), 1.4), random);
      case MUTUAL_AID -> {
        for (int i = 1; i <= 20; i++) {
          candidates.add(new Candidate(type, number("31", 13, i), weight(type, 1, random)));
        }
        for (Prefecture prefecture : places.prefectures) {
          candidates.add(
              new Candidate(
                  type,
                  number("32", prefecture.code(), 1),
                  weight(type, prefecture.population() / 4000.0, random)));
        }
        for (int i = 2; i <= 14; i++) {
          candidates.add(new Candidate(type, number("32", 13, i), weight(type, 1, random)));
        }
        for (int i = 1; i <= 4; i++) {
          candidates.add(new Candidate(type, number("33", 13, i), weight(type, 1, random)));
        }
        candidates.add(new Candidate(type, number("34", 13, 1), 8));
      }
      case LATE_ELDERLY -> add(candidates, type, "39", 1, prefecture -> 1, random);
    }
    for (int i = candidates.size() - 1; i > 0; i--) {
      candidates.set(i, candidates.set(random.nextInt(i + 1), candidates.get(i)));
    }
    return candidates;
  }

  private void add(
      List<Candidate> candidates,
      InsurerKind type,
      String scheme,
      int first,
      ToDoubleFunction<Prefecture> share,
      SplittableRandom random) {
    List<Double> weights = new ArrayList<>();
    for (Prefecture prefecture : places.prefectures) {
      weights.add(share.applyAsDouble(prefecture));
    }
    long[] counts = shares(type.insurers, weights);
    for (Prefecture prefecture : places.prefectures) {
      long count = counts[prefecture.code() - 1];
      for (int i = 0; i < count; i++) {
        double people = (double) prefecture.population() / count;
        candidates.add(
            new Candidate(
                type, number(scheme, prefecture.code(), first + i), weight(type, people, random)));
      }
    }
  }

  private static double weight(InsurerKind type, double people, SplittableRandom random) {
    return people * StrictMath.exp(type.spread * random.nextGaussian());
  }

  /** {@code total} shared out in proportion, by the largest remainders. */
  private static long[] shares(long total, List<Double> weights) {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    long[] shares = new long[weights.size()];
    List<Integer> byRemainder = new ArrayList<>();
    long given = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (long) (total * weights.get(i) / sum);
      given += shares[i];
      byRemainder.add(i);
    }
    byRemainder.sort(Comparator.comparingDouble(i -> shares[i] - total * weights.get(i) / sum));
    for (int i = 0; i < total - given; i++) {
      shares[byRemainder.get(i)]++;
    }
    return shares;
  }

  /** The eight digits of an insurer: scheme, prefecture, number within it, and the check digit. */
  static String number(String scheme, int prefecture, int insurer) {
    String digits = String.format(Locale.ROOT, "%s%02d%03d", scheme, prefecture, insurer);
    return digits + checkDigit(digits);
  }

  /**
   * The check digit of insurer numbers: modulus 10, weights 2 and 1 from the right, products by
   * their digits.
   */
  static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return (10 - sum % 10) % 10;
  }
}
