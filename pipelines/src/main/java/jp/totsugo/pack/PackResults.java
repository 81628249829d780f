package jp.totsugo.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.job.PreviousResults;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.ParquetRows;

/** What packs are made of: the results of a run, of which every file is what the run wrote. */
final class PackResults {
  private static final String COVERAGE = "statistics/coverage.csv";
  private static final Pattern FORMULA = Pattern.compile("'[=+@\\-\t\r\n＝＋－＠]");
  private static final String REFUSED = "answers_refused.csv";

  /** The issues of a category that one run found, and closed. */
  private static final class Counted {
    private long found;
    private long fresh;
    private long closed;
  }

  private final ComparedRun run;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, RefusedAnswer.Cause> refused = new HashMap<>();
  private final Map<String, EnumMap<Category, Counted>> now;
  private final Map<String, EnumMap<Category, Counted>> before;

  PackResults(ComparedRun run) throws ComparedRun.UnusableException, IOException {
    this.run = run;
    readNames();
    readRefused();
    now = counts(run.asOf(), true);
    before = run.asOfBefore() == null ? Map.of() : counts(run.asOfBefore(), false);
  }

  String runId() {
    return run.runId();
  }

  LocalDate asOf() {
    return LocalDate.parse(run.asOf());
  }

  /** The insurers that have a queue. */
  SortedSet<String> withQueue() {
    return new TreeSet<>(run.queues().keySet());
  }

  /** The rows of the queue of an insurer; none if it has no queue. */
  QueueRows queue(String insurer) throws ComparedRun.UnusableException, IOException {
    String path = run.queues().get(insurer);
    return path == null ? QueueRows.of(List.of()) : QueueRows.of(run.file(path));
  }

  /** The records of an insurer that its queue names and has no row of, by {@code file:line}. */
  Map<String, PackRow.Person> related(String insurer)
      throws ComparedRun.UnusableException, IOException {
    Map<String, PackRow.Person> records = new HashMap<>();
    String path = "corrections/" + insurer + "/related.csv";
    if (run.has(path)) {
      read(
          path,
          row ->
              records.put(
                  row.cell("file") + ":" + row.cell("line"),
                  new PackRow.Person(
                      row.cell("person_id"),
                      plain(row.cell("symbol")),
                      plain(row.cell("number")),
                      plain(row.cell("branch")))));
    }
    return records;
  }

  /** Without the sign that keeps spreadsheets from taking a cell for a formula. */
  private static String plain(String cell) {
    return FORMULA.matcher(cell).lookingAt() ? cell.substring(1) : cell;
  }

  /** The name of an insurer, or empty. */
  String name(String insurer) {
    return names.getOrDefault(insurer, "");
  }

  /** What became of the issues, to be read from the first insurer on. */
  Outcomes outcomes() throws ComparedRun.UnusableException, IOException {
    Path issues = run.has(PreviousResults.ISSUES) ? run.file(PreviousResults.ISSUES) : null;
    return new Outcomes(issues, run.asOf(), run.asOfBefore(), refused);
  }

  /** The counts of an insurer, of all categories. */
  List<CategoryCounts> counts(String insurer, PackList list) {
    Map<Category, Counted> counted = now.getOrDefault(insurer, new EnumMap<>(Category.class));
    Map<Category, Counted> earlier = before.getOrDefault(insurer, new EnumMap<>(Category.class));
    boolean hasBefore = run.asOfBefore() != null && !before.isEmpty();
    List<CategoryCounts> counts = new ArrayList<>();
    for (Category category : Category.values()) {
      Counted these = counted.getOrDefault(category, new Counted());
      counts.add(
          new CategoryCounts(
              category,
              hasBefore ? earlier.getOrDefault(category, new Counted()).found : -1,
              list.count(category),
              these.fresh,
              hasBefore ? these.closed : -1));
    }
    return counts;
  }

  private void readNames() throws ComparedRun.UnusableException, IOException {
    if (run.has(COVERAGE)) {
      read(COVERAGE, row -> names.put(row.cell("insurer"), row.cell("name")));
    }
  }

  private void readRefused() throws ComparedRun.UnusableException, IOException {
    if (run.has(REFUSED)) {
      read(
          REFUSED,
          row -> refused.put(row.cell("issue_id"), RefusedAnswer.Cause.valueOf(row.cell("cause"))));
    }
  }

  private interface Row {
    String cell(String column);
  }

  private interface RowVisitor {
    void visit(Row row);
  }

  private void read(String path, RowVisitor visitor)
      throws ComparedRun.UnusableException, IOException {
    Path file = run.file(path);
    try {
      CsvRows.forEach(file, row -> visitor.visit(row::apply));
    } catch (NoSuchElementException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw run.unreadable(path);
    }
  }

  /**
   * What this run counted, or the last one before it, by insurer.
   *
   * @param asOf its day
   */
  private Map<String, EnumMap<Category, Counted>> counts(String asOf, boolean ofThisRun)
      throws ComparedRun.UnusableException, IOException {
    Map<String, EnumMap<Category, Counted>> counts = new HashMap<>();
    if (!run.has(PreviousResults.RATES)) {
      return counts;
    }
    Path file = run.file(PreviousResults.RATES);
    String lastRun = "";
    try (ParquetRows<IssueRate> rates =
        ParquetRows.open(file, IssueRate.class, Map.of("as_of", asOf))) {
      for (IssueRate rate = rates.next(); rate != null; rate = rates.next()) {
        if (rate.getRunId().equals(run.runId()) != ofThisRun) {
          continue;
        }
        if (!rate.getRunId().equals(lastRun)) {
          lastRun = rate.getRunId();
          counts.clear();
        }
        Counted counted =
            counts
                .computeIfAbsent(rate.getInsurer(), insurer -> new EnumMap<>(Category.class))
                .computeIfAbsent(Category.valueOf(rate.getCategory()), category -> new Counted());
        counted.fresh += rate.getNew$() + rate.getReopened();
        counted.found += rate.getNew$() + rate.getOpen() + rate.getReopened();
        counted.closed +=
            rate.getClosedCorrected()
                + rate.getClosedLeft()
                + rate.getClosedRuleChanged()
                + rate.getClosedRegisterChanged()
                + rate.getClosedUntraceable();
      }
    } catch (IllegalArgumentException e) {
      throw run.unreadable(PreviousResults.RATES);
    }
    return counts;
  }
}
