package jp.totsugo.statistics;

import com.google.common.base.Enums;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.totsugo.block.ClosedBecause;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.LifeCounts;
import jp.totsugo.block.Status;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetParts;
import jp.totsugo.table.ParquetRows;
import jp.totsugo.table.ParquetTable;

/**
 * {@code rates.csv} and {@code .parquet}: what each run of a chain has counted. The rows of earlier
 * runs stay as they stand, those of this run come behind them: one an insurer and rule that is on
 * or has issues, and one a rule for the nation, in the order of their texts.
 */
public final class RateHistory {
  /** Stands for all insurers together. */
  public static final String NATION = "nation";

  static final String CSV = "rates.csv";
  static final String PARQUET = "rates.parquet";

  private static final List<String> COLUMNS = ParquetTable.columns(IssueRate.getClassSchema());
  private static final LifeCounts NO_ISSUES = new LifeCounts();
  private static final InsurerCounts NO_RECORDS = new InsurerCounts();

  private final String asOf;
  private final String runId;
  private final Tally tally;

  /** The rules that are on, and the version of each: to tell it takes a hash over its settings. */
  private final Map<String, String> versions = new TreeMap<>();

  private final List<IssueRate> ofThisRun = new ArrayList<>();

  /**
   * @param asOf of this run, YYYY-MM-DD
   * @param runId of this run
   */
  public RateHistory(String asOf, String runId, Tally tally, RuleSettings settings) {
    this.asOf = asOf;
    this.runId = runId;
    this.tally = tally;
    for (Rule rule : Rule.values()) {
      if (settings.isOn(rule)) {
        versions.put(rule.name(), settings.version(rule));
      }
    }
  }

  /**
   * Writes both tables.
   *
   * @param before {@code rates.parquet} of the run before, beside which its CSV stands; or null
   * @param folder for those of this run
   * @param work for what is not finished
   */
  public void write(Path before, Path folder, Path work) throws IOException {
    Files.createDirectories(folder);
    Path csv = folder.resolve(CSV);
    Path parquet = folder.resolve(PARQUET);
    if (before != null && isOfThisForm(before)) {
      Path own = Files.createTempDirectory(work, "rates").resolve(PARQUET);
      Files.copy(before.resolveSibling(CSV), csv);
      try (Tables tables = new Tables(CsvWriter.appending(csv), own)) {
        addRows(tables);
      }
      ParquetParts.join(List.of(before, own), parquet);
      return;
    }
    try (Tables tables = new Tables(new CsvWriter(csv, COLUMNS), parquet)) {
      if (before != null) {
        try (ParquetRows<IssueRate> rows = ParquetRows.open(before, IssueRate.class)) {
          for (IssueRate row = rows.next(); row != null; row = rows.next()) {
            tables.add(row);
          }
        }
      }
      addRows(tables);
    }
  }

  /** Whether the rows of another version can stay as they are. */
  private static boolean isOfThisForm(Path before) throws IOException {
    try (BufferedReader csv = Files.newBufferedReader(before.resolveSibling(CSV))) {
      return ("\uFEFF" + String.join(",", COLUMNS)).equals(csv.readLine())
          && ParquetParts.hasColumns(before, IssueRate.getClassSchema());
    }
  }

  private void addRows(Tables tables) throws IOException {
    for (IssueRate of : rows()) {
      tables.add(of);
    }
  }

  /** Those of this run. */
  public synchronized List<IssueRate> rows() {
    if (ofThisRun.isEmpty()) {
      makeRows();
    }
    return ofThisRun;
  }

  private void makeRows() {
    Map<String, InsurerCounts> counts = new TreeMap<>();
    Map<String, LifeCounts> lives = new TreeMap<>();
    InsurerCounts allCounts = new InsurerCounts();
    LifeCounts allLives = new LifeCounts();
    tally
        .insurers()
        .forEach(
            (insurer, some) -> {
              counts.put(InsurerNumber.text(insurer), some);
              allCounts.add(some);
            });
    tally
        .lives()
        .forEach(
            (insurer, some) -> {
              lives.put(InsurerNumber.text(insurer), some);
              allLives.add(some);
            });
    counts.put(NATION, allCounts);
    lives.put(NATION, allLives);
    TreeSet<String> insurers = new TreeSet<>(counts.keySet());
    insurers.addAll(lives.keySet());
    for (String insurer : insurers) {
      addRows(
          insurer,
          counts.getOrDefault(insurer, NO_RECORDS),
          lives.getOrDefault(insurer, NO_ISSUES));
    }
  }

