package jp.totsugo.publication;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.table.CsvRows;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/** Tables that may be made public, made of the results of a run. */
public final class Publication {
  /** Nothing may be published. */
  public static final class RefusedException extends Exception implements Said {
    private static final long serialVersionUID = 1L;

    private final Saying saying;
    private final boolean isWrongUsage;

    RefusedException(boolean isWrongUsage, Saying saying) {
      super(saying.toString());
      this.saying = saying;
      this.isWrongUsage = isWrongUsage;
    }

    @Override
    public Saying saying() {
      return saying;
    }

    /** Whether other arguments are wanted; else what would be published is not fit for it. */
    public boolean isWrongUsage() {
      return isWrongUsage;
    }
  }

  private static final String COUNTS = "history/counts.parquet";
  private static final String COVERAGE = "statistics/coverage.csv";

  private final PublicationSettings settings;
  private final Figures figures;
  private final Protection protection;
  private final List<SortedMap<Measure, ShownFigures>> months;

  private Publication(
      PublicationSettings settings,
      Figures figures,
      Protection protection,
      List<SortedMap<Measure, ShownFigures>> months) {
    this.settings = settings;
    this.figures = figures;
    this.protection = protection;
    this.months = months;
  }

  /**
   * Decides what is shown.
   *
   * @param published folders with tables that are public already
   * @throws RefusedException if there is no way to publish the tables
   */
  public static Publication of(ComparedRun run, List<Path> published, PublicationSettings settings)
      throws RefusedException, ComparedRun.UnusableException, IOException {
    PublishedBefore before;
    Figures figures;
    try {
      before = PublishedBefore.read(published);
      figures = Figures.read(run.file(COUNTS), names(run), settings.from());
    } catch (PublishedBefore.UnusableException e) {
      throw new RefusedException(true, Saying.of("publish.unusable", e.folder(), e.file()));
    } catch (Figures.MiscountException e) {
      throw new RefusedException(false, Saying.of("publish.countsDiffer", e.getMessage()));
    }
    if (figures.months().isEmpty()) {
      throw new RefusedException(true, Saying.of("publish.noMonth"));
    }
    Publication publication = of(figures, before, settings);
    long unsafe = publication.unsafe();
    if (unsafe > 0) {
      throw new RefusedException(false, Saying.ofCount("publish.notSafe", unsafe));
    }
    return publication;
  }

  /** The same, without a look at what the audit says. */
  static Publication of(Figures figures, PublishedBefore before, PublicationSettings settings)
      throws RefusedException {
    Protection protection = new Protection(figures.insurers(), settings, before);
    for (Month month : figures.months()) {
      String run = before.runOf(month.asOf());
      if (run != null && !(run.equals(month.runId()) && protection.isAsPublished(month))) {
        throw new RefusedException(false, Saying.of("publish.otherFigures", month.asOf(), run));
      }
    }
    return new Publication(settings, figures, protection, protection.all(figures.months()));
  }

  private static Map<String, String> names(ComparedRun run)
      throws ComparedRun.UnusableException, IOException {
    Map<String, String> names = new TreeMap<>();
    CsvRows.forEach(run.file(COVERAGE), row -> names.put(row.apply("insurer"), row.apply("name")));
    return names;
  }

  PublicationSettings settings() {
    return settings;
  }

  List<Insurer> insurers() {
    return figures.insurers();
  }

  List<Month> months() {
    return figures.months();
  }

  /** The figures of a month, by their place in {@link #months}. */
  SortedMap<Measure, ShownFigures> shown(int month) {
    return months.get(month);
  }

  String key(ShownFigures shown, int place) {
    return protection.key(shown.exact(), place);
  }

  /** Writes all files into a folder. */
  public void write(Path folder) throws IOException {
    PublicationTables.write(this, folder);
    Dictionary dictionary = new Dictionary(this);
    dictionary.write(folder);
    DataPackage.write(this, dictionary, folder);
  }

  /** How many months. */
  public int monthCount() {
    return months.size();
  }

  /** How many figures there are in all tables, of insurers who sent something. */
  public long figureCount() {
    return count((shown, place) -> !shown.symbols()[place].equals(Symbol.UNKNOWN));
  }

  /** How many of them are small. */
  public long smallCount() {
    return count((shown, place) -> shown.small().get(place));
  }

  /** How many are not shown. */
  public long hiddenCount() {
    return count((shown, place) -> shown.symbols()[place].equals(Symbol.HIDDEN));
  }

  /** How many are not shown although they are not small. */
  public long hiddenBesidesCount() {
    return count(
        (shown, place) ->
            shown.symbols()[place].equals(Symbol.HIDDEN) && !shown.small().get(place));
  }

  /** How many of those are sums: of a type, of a prefecture, of the nation. */
  public long hiddenSumCount() {
    return count(
        (shown, place) ->
            shown.symbols()[place].equals(Symbol.HIDDEN)
                && !shown.small().get(place)
                && !shown.exact().isOfInsurer(place));
  }

  /** How many small figures can be computed. */
  long unsafe() {
    return count((shown, place) -> shown.unsafe().get(place));
  }

  private interface Test {
    boolean test(ShownFigures shown, int place);
  }

  private long count(Test test) {
    return months.stream()
        .flatMap(month -> month.values().stream())
        .mapToLong(
            shown ->
                IntStream.range(0, shown.exact().size())
                    .filter(place -> test.test(shown, place))
                    .count())
        .sum();
  }
}
