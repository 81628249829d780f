package jp.totsugo.page;

import java.util.Locale;
import jp.totsugo.page.picture.StripPicture;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.text.PageText;
import jp.totsugo.rule.Category;
import jp.totsugo.statistics.signal.Funnel;
import jp.totsugo.statistics.signal.Funnel.Verdict;

/**
 * Where the rate of an insurer stands among those of its type: what is usual at its size.
 *
 * @param counts of the insurer, with records to divide by
 * @param funnel of the insurers of its type; null where they are too few to be compared
 * @param limits at its size; null likewise
 * @param verdict null likewise
 */
public record PeerPlace(
    Category category, Counts counts, Funnel funnel, Funnel.Limits limits, Verdict verdict) {
  private static final double MILLION = 1e6;

  static PeerPlace of(Category category, Counts counts, Funnel funnel) {
    long records = counts.denominator(category);
    boolean isComparable = funnel != null && records > 0 && counts.of(category) >= 0;
    return isComparable
        ? new PeerPlace(
            category,
            counts,
            funnel,
            funnel.limits(records),
            funnel.verdict(counts.of(category), records))
        : new PeerPlace(category, counts, null, null, null);
  }

  public long count() {
    return counts.of(category);
  }

  public long records() {
    return counts.denominator(category);
  }

  public boolean isComparable() {
    return funnel != null;
  }

  /** The usual rate, for a million. */
  public double usual() {
    return MILLION * funnel.mean();
  }

  /** Within which 99.8 % of the usual rates lie at its size, for a million. */
  public double low() {
    return MILLION * limits.outerLow();
  }

  /** Within which 99.8 % of the usual rates lie at its size, for a million. */
  public double high() {
    return MILLION * limits.outerHigh();
  }

  /** Its rate and the limits on a strip. */
  public String picture(PageText t) {
    double rate = MILLION * counts.rate(category);
    return StripPicture.of(
        "place-" + category.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        t.of("place.title", t.messages().category(category)),
        t.of(
            "place.description",
            PageText.number(rate),
            PageText.number(low()),
            PageText.number(high()),
            PageText.number(usual()),
            t.of("place." + verdict())),
        new StripPicture.Limits(
            low(), MILLION * limits.innerLow(), usual(), MILLION * limits.innerHigh(), high()),
        rate,
        t.of("place.own", PageText.number(rate)),
        PageText::tick);
  }
}
