package jp.totsugo.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.totsugo.page.Insurers.Insurer;
import jp.totsugo.page.picture.BarPicture;
import jp.totsugo.page.picture.LinePicture;
import jp.totsugo.page.picture.TileMap;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.result.RunCounts;
import jp.totsugo.page.result.RunResults;
import jp.totsugo.page.text.PageText;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.InsurerAgeing;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.words.Language;

/**
 * What the ministry's page shows: how bad it is, whether it gets better, and who must act. Numbers
 * are those of the tables; what is added up here is added up over insurers or rules of one table.
 */
public final class MinistryPage {
  /** As the notice of March 2021 has them, and what it did not ask for at the end. */
  public static final List<Category> CATEGORIES =
      List.of(
          Category.WRONG_MY_NUMBER,
          Category.MISSING_CARD,
          Category.MALFORMED_NUMBER,
          Category.UNREGISTRABLE,
          Category.RECORD_DEFECT);

  /** Of a list on the first screen. */
  public static final int FEW = 5;

  /** Of a list further below; the rest stands in the table that is named beside it. */
  public static final int MANY = 200;

  /** Of a list below a picture. */
  public static final int SOME = 50;

  /** Of the table of insurers in this page, which stays small enough to be opened. */
  private static final long MOST_BYTES = 1_000_000;

  /** Kinds of errors, and what uploads alone and a register show of them. */
  public static final List<String> UNSEEN =
      List.of("digit", "swap", "namesake", "copied", "card", "absent");

  private static final int PREFECTURES = 47;
  private static final double MILLION = 1e6;

  /** Who lets issues lie. */
  public record Oldest(Insurer insurer, long old, long open) {}

  /** One insurer of the list. */
  public record Row(Insurer insurer, Counts counts) {}

  private final RunResults results;
  private final Insurers insurers;
  private final Change change;
  private final Map<Category, FunnelView> funnels = new LinkedHashMap<>();
  private final List<InsurerList> lists;

  MinistryPage(RunResults results) {
    this.results = results;
    insurers = new Insurers(results);
    List<RunCounts> runs = results.runs();
    change = runs.size() < 2 ? null : new Change(runs.get(runs.size() - 2), results.current());
    for (Category category : CATEGORIES) {
      funnels.put(category, new FunnelView(category, results.current()));
    }
    lists = makeLists();
  }

  public String asOf() {
    return results.asOf();
  }

  public String runId() {
    return results.runId();
  }

  public RunCounts current() {
    return results.current();
  }

  public Counts nation() {
    return results.current().nation();
  }

  /** All runs, the newest first. */
  public List<RunCounts> runs() {
    return Lists.reverse(results.runs());
  }

  public Insurers insurers() {
    return insurers;
  }

  /** From the run before to this one; empty of the first. */
  public Optional<Change> change() {
    return Optional.ofNullable(change).filter(Change::isPossible);
  }

  // --- Who must act

  /** Insurers whose uploads are not all: they must send, or send again. */
  public List<Insurer> incomplete() {
    return results.current().insurers().entrySet().stream()
        .filter(insurer -> !insurer.getKey().equals(Insurers.UNKNOWN))
        .filter(insurer -> !insurer.getValue().complete())
        .map(insurer -> insurers.of(insurer.getKey()))
        .toList();
  }

  /** Rates that stand out upwards, the surest first. */
  public List<RateSignal> high() {
    return results.signals().stream()
        .filter(signal -> signal.getDirection().equals("HIGH"))
        .toList();
  }

  /** Insurers with issues that are open for more than 90 days, those with the most first. */
  public List<Oldest> oldest() {
    Map<String, Oldest> byInsurer = new TreeMap<>();
    for (InsurerAgeing row : results.ageing()) {
      if (!row.getInsurer().equals(RunResults.NATION)) {
        long old = old(row);
        byInsurer.merge(
            row.getInsurer(),
            new Oldest(insurers.of(row.getInsurer()), old, row.getOpen()),
            (a, b) -> new Oldest(a.insurer(), a.old() + b.old(), a.open() + b.open()));
      }
    }
    return byInsurer.values().stream()
        .filter(oldest -> oldest.old() > 0)
        .sorted(Comparator.comparingLong(Oldest::old).reversed())
        .toList();
  }

  private static long old(InsurerAgeing row) {
    return row.getOpen180() + row.getOpen365() + row.getOpenOlder();
  }

  // --- Coverage

  /** Whether there was a list of those expected. */
  public boolean isListGiven() {
    return results.coverage().stream().anyMatch(row -> row.getExpected() != null);
  }

  public long expected() {
    return results.coverage().stream()
        .filter(row -> Boolean.TRUE.equals(row.getExpected()))
        .count();
  }

  /** Those expected of which files were read. */
  public long expectedAndSent() {
    return results.coverage().stream()
        .filter(row -> Boolean.TRUE.equals(row.getExpected()) && row.getFiles() > 0)
        .count();
  }

  /** How many insurers have each note. */
  public Map<String, Long> notes() {
    Map<String, Long> notes = new LinkedHashMap<>();
    for (InsurerCoverage row : results.coverage()) {
      for (String note : notes(row)) {
        notes.merge(note, 1L, Long::sum);
      }
    }
    return notes;
  }

  private static List<String> notes(InsurerCoverage row) {
    return Splitter.on(';').omitEmptyStrings().splitToList(row.getNote());
  }

  /** Those with a note. */
  public List<InsurerCoverage> noted() {
    return results.coverage().stream().filter(row -> !row.getNote().isEmpty()).toList();
  }

