package jp.totsugo.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.InsurerCount;
import jp.totsugo.statistics.workbook.SummaryWorkbook;
import jp.totsugo.table.ParquetRows;

/** Writes {@code summary.xlsx} of the rows that the other tables are written of. */
public final class SummaryWriter {
  private static final String FILE = "summary.xlsx";

  private SummaryWriter() {}

  /**
   * Writes the workbook.
   *
   * @param counts of this run
   * @param before {@code counts.parquet} of the run before, or null
   * @param folder of the statistics
   */
  public static void write(
      Tally tally,
      Coverage coverage,
      CountHistory counts,
      Path before,
      RuleSettings settings,
      LocalDate asOf,
      Path folder)
      throws IOException {
    List<InsurerCount> insurers = new ArrayList<>(counts.rows());
    InsurerCount nation = insurers.remove(insurers.size() - 1);
    Set<String> present =
        tally.insurers().keySet().stream().map(InsurerNumber::text).collect(Collectors.toSet());
    insurers.removeIf(row -> !present.contains(row.getInsurer()));
    List<InsurerCount> nations = new ArrayList<>();
    if (before != null) {
      try (ParquetRows<InsurerCount> rows =
          ParquetRows.open(before, InsurerCount.class, Map.of("insurer", RateHistory.NATION))) {
        for (InsurerCount row = rows.next(); row != null; row = rows.next()) {
          nations.add(row);
        }
      }
    }
    nations.add(nation);
    Map<String, String> names = new HashMap<>();
    coverage.rows().forEach(row -> names.put(row.getInsurer(), row.getName()));
    SummaryWorkbook book = new SummaryWorkbook(asOf);
    book.addNation(nation);
    book.addMonths(nations);
    book.addTypes(TypeTable.rows(tally));
    book.addPrefectures(PrefectureTable.rows(tally));
    book.addCauses(CauseTable.rows(tally, settings));
    book.addInsurers(insurers, names);
    book.write(folder.resolve(FILE));
  }
}
