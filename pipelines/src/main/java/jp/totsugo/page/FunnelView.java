package jp.totsugo.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.totsugo.page.picture.FunnelPicture;
import jp.totsugo.page.picture.FunnelPicture.Mark;
import jp.totsugo.page.picture.FunnelPicture.Point;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.result.RunCounts;
import jp.totsugo.page.text.PageText;
import jp.totsugo.rule.Category;
import jp.totsugo.statistics.signal.Funnel;
import jp.totsugo.statistics.signal.Funnel.Verdict;

/** The rates of one category at all insurers, and the limits that chance and usual spread set. */
public final class FunnelView {
  private static final int STEPS = 48;
  private static final double MILLION = 1e6;

  /** Up to so many times the usual rate is drawn in any case, if the limits go as far. */
  private static final double DRAWN = 6;

  /** What is said of one insurer. */
  public record Place(String insurer, long count, long records, Verdict verdict) {
    public double rate() {
      return (double) count / records;
    }
  }

  private final Category category;
  private final Funnel funnel;
  private final List<Place> places = new ArrayList<>();

  /** Of the insurers of a run that have records; of an incomplete upload, of what has come. */
  FunnelView(Category category, RunCounts run) {
    this.category = category;
    List<Map.Entry<String, Counts>> insurers =
        run.insurers().entrySet().stream()
            .filter(insurer -> !insurer.getKey().equals(Insurers.UNKNOWN))
            .filter(insurer -> insurer.getValue().denominator(category) > 0)
            .toList();
    funnel =
        Funnel.of(
                insurers.stream().mapToLong(i -> i.getValue().of(category)).toArray(),
                insurers.stream().mapToLong(i -> i.getValue().denominator(category)).toArray())
            .orElse(null);
    for (Map.Entry<String, Counts> insurer : insurers) {
      long count = insurer.getValue().of(category);
      long records = insurer.getValue().denominator(category);
      places.add(
          new Place(
              insurer.getKey(),
              count,
              records,
              funnel == null ? Verdict.TOO_SMALL : funnel.verdict(count, records)));
    }
  }

  public Category category() {
    return category;
  }

  /** Empty where the insurers are too few to be compared. */
  public Optional<Funnel> funnel() {
    return Optional.ofNullable(funnel);
  }

  public List<Place> places() {
    return places;
  }

  public long count(Verdict verdict) {
    return places.stream().filter(place -> place.verdict() == verdict).count();
  }

  /** Those outside of the outer limits, the one farthest above or below the usual rate first. */
  public List<Place> outside() {
    return places.stream()
        .filter(place -> place.verdict() == Verdict.HIGH || place.verdict() == Verdict.LOW)
        .sorted(
            Comparator.comparingDouble(
                    (Place place) -> -Math.abs(place.count() - funnel.mean() * place.records()))
                .thenComparing(Place::insurer))
        .toList();
  }

  /** The picture; rates are for a million. */
  public String picture(PageText t) {
    String name = t.messages().category(category);
    long smallest = places.stream().mapToLong(Place::records).min().orElse(1);
    long largest = places.stream().mapToLong(Place::records).max().orElse(1);
    List<FunnelPicture.Limits> limits = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      long records =
          Math.round(smallest * Math.pow((double) largest / smallest, (double) i / STEPS));
      if (limits.isEmpty() || records > limits.get(limits.size() - 1).records()) {
        Funnel.Limits at = funnel.limits(records);
        limits.add(
            new FunnelPicture.Limits(
                records,
                MILLION * at.outerLow(),
                MILLION * at.innerLow(),
                MILLION * at.innerHigh(),
                MILLION * at.outerHigh()));
      }
    }
    List<Place> outside = outside();
    List<Point> points = new ArrayList<>();
    outside.forEach(place -> points.add(point(place, place.insurer())));
    places.stream()
        .filter(place -> !outside.contains(place))
        .forEach(p -> points.add(point(p, "")));
    return FunnelPicture.of(
        "funnel-" + category.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        new FunnelPicture.Words(
            t.of("funnel.title", name),
            t.of(
                "funnel.description",
                places.size(),
                PageText.number(MILLION * funnel.mean()),
                count(Verdict.HIGH),
                count(Verdict.LOW),
                count(Verdict.TOO_SMALL)),
            t.of(Counts.isOfAllRecords(category) ? "axis.records" : "axis.registered"),
            t.of(Counts.isOfAllRecords(category) ? "unit.records" : "unit.registered"),
            t.of("funnel.zone")),
        MILLION * funnel.mean(),
        limits,
        funnel.smallestJudged(),
        topRate(limits),
        points,
        PageText::tick);
  }

  private double topRate(List<FunnelPicture.Limits> limits) {
    double judged =
        places.stream()
            .filter(place -> place.records() >= funnel.smallestJudged())
            .mapToDouble(place -> MILLION * place.rate())
            .max()
            .orElse(0);
    double limit = limits.stream().mapToDouble(FunnelPicture.Limits::outerHigh).max().orElse(1);
    double usual = MILLION * funnel.mean();
    return Math.max(Math.max(judged, 2 * usual), Math.min(limit, DRAWN * usual));
  }

  private static Point point(Place place, String label) {
    Mark mark =
        switch (place.verdict()) {
          case HIGH -> Mark.HIGH;
          case LOW -> Mark.LOW;
          case TOO_SMALL -> Mark.TOO_SMALL;
          case WITHIN -> Mark.USUAL;
        };
    return new Point(place.records(), MILLION * place.rate(), mark, label);
  }
}
