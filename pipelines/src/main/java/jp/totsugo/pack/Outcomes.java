package jp.totsugo.pack;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.Status;
import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.ParquetRows;

/** The issues of a run, insurer by insurer: what the clerks are to know of them. */
final class Outcomes implements Closeable {
  /**
   * Those of one insurer.
   *
   * @param rows in the order in which a sheet has them
   * @param cleared issues that are not in the queue, since they were accepted as right
   * @param unobserved issues of which nothing could be seen
   */
  record OfInsurer(List<Outcome> rows, long cleared, long unobserved) {
    static final OfInsurer NOTHING = new OfInsurer(List.of(), 0, 0);

    long askingForAction() {
      return rows.stream().filter(row -> row.kind().asksForAction()).count();
    }
  }

  private static final Comparator<Outcome> ORDER =
      Comparator.comparing(Outcome::kind)
          .thenComparing(Outcome::key)
          .thenComparing(row -> row.issue().getPriority())
          .thenComparing(row -> row.issue().getPersonId())
          .thenComparing(row -> row.issue().getIssueId());

  private final ParquetRows<Issue> issues;
  private final String asOf;
  private final String before;
  private final Map<String, RefusedAnswer.Cause> refused;
  private Issue next;

  /**
   * @param table the issues by insurer, or null for none
   * @param asOf of the run
   * @param before as-of of the run before, or null
   * @param refused why answers were not taken, by issue
   */
  Outcomes(Path table, String asOf, String before, Map<String, RefusedAnswer.Cause> refused)
      throws IOException {
    issues = table == null ? null : ParquetRows.open(table, Issue.class);
    this.asOf = asOf;
    this.before = before == null ? "" : before;
    this.refused = refused;
    next = issues == null ? null : issues.next();
  }

  /** The insurer of the issues that come next, or null at the end. */
  String insurer() {
    return next == null ? null : next.getInsurer();
  }

  /** Takes the issues of {@link #insurer()}. */
  OfInsurer take() throws IOException {
    String insurer = insurer();
    List<Outcome> rows = new ArrayList<>();
    long cleared = 0;
    long unobserved = 0;
    while (next != null && next.getInsurer().equals(insurer)) {
      Outcome row = Outcome.of(next, asOf, before, refused.get(next.getIssueId()));
      if (row != null) {
        rows.add(row);
      }
      cleared += next.getStatus().equals(Status.CLEARED.name()) ? 1 : 0;
      unobserved += next.getStatus().equals(Status.UNOBSERVED.name()) ? 1 : 0;
      next = issues.next();
    }
    rows.sort(ORDER);
    return new OfInsurer(rows, cleared, unobserved);
  }

  @Override
  public void close() throws IOException {
    if (issues != null) {
      issues.close();
    }
  }
}
