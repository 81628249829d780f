package jp.totsugo.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.ParquetRows;

/**
 * The history of a run measured against the lives of the truth's issues.
 *
 * @param scores by status
 * @param differing issues that are not as the truth has them, by id
 */
public record LifeEvaluation(List<LifeScore> scores, List<Differing> differing) {
  /**
   * An issue that is not as it should be.
   *
   * @param expected what the truth says of it, or empty
   * @param found what the history says of it, or empty
   */
  public record Differing(
      String issueId, String insurer, String rule, String expected, String found) {}

  /** A comparator of names decides whether there is an issue. */
  private static final Set<String> JUDGED = Set.of("MY_NUMBER_NAME_DIFFERS");

  /** An issue as the truth or the history has it. */
  private record Life(String insurer, String rule, String status, String details) {
    String text() {
      return status + details;
    }
  }

  /** Whether every issue is as the truth has it. */
  public boolean isExact() {
    return differing.isEmpty();
  }

  /**
   * Empty if the truth has no lives, or the run no history: also if it did not go on from the run
   * of the month before.
   */
  static Optional<LifeEvaluation> of(Truth truth, EvaluatedRun run) throws IOException {
    Path issues = truth.issues();
    Path history = run.history();
    boolean beganAnew = truth.isOfLaterMonth() && !run.wentOn();
    if (beganAnew || !Files.exists(issues) || !Files.exists(history)) {
      return Optional.empty();
    }
    return Optional.of(compare(expected(issues, run.usedRegister()), found(history)));
  }

  /**
   * Findings that stand in no queue because an answer cleared them: where the truth has them, if
   * the history says that they were found.
   */
  static List<Finding> cleared(Truth truth, EvaluatedRun run) throws IOException {
    Map<String, String> causes = new TreeMap<>();
    if (Files.exists(truth.issues()) && Files.exists(run.history())) {
      ParquetRows.forEach(
          run.history(),
          Issue.class,
          issue -> {
            if (issue.getStatus().equals("CLEARED")) {
              causes.put(issue.getIssueId(), issue.getCause());
            }
          });
    }
    List<Finding> cleared = new ArrayList<>();
    if (!causes.isEmpty()) {
      CsvRows.forEach(
          truth.issues(),
          row -> {
            String cause = causes.get(row.apply("issue_id"));
            if (cause != null && !row.apply("line").isEmpty()) {
              cleared.add(
                  new Finding(
                      row.apply("file"),
                      Long.parseLong(row.apply("line")),
                      row.apply("rule"),
                      row.apply("field"),
                      cause));
            }
          });
    }
    return cleared;
  }

  private static Map<String, Life> expected(Path issues, boolean withRegister) throws IOException {
    String other = withRegister ? "WITHOUT" : "WITH";
    Map<String, Life> lives = new TreeMap<>();
    CsvRows.forEach(
        issues,
        row -> {
          if (!row.apply("register").equals(other) && !JUDGED.contains(row.apply("rule"))) {
            lives.put(
                row.apply("issue_id"),
                new Life(
                    row.apply("insurer"),
                    row.apply("rule"),
                    status(row.apply("status"), row.apply("closed_because")),
                    details(
                        row.apply("first_seen"),
                        row.apply("reopened"),
                        row.apply("answer"),
                        row.apply("clearance_ended"))));
          }
        });
    return lives;
  }

  private static Map<String, Life> found(Path history) throws IOException {
    Map<String, Life> lives = new TreeMap<>();
    ParquetRows.forEach(
        history,
        Issue.class,
        issue -> {
          if (!JUDGED.contains(issue.getRule())) {
            lives.put(
                issue.getIssueId(),
                new Life(
                    issue.getInsurer(),
                    issue.getRule(),
                    status(issue.getStatus(), issue.getClosedBecause()),
                    details(
                        issue.getFirstSeen(),
                        Integer.toString(issue.getReopened()),
                        issue.getAnswer(),
                        issue.getClearanceEnded())));
          }
        });
    return lives;
  }

  private static String status(String status, String because) {
    return because.isEmpty() ? status : status + " " + because;
  }

  private static String details(
      String firstSeen, String reopened, String answer, String clearanceEnded) {
    return ", first seen "
        + firstSeen
        + ", reopened "
        + reopened
        + (answer.isEmpty() ? "" : ", answered " + answer)
        + (clearanceEnded.isEmpty() ? "" : ", clearance ended " + clearanceEnded);
  }

  private static LifeEvaluation compare(Map<String, Life> expected, Map<String, Life> found) {
    Map<String, long[]> counts = new TreeMap<>();
    List<Differing> differing = new ArrayList<>();
    expected.forEach(
        (id, life) -> {
          Life other = found.get(id);
          long[] ofStatus = counts.computeIfAbsent(life.status, status -> new long[4]);
          ofStatus[0]++;
          ofStatus[1] += life.equals(other) ? 1 : 0;
          ofStatus[2] += other == null ? 1 : 0;
          if (!life.equals(other)) {
            differing.add(
                new Differing(
                    id, life.insurer, life.rule, life.text(), other == null ? "" : other.text()));
          }
        });
    found.forEach(
        (id, life) -> {
          if (!expected.containsKey(id)) {
            counts.computeIfAbsent(life.status, status -> new long[4])[3]++;
            differing.add(new Differing(id, life.insurer, life.rule, "", life.text()));
          }
        });
    List<LifeScore> scores = new ArrayList<>();
    counts.forEach((status, of) -> scores.add(new LifeScore(status, of[0], of[1], of[2], of[3])));
    return new LifeEvaluation(scores, differing);
  }
}
