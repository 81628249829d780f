package jp.totsugo.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.CauseStatistics;
import jp.totsugo.schema.RuleStatistics;
import jp.totsugo.table.JsonFile;
import jp.totsugo.table.SideBySide;

/** Writes all statistics of a run. */
public final class StatisticsWriter {
  private StatisticsWriter() {}

  public static void write(
      Tally tally, Coverage coverage, RuleSettings settings, LocalDate asOf, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    List<RuleStatistics> rules = RuleTable.rows(tally, settings);
    List<CauseStatistics> causes = CauseTable.rows(tally, settings);
    SideBySide.write(
        () -> RuleTable.writeParquet(rules, folder),
        () -> RuleTable.writeCsv(rules, folder),
        () -> CauseTable.writeParquet(causes, folder),
        () -> CauseTable.writeCsv(causes, folder),
        () -> TypeTable.write(TypeTable.rows(tally), folder),
        () -> PrefectureTable.write(PrefectureTable.rows(tally), folder),
        () -> InsurerTable.write(InsurerTable.rows(tally), folder),
        () -> CoverageTable.write(coverage.rows(), folder),
        () ->
            JsonFile.write(
                new NationalSummary(tally).toJson(asOf.toString(), settings.hasRegister()),
                folder.resolve("national.json")));
  }
}
