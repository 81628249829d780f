package jp.totsugo.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.CauseStatistics;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/**
 * {@code causes.csv} and {@code .parquet}: one row an insurer and cause of a rule that is on and
 * tells causes apart, also where it found nothing.
 */
final class CauseTable {
  private CauseTable() {}

  static List<CauseStatistics> rows(Tally tally, RuleSettings settings) {
    List<CauseStatistics> rows = new ArrayList<>();
    tally
        .insurers()
        .forEach(
            (insurer, counts) -> {
              for (Rule rule : Rule.values()) {
                for (int cause = 0; settings.isOn(rule) && cause < rule.causes().size(); cause++) {
                  rows.add(row(insurer, counts, rule, cause, settings));
                }
              }
            });
    return rows;
  }

  private static CauseStatistics row(
      int insurer, InsurerCounts counts, Rule rule, int cause, RuleSettings settings) {
    long records = counts.causeRecords(rule, cause);
    long denominator = RuleTable.denominator(rule, counts);
    return new CauseStatistics(
        InsurerNumber.text(insurer),
        rule.category().name(),
        rule.name(),
        rule.causeName(cause),
        settings.severity(rule).name(),
        counts.causeFindings(rule, cause),
        records,
        denominator,
        RuleTable.number(RuleTable.perMillion(records, denominator)));
  }

  static void writeParquet(List<CauseStatistics> rows, Path folder) throws IOException {
    ParquetTable.write(rows, CauseStatistics.getClassSchema(), folder.resolve("causes.parquet"));
  }

  static void writeCsv(List<CauseStatistics> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("causes.csv"), ParquetTable.columns(CauseStatistics.getClassSchema()))) {
      for (CauseStatistics row : rows) {
        csv.cell(row.getInsurer())
            .cell(row.getCategory())
            .cell(row.getRule())
            .cell(row.getCause())
            .cell(row.getSeverity())
            .cell(row.getFindings())
            .cell(row.getRecords())
            .cell(row.getDenominator())
            .cell(RuleTable.text(RuleTable.perMillion(row.getRecords(), row.getDenominator())))
            .endRow();
      }
    }
  }
}
