package jp.totsugo.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.table.JsonFile;

/** Writes all statistics of a run. */
public final class StatisticsWriter {
  private StatisticsWriter() {}

  public static void write(Tally tally, RuleSettings settings, LocalDate asOf, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    InsurerTable.write(InsurerTable.rows(tally), folder);
    RuleTable.write(RuleTable.rows(tally, settings), folder);
    JsonFile.write(
        new NationalSummary(tally).toJson(asOf.toString(), settings.hasRegister()),
        folder.resolve("national.json"));
  }
}
