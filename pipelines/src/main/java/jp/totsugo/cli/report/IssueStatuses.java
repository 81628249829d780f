package jp.totsugo.cli.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.block.ClosedBecause;
import jp.totsugo.block.Status;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.evaluation.LifeEvaluation;
import jp.totsugo.evaluation.LifeScore;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.ParquetRows;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/** What became of the issues of some runs that went on from one another. */
public final class IssueStatuses {
  private static final int LABEL = 37;
  private static final int COUNT = 12;

  private static final class Month {
    private final String asOf;
    private final Map<Status, Long> found = new EnumMap<>(Status.class);
    private final Map<ClosedBecause, Long> closed = new EnumMap<>(ClosedBecause.class);

    Month(String asOf) {
      this.asOf = asOf;
    }
  }

  private final List<Month> months = new ArrayList<>();
  private String cameBack = "";

  private IssueStatuses() {}

  /**
   * @param results of each run, in a folder named by its as-of
   */
  public static IssueStatuses of(List<Path> results) throws IOException {
    IssueStatuses statuses = new IssueStatuses();
    for (Path result : results) {
      Month month = new Month(result.getFileName().toString());
      ParquetRows.forEach(
          result.resolve("history").resolve("issues.parquet"),
          Issue.class,
          issue -> statuses.count(issue, month));
      statuses.months.add(month);
    }
    return statuses;
  }

  private void count(Issue issue, Month month) {
    Status status = Status.valueOf(issue.getStatus());
    if (status != Status.CLOSED) {
      month.found.merge(status, 1L, Long::sum);
    } else if (issue.getClosedOn().equals(month.asOf)) {
      month.closed.merge(ClosedBecause.valueOf(issue.getClosedBecause()), 1L, Long::sum);
    }
    if (status == Status.REOPENED) {
      cameBack = issue.getIssueId();
    }
  }

  /** The id of an issue that came back in the last of the runs, or empty. */
  public String oneThatCameBack() {
    return cameBack;
  }

  /**
   * A row a status that occurs, a column a run.
   *
   * @param lives how the last run compares with what is true
   */
  public void print(Language language, LifeEvaluation lives, PrintStream out) {
    Words words = new Words(language);
    StringBuilder head = new StringBuilder(TerminalText.left(words.text("lives.title"), LABEL));
    months.forEach(month -> head.append(TerminalText.right(month.asOf, COUNT)));
    out.println(head);
    for (Status status : Status.values()) {
      if (status == Status.CLOSED) {
        for (ClosedBecause because : ClosedBecause.values()) {
          print(
              because.name(),
              words,
              months.stream().map(month -> month.closed.getOrDefault(because, 0L)).toList(),
              out);
        }
      } else {
        print(
            status.name(),
            words,
            months.stream().map(month -> month.found.getOrDefault(status, 0L)).toList(),
            out);
      }
    }
    long known = lives.scores().stream().mapToLong(LifeScore::expected).sum();
    long right = lives.scores().stream().mapToLong(LifeScore::right).sum();
    TerminalText.wrapped(words.text("lives.truth", right, known), 80).forEach(out::println);
  }

  private static void print(String name, Words words, List<Long> counts, PrintStream out) {
    if (counts.stream().allMatch(count -> count == 0)) {
      return;
    }
    StringBuilder row =
        new StringBuilder(
            TerminalText.left(
                "  " + TerminalText.left(name, 17) + words.text("lives." + name), LABEL));
    counts.forEach(
        count -> row.append(TerminalText.right(String.format(Locale.ROOT, "%,d", count), COUNT)));
    out.println(row);
  }
}
