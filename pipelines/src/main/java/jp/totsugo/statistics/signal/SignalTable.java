package jp.totsugo.statistics.signal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/**
 * {@code signals.csv} and {@code .parquet}: rates that stand out, the surest and largest first,
 * then those that would if their insurers were larger. How they are found, and what the words mean,
 * is told in {@code runbooks/signals.md}.
 */
public final class SignalTable {
  private SignalTable() {}

  /**
   * Writes the table of a run.
   *
   * @param current the rates of this run, in any order, the same for the same run
   * @param past the rates of earlier runs, none of this one, sorted by run, the oldest first; read
   *     once, row by row
   * @param unobserved insurers, as eight digits, whose counts of this run prove nothing: they sent
   *     nothing, or their upload is incomplete
   * @param folder an existing one
   * @return the rows as they stand in the table
   * @throws ArithmeticException if one rate counts more than 2,147,483,647 records
   */
  public static List<RateSignal> write(
      Iterator<IssueRate> current,
      Iterator<IssueRate> past,
      Set<String> unobserved,
      SignalSettings settings,
      Path folder)
      throws IOException {
    List<RateSignal> rows = rows(current, past, unobserved, settings);
    writeCsv(rows, folder.resolve("signals.csv"));
    ParquetTable.write(rows, RateSignal.getClassSchema(), folder.resolve("signals.parquet"));
    return rows;
  }

  /** The rows that {@link #write} writes. */
  static List<RateSignal> rows(
      Iterator<IssueRate> current,
      Iterator<IssueRate> past,
      Set<String> unobserved,
      SignalSettings settings) {
    return Signals.of(Rates.read(current, past, unobserved, settings.longestPast()), settings);
  }

  private static void writeCsv(List<RateSignal> rows, Path file) throws IOException {
    try (CsvWriter csv = new CsvWriter(file, ParquetTable.columns(RateSignal.getClassSchema()))) {
      for (RateSignal row : rows) {
        csv.cell(row.getInsurer())
            .cell(row.getInsurerType())
            .cell(row.getRule())
            .cell(row.getKind())
            .cell(row.getVerdict())
            .cell(row.getDirection())
            .cell(row.getComparedWith())
            .cell(row.getDenominator())
            .cell(row.getCount())
            .cell(perMillion(row.getObserved()))
            .cell(perMillion(row.getExpected()))
            .cell(perMillion(row.getLower()))
            .cell(perMillion(row.getUpper()))
            .cell(
                row.getQ() == null
                    ? ""
                    : BigDecimal.valueOf(row.getQ()).stripTrailingZeros().toString())
            .endRow();
      }
    }
  }

  private static String perMillion(double rate) {
    return BigDecimal.valueOf(rate).setScale(3).toPlainString();
  }
}
