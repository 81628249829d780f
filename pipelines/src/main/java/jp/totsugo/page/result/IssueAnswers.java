package jp.totsugo.page.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.rule.Severity;
import jp.totsugo.table.CsvRows;

/**
 * What became of answers, read from the issues of all runs once for all pages. There can be many
 * millions of issues: only the columns that tell it are read.
 */
public final class IssueAnswers {
  private static final String ISSUES = "history/issues.parquet";
  private static final String REFUSED = "answers_refused.csv";
  private static final String ID = "issue_id";
  private static final List<String> COLUMNS =
      List.of("insurer", "rule", "severity", "status", "answer");

  /**
   * Of one insurer.
   *
   * @param disputed errors that it holds to be right; they stay in the queue
   * @param cleared doubts that it has dispelled
   * @param refused by the cause
   */
  public record OfInsurer(long disputed, long cleared, SortedMap<String, Long> refused) {
    private static final OfInsurer NONE = new OfInsurer(0, 0, Collections.emptySortedMap());

    private OfInsurer plus(OfInsurer other) {
      SortedMap<String, Long> sum = new TreeMap<>(refused);
      other.refused.forEach((cause, count) -> sum.merge(cause, count, Long::sum));
      return new OfInsurer(disputed + other.disputed, cleared + other.cleared, sum);
    }

    public long allRefused() {
      return refused.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Map<String, OfInsurer> byInsurer = new HashMap<>();
  private final SortedMap<String, Long> disputes = new TreeMap<>();

  private IssueAnswers() {}

  /** Reads them. */
  public static IssueAnswers of(RunResults results) throws UnusableException, IOException {
    IssueAnswers answers = new IssueAnswers();
    Map<String, List<String>> causes = causesById(results);
    List<String> columns = new ArrayList<>(COLUMNS);
    if (!causes.isEmpty()) {
      columns.add(ID);
    }
    results.forEachText(
        ISSUES,
        columns,
        issue ->
            answers.add(
                issue,
                causes.isEmpty() ? List.of() : causes.getOrDefault(issue.apply(ID), List.of())));
    return answers;
  }

  private static Map<String, List<String>> causesById(RunResults results)
      throws UnusableException, IOException {
    Map<String, List<String>> causes = new HashMap<>();
    if (results.has(REFUSED)) {
      try {
        CsvRows.forEach(
            results.file(REFUSED),
            row ->
                causes
                    .computeIfAbsent(row.apply(ID), id -> new ArrayList<>())
                    .add(row.apply("cause")));
      } catch (NoSuchElementException e) {
        throw new IOException(REFUSED + " lacks a column", e);
      }
    }
    return causes;
  }

  private void add(UnaryOperator<String> issue, List<String> causes) {
    boolean isDisputed = isDisputed(issue);
    boolean isCleared = issue.apply("status").equals("CLEARED");
    if (isDisputed) {
      disputes.merge(issue.apply("rule"), 1L, Long::sum);
    }
    if (isDisputed || isCleared || !causes.isEmpty()) {
      SortedMap<String, Long> refused = new TreeMap<>();
      causes.forEach(cause -> refused.merge(cause, 1L, Long::sum));
      byInsurer.merge(
          issue.apply("insurer"),
          new OfInsurer(isDisputed ? 1 : 0, isCleared ? 1 : 0, refused),
          OfInsurer::plus);
    }
  }

  /** An error that is answered to be right, and is still there. */
  private static boolean isDisputed(UnaryOperator<String> issue) {
    return issue.apply("answer").equals("RIGHT")
        && issue.apply("severity").equals(Severity.ERROR.name())
        && !issue.apply("status").equals("CLOSED");
  }

  public OfInsurer of(String insurer) {
    return byInsurer.getOrDefault(insurer, OfInsurer.NONE);
  }

  /** Errors that insurers hold to be right, by rule. */
  public SortedMap<String, Long> disputes() {
    return disputes;
  }
}
