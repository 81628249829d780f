package jp.totsugo.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.PrefectureStatistics;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/**
 * {@code by_prefecture.csv} and {@code .parquet}: one row a prefecture of the insurers and
 * category.
 */
final class PrefectureTable {
  private PrefectureTable() {}

  static List<PrefectureStatistics> rows(Tally tally) {
    List<PrefectureStatistics> rows = new ArrayList<>();
    Part.byPrefecture(tally)
        .forEach(
            (key, part) -> {
              for (Category category : Category.values()) {
                rows.add(row(key, part, category));
              }
            });
    return rows;
  }

  private static PrefectureStatistics row(String key, Part part, Category category) {
    return new PrefectureStatistics(
        key,
        category.name(),
        part.insurers(),
        part.allRecords(),
        part.registered(),
        part.findings(category),
        part.records(category),
        part.denominator(category),
        Part.denominatorIs(category),
        RuleTable.number(part.perMillion(category)));
  }

  static void write(List<PrefectureStatistics> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("by_prefecture.csv"),
            ParquetTable.columns(PrefectureStatistics.getClassSchema()))) {
      for (PrefectureStatistics row : rows) {
        csv.cell(row.getPrefecture())
            .cell(row.getCategory())
            .cell(row.getInsurers())
            .cell(row.getAllRecords())
            .cell(row.getRegistered())
            .cell(row.getFindings())
            .cell(row.getRecords())
            .cell(row.getDenominator())
            .cell(row.getDenominatorIs())
            .cell(RuleTable.text(RuleTable.perMillion(row.getRecords(), row.getDenominator())))
            .endRow();
      }
    }
    ParquetTable.write(
        rows, PrefectureStatistics.getClassSchema(), folder.resolve("by_prefecture.parquet"));
  }
}