  private void addRows(String insurer, InsurerCounts counts, LifeCounts lives) {
    TreeSet<String> rules = new TreeSet<>(versions.keySet());
    lives.rules().forEach(rules::add);
    for (String rule : rules) {
      Rule known = Enums.getIfPresent(Rule.class, rule).orNull();
      IssueRate row = new IssueRate();
      fill(row, insurer, rule, lives);
      fill(row, known, versions.get(rule), counts);
      ofThisRun.add(row);
    }
  }

  private void fill(IssueRate row, String insurer, String rule, LifeCounts lives) {
    row.setAsOf(asOf);
    row.setRunId(runId);
    row.setInsurer(insurer);
    row.setRule(rule);
    row.setNew$(lives.of(rule, Status.NEW));
    row.setOpen(lives.of(rule, Status.OPEN));
    row.setReopened(lives.of(rule, Status.REOPENED));
    row.setCleared(lives.of(rule, Status.CLEARED));
    row.setClosedCorrected(lives.of(rule, ClosedBecause.CORRECTED));
    row.setClosedLeft(lives.of(rule, ClosedBecause.LEFT));
    row.setClosedRuleChanged(lives.of(rule, ClosedBecause.RULE_CHANGED));
    row.setClosedRegisterChanged(lives.of(rule, ClosedBecause.REGISTER_CHANGED));
    row.setClosedUntraceable(lives.of(rule, ClosedBecause.UNTRACEABLE));
    row.setUnobserved(lives.of(rule, Status.UNOBSERVED));
  }

  /**
   * A rule that is off has counted nothing, and one that this program does not know neither.
   *
   * @param version null of such rules
   */
  private void fill(IssueRate row, Rule rule, String version, InsurerCounts counts) {
    boolean isOn = version != null;
    row.setCategory(rule == null ? "" : rule.category().name());
    row.setRuleVersion(isOn ? version : "");
    row.setFindings(isOn ? counts.findings(rule) : 0);
    row.setRecords(isOn ? counts.ruleRecords(rule) : 0);
    row.setDenominator(isOn ? RuleTable.denominator(rule, counts) : 0);
    BigDecimal perMillion = RuleTable.perMillion(row.getRecords(), row.getDenominator());
    row.setPerMillion(perMillion == null ? null : perMillion.doubleValue());
  }

  /** The same rows as CSV and as Parquet. */
  private record Tables(CsvWriter csv, ParquetTable<IssueRate> parquet) implements Closeable {
    Tables(CsvWriter csv, Path parquet) throws IOException {
      this(csv, ParquetTable.open(IssueRate.getClassSchema(), parquet));
    }

    void add(IssueRate row) throws IOException {
      parquet.write(row);
      BigDecimal perMillion = RuleTable.perMillion(row.getRecords(), row.getDenominator());
      csv.cell(row.getAsOf())
          .cell(row.getRunId())
          .cell(row.getInsurer())
          .cell(row.getCategory())
          .cell(row.getRule())
          .cell(row.getFindings())
          .cell(row.getRecords())
          .cell(row.getDenominator())
          .cell(perMillion == null ? "" : perMillion.toPlainString())
          .cell(row.getNew$())
          .cell(row.getOpen())
          .cell(row.getReopened())
          .cell(row.getCleared())
          .cell(row.getClosedCorrected())
          .cell(row.getClosedLeft())
          .cell(row.getClosedRuleChanged())
          .cell(row.getClosedRegisterChanged())
          .cell(row.getUnobserved())
          .cell(row.getClosedUntraceable())
          .cell(row.getRuleVersion())
          .endRow();
    }

    @Override
    public void close() throws IOException {
      try (csv) {
        parquet.close();
      }
    }
  }
}
