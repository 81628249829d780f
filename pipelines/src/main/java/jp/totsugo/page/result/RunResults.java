package jp.totsugo.page.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.schema.InsurerAgeing;
import jp.totsugo.schema.InsurerCount;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.schema.InsurerStatistics;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.schema.RulePrecision;
import jp.totsugo.table.JsonFile;
import jp.totsugo.table.ParquetRows;
import org.apache.avro.specific.SpecificRecord;

/**
 * The results of a run, opened to be shown. Of every file that is read it is seen first that it is
 * what the run wrote. Tables that an older version did not write are empty.
 */
public final class RunResults {
  /** Stands for all insurers together in the tables. */
  public static final String NATION = "nation";

  private static final String COUNTS = "history/counts.parquet";
  private static final String RATES = "history/rates.parquet";

  private final ComparedRun run;
  private final JsonNode manifest;
  private final JsonNode national;
  private final JsonNode reconciliation;
  private final List<InsurerStatistics> insurers;
  private final List<InsurerCoverage> coverage;
  private final List<InsurerAgeing> ageing;
  private final List<RateSignal> signals;
  private final List<RulePrecision> precision;
  private final List<IssueRate> nationRates;
  private final List<RunCounts> runs;

  private RunResults(ComparedRun run) throws UnusableException, IOException {
    this.run = run;
    manifest = JsonFile.read(run.folder().resolve("run.json"));
    national = json("statistics/national.json");
    reconciliation = json("reconciliation.json");
    insurers = rows("statistics/insurers.parquet", InsurerStatistics.class);
    coverage = rows("statistics/coverage.parquet", InsurerCoverage.class);
    ageing = rows("statistics/ageing.parquet", InsurerAgeing.class);
    signals = rows("statistics/signals.parquet", RateSignal.class);
    precision = rows("statistics/precision.parquet", RulePrecision.class);
    nationRates = new ArrayList<>();
    forEachRate(Map.of("insurer", NATION), nationRates::add);
    runs = readRuns();
  }

  /** Reads them. */
  public static RunResults of(ComparedRun run) throws UnusableException, IOException {
    return new RunResults(run);
  }

  private JsonNode json(String path) throws UnusableException, IOException {
    return JsonFile.read(run.file(path));
  }

  /** The rows of a table; none of one that an older version did not write. */
  private <T extends SpecificRecord> List<T> rows(String path, Class<T> row)
      throws UnusableException, IOException {
    List<T> rows = new ArrayList<>();
    if (run.has(path)) {
      ParquetRows.forEach(run.file(path), row, rows::add);
    }
    return rows;
  }

  private List<RunCounts> readRuns() throws UnusableException, IOException {
    Map<String, RunCounts> byId = new LinkedHashMap<>();
    for (Map.Entry<String, List<IssueRate>> older : ratesByRun().entrySet()) {
      byId.put(
          older.getKey(),
          new RunCounts(
              older.getValue().get(0).getAsOf(),
              older.getKey(),
              CountsOfRates.of(older.getValue()),
              new TreeMap<>()));
    }
    if (run.has(COUNTS)) {
      Map<String, String> texts = new HashMap<>();
      Map<String, SortedMap<String, Counts>> insurersByRun = new HashMap<>();
      ParquetRows.forEach(
          run.file(COUNTS),
          InsurerCount.class,
          row -> {
            SortedMap<String, Counts> ofRun =
                insurersByRun.computeIfAbsent(row.getRunId(), id -> new TreeMap<>());
            if (row.getInsurer().equals(NATION)) {
              byId.put(
                  row.getRunId(),
                  new RunCounts(row.getAsOf(), row.getRunId(), Counts.of(row), ofRun));
            } else {
              ofRun.put(texts.computeIfAbsent(row.getInsurer(), text -> text), Counts.of(row));
            }
          });
    }
    return List.copyOf(byId.values());
  }

  private Map<String, List<IssueRate>> ratesByRun() {
    Map<String, List<IssueRate>> byRun = new LinkedHashMap<>();
    for (IssueRate rate : nationRates) {
      byRun.computeIfAbsent(rate.getRunId(), id -> new ArrayList<>()).add(rate);
    }
    return byRun;
  }

  /** The day of the run, YYYY-MM-DD. */
  public String asOf() {
    return run.asOf();
  }

  public String runId() {
    return manifest.path("runId").asText();
  }

  /** {@code run.json}. */
  public JsonNode manifest() {
    return manifest;
  }

  /** {@code statistics/national.json}. */
  public JsonNode national() {
    return national;
  }

  /** {@code reconciliation.json}. */
  public JsonNode reconciliation() {
    return reconciliation;
  }

  public List<InsurerStatistics> insurers() {
    return insurers;
  }

  public List<InsurerCoverage> coverage() {
    return coverage;
  }

  public List<InsurerAgeing> ageing() {
    return ageing;
  }

  public List<RateSignal> signals() {
    return signals;
  }

  public List<RulePrecision> precision() {
    return precision;
  }

  /** The rates of the nation, of all runs, the oldest first. */
  public List<IssueRate> nationRates() {
    return nationRates;
  }

  /** All runs of the chain, the oldest first; the last is this one. */
  public List<RunCounts> runs() {
    return runs;
  }

  /** What this run counted. */
  public RunCounts current() {
    return runs.get(runs.size() - 1);
  }

  /** Hands over the rates of all runs that have these texts in these columns, in their order. */
  public void forEachRate(Map<String, String> texts, Consumer<IssueRate> consumer)
      throws UnusableException, IOException {
    if (!run.has(RATES)) {
      return;
    }
    try (ParquetRows<IssueRate> rows = ParquetRows.open(run.file(RATES), IssueRate.class, texts)) {
      for (IssueRate row = rows.next(); row != null; row = rows.next()) {
        consumer.accept(row);
      }
    }
  }

  /** Hands over the rows of a table in their order; none of one that was not written. */
  public <T extends SpecificRecord> void forEachRow(String path, Class<T> row, Consumer<T> consumer)
      throws UnusableException, IOException {
    if (run.has(path)) {
      ParquetRows.forEach(run.file(path), row, consumer);
    }
  }

  /** Hands over some columns of a table, all of them texts; no row of one that was not written. */
  public void forEachText(
      String path, List<String> columns, Consumer<UnaryOperator<String>> consumer)
      throws UnusableException, IOException {
    if (run.has(path)) {
      ParquetRows.forEach(run.file(path), columns, consumer);
    }
  }

  /** A file of the results, seen to be what the run wrote. */
  public Path file(String path) throws UnusableException, IOException {
    return run.file(path);
  }

  /** Whether the run wrote such a file. */
  public boolean has(String path) {
    return run.has(path);
  }
}
