package jp.totsugo.page;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jp.totsugo.page.Insurers.Insurer;
import jp.totsugo.page.picture.BarPicture;
import jp.totsugo.page.picture.LinePicture;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.result.IssueAnswers;
import jp.totsugo.page.result.RunCounts;
import jp.totsugo.page.result.RunResults;
import jp.totsugo.page.text.PageText;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.InsurerAgeing;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.schema.RateSignal;

/**
 * What the page of one insurer shows to its clerk: what to do first, what has become of it, and
 * where the insurer stands. Nothing of a single record, and nothing of a single other insurer.
 */
public final class InsurerPage {
  /** Of rules that are explained with what to do, before the table of all of them. */
  public static final int FIRST = 3;

  private static final double MILLION = 1e6;

  /**
   * What a rule found.
   *
   * @param name of the rule
   * @param priority from 1, first, to 5; 9 of a rule that this program does not know
   * @param severity as the results have it
   */
  public record RuleRow(
      String name,
      int priority,
      String severity,
      long findings,
      long records,
      long denominator,
      Lives lives) {
    /** In the queue: found, and not cleared by an answer. */
    public long queued() {
      return severity.equals(Severity.NOTICE.name())
          ? 0
          : lives.fresh() + lives.open() + lives.reopened();
    }

    /** Whether its text is known. */
    public boolean isKnown() {
      return InsurerFacts.rule(name).isPresent();
    }

    public Rule rule() {
      return InsurerFacts.rule(name).orElseThrow();
    }
  }

  /**
   * The insurer in one run.
   *
   * @param counts null where it sent nothing
   */
  public record Month(String asOf, Counts counts) {
    /** What was wrong with its upload, as the notes of the coverage have it; or empty. */
    public String note() {
      if (counts == null || counts.records() == 0) {
        return counts == null || counts.note().isEmpty() ? "NO_UPLOAD" : counts.note();
      }
      return counts.note();
    }

    public boolean isComplete() {
      return counts != null && counts.complete();
    }
  }

  private final RunResults results;
  private final Insurer insurer;
  private final InsurerFacts facts;
  private final List<Month> months = new ArrayList<>();
  private final List<PeerPlace> places;
  private final List<RuleRow> rules;

  InsurerPage(RunResults results, Insurer insurer, InsurerFacts facts) {
    this.results = results;
    this.insurer = insurer;
    this.facts = facts;
    for (RunCounts run : results.runs()) {
      if (!run.insurers().isEmpty()) {
        months.add(new Month(run.asOf(), run.insurers().get(insurer.number())));
      }
    }
    rules =
        facts.rules(insurer.number()).stream()
            .sorted(
                Comparator.comparingInt(RuleRow::priority)
                    .thenComparing(Comparator.comparingLong(RuleRow::queued).reversed())
                    .thenComparing(RuleRow::name))
            .toList();
    Counts now = now();
    places = now == null ? List.of() : facts.places(insurer, now);
  }

  public Insurer insurer() {
    return insurer;
  }

  public String asOf() {
    return results.asOf();
  }

  public String runId() {
    return results.runId();
  }

  /** Its counts in this run, or null where it sent nothing. */
  public Counts now() {
    return results.current().insurers().get(insurer.number());
  }

  /** Its counts in the run before, or null. */
  public Counts before() {
    return months.size() < 2 ? null : months.get(months.size() - 2).counts();
  }

  /** Whether there was a run before this one. */
  public boolean hasBefore() {
    return results.runs().size() > 1;
  }

  // --- What to do

  /** Rules with something in the queue, by priority. */
  public List<RuleRow> toDo() {
    return rules.stream().filter(row -> row.queued() > 0).toList();
  }

  public long queued() {
    return rules.stream().mapToLong(RuleRow::queued).sum();
  }

  /** Where its queue stands in the results. */
  public String queueFile() {
    return "corrections/" + insurer.number() + "/corrections.csv";
  }

  /** The name of its pack, where it is not in several. */
  public String packFile() {
    return insurer.number() + "_" + asOf() + ".xlsx";
  }

  // --- By rule

  /** Rules that found something, or of which something is still known, by priority. */
  public List<RuleRow> rules() {
    return rules;
  }

  /** What became of all of its issues. */
  public Lives lives() {
    return facts.lives(insurer.number());
  }

  /** How many findings of a category there are. */
  public long findings(Category category) {
    return rules.stream()
        .filter(RuleRow::isKnown)
        .filter(row -> row.rule().category() == category)
        .mapToLong(RuleRow::findings)
        .sum();
  }

  // --- Over all runs

  /** The newest first. */
  public List<Month> months() {
    return Lists.reverse(months);
  }

  /** Categories of which there was something in a run. */
  public List<Category> shownTrends() {
    return MinistryPage.CATEGORIES.stream()
        .filter(
            category ->
                months.stream()
                    .anyMatch(month -> month.counts() != null && month.counts().of(category) > 0))
        .toList();
  }

  /** The line of a category. */
  public String trend(Category category, PageText t) {
    List<LinePicture.Point> points =
        months.stream()
            .map(
                month ->
                    new LinePicture.Point(
                        t.shortDay(month.asOf()),
                        month.counts() == null
                            ? Double.NaN
                            : MILLION * month.counts().rate(category),
                        month.isComplete()))
            .toList();
    LinePicture.Point last = points.get(points.size() - 1);
    return LinePicture.of(
        "trend-" + id(category),
        t.of("trend.title", t.messages().category(category)),
        t.of(
            "insurer.trend.description",
            points.size(),
            Double.isNaN(last.value()) ? t.of("none") : PageText.number(last.value()),
            points.stream().filter(point -> !point.isWhole()).count()),
        points,
        PageText::tick,
        PageText::number,
        t.of(Counts.isOfAllRecords(category) ? "unit.records" : "unit.registered"));
  }

  private static String id(Category category) {
    return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // --- Among peers

  /** Its place in each category; none where it sent nothing. */
  public List<PeerPlace> places() {
    return places;
  }

  /** How many insurers of its type sent something. */
  public int peers() {
    return facts.peers(insurer.type());
  }

  /** Rates of it that stand out. */
  public List<RateSignal> signals() {
    return facts.signals(insurer.number());
  }

  // --- Age, uploads, answers

  /** Its open issues by age, a row a category in the order of the page. */
  public List<InsurerAgeing> ageing() {
    Map<String, InsurerAgeing> rows = facts.ageing(insurer.number());
    return MinistryPage.CATEGORIES.stream()
        .map(category -> rows.get(category.name()))
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** Whether any issue is open. */
  public boolean hasOpen() {
    return ageing().stream().anyMatch(row -> row.getOpen() > 0);
  }

  /** The bars of its open issues. */
  public String ageingPicture(PageText t) {
    return BarPicture.of(
        "ageing",
        t.of("backlog.title"),
        t.of("backlog.description"),
        List.of(
            t.of("age.30"), t.of("age.90"), t.of("age.180"), t.of("age.365"), t.of("age.older")),
        ageing().stream()
            .map(
                row ->
                    new BarPicture.Bar(
                        t.messages().category(Category.valueOf(row.getCategory())),
                        List.of(
                            row.getOpen30(),
                            row.getOpen90(),
                            row.getOpen180(),
                            row.getOpen365(),
                            row.getOpenOlder())))
            .toList(),
        PageText::number);
  }

  /** What is said of its upload of this run; null where nothing is. */
  public InsurerCoverage coverage() {
    return facts.coverage(insurer.number());
  }

  public IssueAnswers.OfInsurer answers() {
    return facts.answers(insurer.number());
  }
}
