package jp.totsugo.statistics;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.RuleStatistics;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/**
 * {@code rules.csv} and {@code .parquet}: one row an insurer and rule that is on, also where it
 * found nothing.
 */
public final class RuleTable {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private RuleTable() {}

  static List<RuleStatistics> rows(Tally tally, RuleSettings settings) {
    List<RuleStatistics> rows = new ArrayList<>();
    tally
        .insurers()
        .forEach(
            (insurer, counts) -> {
              for (Rule rule : Rule.values()) {
                if (settings.isOn(rule)) {
                  rows.add(row(insurer, counts, rule, settings));
                }
              }
            });
    return rows;
  }

  static void writeParquet(List<RuleStatistics> rows, Path folder) throws IOException {
    ParquetTable.write(rows, RuleStatistics.getClassSchema(), folder.resolve("rules.parquet"));
  }

  private static RuleStatistics row(
      int insurer, InsurerCounts counts, Rule rule, RuleSettings settings) {
    long denominator = denominator(rule, counts);
    BigDecimal perMillion = perMillion(counts.ruleRecords(rule), denominator);
    return new RuleStatistics(
        InsurerNumber.text(insurer),
        rule.category().name(),
        rule.name(),
        settings.severity(rule).name(),
        counts.findings(rule),
        counts.ruleRecords(rule),
        denominator,
        perMillion == null ? null : perMillion.doubleValue());
  }

  /**
   * Rules on what a registered record has are measured by registered records, the others by all.
   */
  static long denominator(Rule rule, InsurerCounts counts) {
    return isOfAllRecords(rule.category()) ? counts.records() : counts.registered();
  }

  static boolean isOfAllRecords(Category category) {
    return category == Category.UNREGISTRABLE || category == Category.RECORD_DEFECT;
  }

  /** Rounded to three decimals; null where there is nothing to divide by. */
  static BigDecimal perMillion(long count, long denominator) {
    return denominator == 0
        ? null
        : BigDecimal.valueOf(count)
            .multiply(MILLION)
            .divide(BigDecimal.valueOf(denominator), 3, RoundingMode.HALF_UP);
  }

  /** Empty for null. */
  static String text(BigDecimal number) {
    return number == null ? "" : number.toPlainString();
  }

  static Double number(BigDecimal number) {
    return number == null ? null : number.doubleValue();
  }

  static void writeCsv(List<RuleStatistics> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("rules.csv"), ParquetTable.columns(RuleStatistics.getClassSchema()))) {
      for (RuleStatistics row : rows) {
        BigDecimal perMillion = perMillion(row.getRecords(), row.getDenominator());
        csv.cell(row.getInsurer())
            .cell(row.getCategory())
            .cell(row.getRule())
            .cell(row.getSeverity())
            .cell(row.getFindings())
            .cell(row.getRecords())
            .cell(row.getDenominator())
            .cell(text(perMillion))
            .endRow();
      }
    }
  }
}
