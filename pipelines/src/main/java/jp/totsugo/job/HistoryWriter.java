package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.statistics.AgeingTable;
import jp.totsugo.statistics.CountHistory;
import jp.totsugo.statistics.Coverage;
import jp.totsugo.statistics.PrecisionTable;
import jp.totsugo.statistics.RateHistory;
import jp.totsugo.statistics.SummaryWriter;
import jp.totsugo.statistics.signal.SignalSettings;
import jp.totsugo.statistics.signal.SignalTable;
import jp.totsugo.table.SideBySide;

/** Writes what a run knows of all runs so far: issues, rates, and the tables made of them. */
final class HistoryWriter {
  private final RunOptions options;
  private final PlanCheck.Checked checked;
  private final PreviousResults previous;
  private final IssuesAtRest atRest;

  /**
   * @param atRest issues of the run before that go on as they stand, or null
   */
  HistoryWriter(
      RunOptions options,
      PlanCheck.Checked checked,
      PreviousResults previous,
      IssuesAtRest atRest) {
    this.options = options;
    this.checked = checked;
    this.previous = previous;
    this.atRest = atRest;
  }

  void write(ReceivedUploads received, Coverage coverage, String runId, RunFolder folder)
      throws IOException {
    Path statistics = folder.outputs().resolve("statistics");
    Path before = previous.rates().orElse(null);
    RateHistory rates =
        new RateHistory(options.asOf().toString(), runId, checked.tally(), options.settings());
    Set<String> unobserved =
        received.incomplete().stream().map(InsurerNumber::text).collect(Collectors.toSet());
    CountHistory counts =
        new CountHistory(options.asOf().toString(), runId, checked.tally(), coverage, unobserved);
    Path countsBefore = previous.counts().orElse(null);
    SideBySide.write(
        () -> writeSignals(rates, before, unobserved, statistics),
        () -> rates.write(before, folder.outputs().resolve("history"), folder.work()),
        () -> counts.write(countsBefore, folder.outputs().resolve("history")),
        () ->
            SummaryWriter.write(
                checked.tally(),
                coverage,
                counts,
                countsBefore,
                options.settings(),
                options.asOf(),
                statistics),
        () -> writeIssues(folder.outputs().resolve(PreviousResults.ISSUES), statistics));
  }

  private void writeIssues(Path file, Path statistics) throws IOException {
    Tally tally = checked.tally();
    AgeingTable ageing = new AgeingTable(options.asOf().toString(), tally.insurers().keySet());
    PrecisionTable precision = new PrecisionTable(options.settings());
    new IssueTable(
            checked.work(),
            issue -> {
              ageing.add(issue);
              precision.add(issue);
            })
        .write(tally, atRest, file);
    AgeingTable.write(ageing.rows(), statistics);
    PrecisionTable.write(precision.rows(), statistics);
  }

  private static void writeSignals(
      RateHistory rates, Path before, Set<String> unobserved, Path statistics) throws IOException {
    try (PastRates past = new PastRates(before)) {
      SignalTable.write(
          rates.rows().iterator(), past, unobserved, SignalSettings.DEFAULT, statistics);
    }
  }
}
