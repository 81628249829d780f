package jp.totsugo.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.TypeStatistics;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/** {@code by_type.csv} and {@code .parquet}: one row a type of insurer and category. */
final class TypeTable {
  private TypeTable() {}

  static List<TypeStatistics> rows(Tally tally) {
    List<TypeStatistics> rows = new ArrayList<>();
    Part.byType(tally)
        .forEach(
            (key, part) -> {
              for (Category category : Category.values()) {
                rows.add(row(key, part, category));
              }
            });
    return rows;
  }

  private static TypeStatistics row(String key, Part part, Category category) {
    return new TypeStatistics(
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

  static void write(List<TypeStatistics> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("by_type.csv"), ParquetTable.columns(TypeStatistics.getClassSchema()))) {
      for (TypeStatistics row : rows) {
        csv.cell(row.getInsurerType())
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
    ParquetTable.write(rows, TypeStatistics.getClassSchema(), folder.resolve("by_type.parquet"));
  }
}
