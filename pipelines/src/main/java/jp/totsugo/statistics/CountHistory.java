package jp.totsugo.statistics;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.InsurerCount;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetRows;
import jp.totsugo.table.ParquetTable;

/**
 * {@code counts.csv} and {@code .parquet}: the records of each category in every run of a chain,
 * one row an insurer of the coverage and one for the nation. The rates have them by rule only, and
 * a record can break several rules of one category.
 */
public final class CountHistory {
  static final String CSV = "counts.csv";
  static final String PARQUET = "counts.parquet";

  private static final InsurerCounts NO_RECORDS = new InsurerCounts();

  private final String asOf;
  private final String runId;
  private final Tally tally;
  private final Coverage coverage;
  private final Set<String> incomplete;

  /**
   * @param asOf of this run, YYYY-MM-DD
   * @param runId of this run
   * @param incomplete insurers whose counts prove nothing
   */
  public CountHistory(
      String asOf, String runId, Tally tally, Coverage coverage, Set<String> incomplete) {
    this.asOf = asOf;
    this.runId = runId;
    this.tally = tally;
    this.coverage = coverage;
    this.incomplete = incomplete;
  }

  /**
   * Writes both tables.
   *
   * @param before {@code counts.parquet} of the run before, or null
   * @param folder for those of this run
   */
  public void write(Path before, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Tables tables = Tables.in(folder)) {
      if (before != null) {
        try (ParquetRows<InsurerCount> rows = ParquetRows.open(before, InsurerCount.class)) {
          for (InsurerCount row = rows.next(); row != null; row = rows.next()) {
            tables.add(row);
          }
        }
      }
      for (InsurerCount row : rows()) {
        tables.add(row);
      }
    }
  }

  /** Those of this run, by the text of the insurer. */
  List<InsurerCount> rows() {
    Map<String, InsurerCounts> counts = new HashMap<>();
    InsurerCounts all = new InsurerCounts();
    tally
        .insurers()
        .forEach(
            (insurer, some) -> {
              counts.put(InsurerNumber.text(insurer), some);
              all.add(some);
            });
    Map<String, String> notes = new HashMap<>();
    for (InsurerCoverage row : coverage.rows()) {
      notes.put(row.getInsurer(), row.getNote());
    }
    TreeSet<String> insurers = new TreeSet<>(counts.keySet());
    insurers.addAll(notes.keySet());
    List<InsurerCount> rows = new ArrayList<>();
    for (String insurer : insurers) {
      rows.add(
          row(
              insurer,
              !incomplete.contains(insurer) && counts.containsKey(insurer),
              notes.getOrDefault(insurer, ""),
              counts.getOrDefault(insurer, NO_RECORDS)));
    }
    boolean isComplete = rows.stream().allMatch(InsurerCount::getComplete);
    rows.add(row(RateHistory.NATION, isComplete, "", all));
    return rows;
  }

  private InsurerCount row(String insurer, boolean isComplete, String note, InsurerCounts counts) {
    return new InsurerCount(
        asOf,
        runId,
        insurer,
        isComplete,
        note,
        counts.records(),
        counts.registered(),
        counts.categoryRecords(Category.UNREGISTRABLE),
        counts.ruleRecords(Rule.MY_NUMBER_ABSENT_WITH_REASON),
        counts.ruleRecords(Rule.MY_NUMBER_ABSENT_WITHOUT_REASON),
        counts.categoryRecords(Category.WRONG_MY_NUMBER),
        counts.categoryRecords(Category.MISSING_CARD),
        counts.categoryRecords(Category.MALFORMED_NUMBER),
        counts.blackCircleRecords(),
        counts.categoryRecords(Category.RECORD_DEFECT));
  }

  /** The same rows as CSV and as Parquet. */
  private record Tables(CsvWriter csv, ParquetTable<InsurerCount> parquet) implements Closeable {
    static Tables in(Path folder) throws IOException {
      return new Tables(
          new CsvWriter(folder.resolve(CSV), ParquetTable.columns(InsurerCount.getClassSchema())),
          ParquetTable.open(InsurerCount.getClassSchema(), folder.resolve(PARQUET)));
    }

    void add(InsurerCount row) throws IOException {
      parquet.write(row);
      csv.cell(row.getAsOf())
          .cell(row.getRunId())
          .cell(row.getInsurer())
          .cell(Boolean.toString(row.getComplete()))
          .cell(row.getNote())
          .cell(row.getRecords())
          .cell(row.getRegistered())
          .cell(row.getUnregistrable())
          .cell(row.getAbsentWithReason())
          .cell(row.getAbsentWithoutReason())
          .cell(row.getWrongMyNumber())
          .cell(row.getMissingCard())
          .cell(row.getMalformedNumber())
          .cell(row.getBlackCircle())
          .cell(row.getRecordDefect())
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