  // --- Over all runs

  /** The line of a category. */
  public String trend(Category category, PageText t) {
    List<LinePicture.Point> points =
        results.runs().stream()
            .map(
                run ->
                    new LinePicture.Point(
                        t.shortDay(run.asOf()),
                        MILLION * run.nation().rate(category),
                        run.isWhole()))
            .toList();
    String name = t.messages().category(category);
    LinePicture.Point last = points.get(points.size() - 1);
    return LinePicture.of(
        "trend-" + id(category),
        t.of("trend.title", name),
        t.of(
            "trend.description",
            points.size(),
            PageText.number(last.value()),
            points.stream().filter(point -> !point.isWhole()).count()),
        points,
        PageText::tick,
        PageText::number,
        t.of(Counts.isOfAllRecords(category) ? "unit.records" : "unit.registered"));
  }

  private static String id(Category category) {
    return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public FunnelView funnel(Category category) {
    return funnels.get(category);
  }

  public List<RateSignal> signals() {
    return results.signals();
  }

  // --- By type, prefecture, insurer

  public SortedMap<String, Group> byType() {
    return Group.of(results.current(), insurers, Insurer::type);
  }

  public SortedMap<String, Group> byPrefecture() {
    return Group.of(results.current(), insurers, Insurer::prefecture);
  }

  /** The tile map of a category. */
  public String map(Category category, PageText t) {
    Map<String, Group> groups = byPrefecture();
    List<TileMap.Tile> tiles = new ArrayList<>();
    for (int i = 1; i <= PREFECTURES; i++) {
      String key = String.format(Locale.ROOT, "%02d", i);
      Group group = groups.get(key);
      double rate = group == null ? Double.NaN : MILLION * group.counts().rate(category);
      tiles.add(
          new TileMap.Tile(
              t.of("prefecture.short." + key),
              Double.isNaN(rate) ? t.of("none") : PageText.number(rate),
              rate));
    }
    String name = t.messages().category(category);
    return TileMap.of(
        "map-" + id(category), t.of("map.title", name), t.of("map.description"), tiles);
  }

  /** All insurers with records, by number. */
  public List<Row> rows() {
    return results.current().insurers().entrySet().stream()
        .filter(insurer -> insurer.getValue().records() > 0)
        .map(insurer -> new Row(insurers.of(insurer.getKey()), insurer.getValue()))
        .toList();
  }

  /** The table of insurers as pages of their own; none where it fits into this one. */
  public List<InsurerList> lists() {
    return lists;
  }

  private List<InsurerList> makeLists() {
    PageText t = new PageText(Language.ja);
    List<List<Row>> parts = InsurerRows.partition(rows(), MOST_BYTES, t);
    List<InsurerList> made = new ArrayList<>();
    for (List<Row> part : parts.size() > 1 ? parts : List.<List<Row>>of()) {
      made.add(new InsurerList(this, made.size() + 1, parts.size(), part));
    }
    return made;
  }

  /** The rows of the table of insurers, as HTML. */
  public String insurerRows(PageText t) {
    return InsurerRows.of(rows(), t);
  }

  // --- What became of issues

  /** Open issues of the nation by age, a row a category in the order of the page. */
  public List<InsurerAgeing> backlog() {
    Map<String, InsurerAgeing> byCategory = new HashMap<>();
    for (InsurerAgeing row : results.ageing()) {
      if (row.getInsurer().equals(RunResults.NATION)) {
        byCategory.put(row.getCategory(), row);
      }
    }
    return CATEGORIES.stream()
        .map(category -> byCategory.get(category.name()))
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** The bars of the backlog. */
  public String backlogPicture(PageText t) {
    List<BarPicture.Bar> bars =
        backlog().stream()
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
            .toList();
    return BarPicture.of(
        "backlog",
        t.of("backlog.title"),
        t.of("backlog.description"),
        List.of(
            t.of("age.30"), t.of("age.90"), t.of("age.180"), t.of("age.365"), t.of("age.older")),
        bars,
        PageText::number);
  }

  /** What became of issues in each run, the newest first, by run id. */
  public Map<String, Lives> livesByRun() {
    return Lives.by(rate -> rate.getRunId(), Lists.reverse(results.nationRates()));
  }

  /** The day of a run. */
  public String day(String runId) {
    return results.nationRates().stream()
        .filter(rate -> rate.getRunId().equals(runId))
        .findFirst()
        .orElseThrow()
        .getAsOf();
  }

  // --- Against the register

  /** The steps of the register, or empty if the run had none. */
  public Map<String, Long> register() {
    Map<String, Long> steps = new LinkedHashMap<>();
    JsonNode register = results.national().path("register");
    register.fields().forEachRemaining(step -> steps.put(step.getKey(), step.getValue().asLong()));
    return steps;
  }

  /** Its steps as bars of the records that do not simply agree; these would hide all others. */
  public String registerPicture(PageText t) {
    List<BarPicture.Bar> bars = new ArrayList<>();
    register()
        .forEach(
            (step, records) -> {
              if (!step.equals("compared") && !step.equals("equal")) {
                bars.add(new BarPicture.Bar(t.orElse("register." + step, step), List.of(records)));
              }
            });
    return BarPicture.of(
        "register-steps",
        t.of("register.title"),
        t.of("register.description"),
        List.of(t.of("count")),
        bars,
        PageText::number);
  }

  public boolean hasRegister() {
    return results.national().has("register");
  }
}
