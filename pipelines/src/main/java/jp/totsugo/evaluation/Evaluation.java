package jp.totsugo.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.totsugo.evaluation.OtherRunException.Days;
import jp.totsugo.evaluation.OtherRunException.Uploads;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantStatus;
import jp.totsugo.schema.PlantedError;
import jp.totsugo.schema.RegisterUse;

/**
 * A run measured against the truth of the nation it was made on: per rule what was expected, found,
 * missed and wrongly reported; per kind of error how much of it can be seen without and with a
 * register; of a nation of several months also what became of every issue.
 *
 * @param withRegister whether the run used a register, and so which findings the contract demands
 *     of it
 * @param missed findings that the contract demands and the run lacks, with the kind of error
 *     planted there
 * @param wrong findings that the run reports and the contract does not demand, with what was
 *     planted on that line, if anything
 * @param lives the run's history, if it and the truth have one
 * @param signals the run's signals, if it has any and rates rose in the truth
 */
public record Evaluation(
    boolean withRegister,
    List<RuleScore> rules,
    List<KindScore> kinds,
    List<Unexplained> missed,
    List<Unexplained> wrong,
    Optional<LifeEvaluation> lives,
    Optional<SignalEvaluation> signals) {
  /** Rules that stand in no queue and are told by their number alone. */
  private static final Set<String> COUNTED_ONLY = Set.of("MY_NUMBER_ABSENT_WITH_REASON");

  /** Here a comparator judges names: a married name and another person look alike. */
  private static final Set<String> JUDGED = Set.of("MY_NUMBER_NAME_DIFFERS");

  /**
   * A finding that is missing or too many, and the kind of error planted on its line (empty if
   * none).
   */
  public record Unexplained(Finding finding, String kind) {}

  /** Whether every rule that can be exact is, and every issue is as the truth has it. */
  public boolean isExact() {
    return rules.stream().allMatch(rule -> rule.isExact() || !rule.canBeExact())
        && lives.map(LifeEvaluation::isExact).orElse(true);
  }

  /**
   * Compares a run with a truth.
   *
   * @throws IllegalArgumentException if either folder does not hold what it should
   * @throws OtherRunException if the run is of another as-of, or of other uploads
   */
  public static Evaluation of(Path truthFolder, Path runFolder)
      throws IOException, OtherRunException {
    Truth truth = new Truth(truthFolder);
    EvaluatedRun run = new EvaluatedRun(runFolder);
    refuseOtherRun(truth, run);
    boolean withRegister = run.usedRegister();

    Map<Finding, String> demanded = new HashMap<>();
    Map<String, Long> demandedCounts = new TreeMap<>();
    truth.forEach(
        planted -> {
          for (ExpectedFinding expected : planted.getExpected()) {
            if (isDemanded(expected, withRegister)) {
              if (COUNTED_ONLY.contains(expected.getRule())) {
                demandedCounts.merge(expected.getRule(), 1L, Long::sum);
              } else {
                demanded.put(finding(expected), planted.getKind());
              }
            }
          }
        });

    Set<Finding> found = new HashSet<>();
    List<Finding> tooMany = new ArrayList<>();
    run.forEachFinding(
        finding -> {
          if (!demanded.containsKey(finding) || !found.add(finding)) {
            tooMany.add(finding);
          }
        });
    LifeEvaluation.cleared(truth, run).stream().filter(demanded::containsKey).forEach(found::add);
    List<Unexplained> missed = new ArrayList<>();
    demanded.forEach(
        (finding, kind) -> {
          if (!found.contains(finding)) {
            missed.add(new Unexplained(finding, kind));
          }
        });
    List<Unexplained> wrong = new ArrayList<>();
    Map<Finding, String> kindsOfWrong = kindsAt(truth, tooMany);
    tooMany.forEach(
        finding -> wrong.add(new Unexplained(finding, kindsOfWrong.getOrDefault(finding, ""))));
    Comparator<Unexplained> order =
        Comparator.comparing((Unexplained each) -> each.finding().rule())
            .thenComparing(each -> each.finding().file())
            .thenComparing(each -> each.finding().line())
            .thenComparing(each -> each.finding().field());
    missed.sort(order);
    wrong.sort(order);
    return new Evaluation(
        withRegister,
        scores(demanded.keySet(), found, tooMany, demandedCounts, run.findingsByRule()),
        kinds(truth, found, withRegister),
        missed,
        wrong,
        LifeEvaluation.of(truth, run),
        SignalEvaluation.of(truth, run));
  }

  private static void refuseOtherRun(Truth truth, EvaluatedRun run)
      throws IOException, OtherRunException {
    Optional<Days> days =
        truth
            .asOf()
            .flatMap(ofTruth -> run.asOf().map(ofRun -> new Days(ofTruth, ofRun)))
            .filter(both -> !both.truth().equals(both.run()));
    Optional<Uploads> uploads =
        truth
            .uploads()
            .map(ofTruth -> difference(ofTruth, run.uploads(), run.rejected()))
            .filter(difference -> !difference.isEmpty());
    if (days.isPresent() || uploads.isPresent()) {
      throw new OtherRunException(days, uploads);
    }
  }

  private static Uploads difference(
      SortedMap<String, UploadSum> truth, Map<String, UploadSum> read, Set<String> rejected) {
    List<String> missing = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    truth.forEach(
        (name, sum) -> {
          if (read.containsKey(name)) {
            if (!read.get(name).equals(sum)) {
              changed.add(name);
            }
          } else if (!rejected.contains(name)) {
            missing.add(name);
          }
        });
    List<String> foreign =
        Stream.concat(read.keySet().stream(), rejected.stream())
            .filter(name -> !truth.containsKey(name))
            .sorted()
            .toList();
    return new Uploads(missing, changed, foreign);
  }

  private static boolean isDemanded(ExpectedFinding expected, boolean withRegister) {
    return expected.getRegister() != (withRegister ? RegisterUse.WITHOUT : RegisterUse.WITH);
  }

  private static Finding finding(ExpectedFinding expected) {
    return new Finding(
        expected.getFile(),
        expected.getLine(),
        expected.getRule(),
        expected.getField(),
        expected.getCause());
  }

  private static List<RuleScore> scores(
      Set<Finding> demanded,
      Set<Finding> found,
      List<Finding> tooMany,
      Map<String, Long> demandedCounts,
      Map<String, Long> counted) {
    Map<String, long[]> byRule = new TreeMap<>();
    counted.keySet().forEach(rule -> byRule.put(rule, new long[3]));
    demanded.forEach(each -> byRule.computeIfAbsent(each.rule(), rule -> new long[3])[0]++);
    found.forEach(each -> byRule.get(each.rule())[1]++);
    tooMany.forEach(each -> byRule.computeIfAbsent(each.rule(), rule -> new long[3])[2]++);
    for (String rule : COUNTED_ONLY) {
      long expected = demandedCounts.getOrDefault(rule, 0L);
      long reported = counted.getOrDefault(rule, 0L);
      byRule.put(
          rule,
          new long[] {expected, Math.min(expected, reported), Math.max(0, reported - expected)});
    }
    List<RuleScore> scores = new ArrayList<>();
    byRule.forEach(
        (rule, counts) ->
            scores.add(
                new RuleScore(rule, counts[0], counts[1], counts[2], !JUDGED.contains(rule))));
    return scores;
  }

  private static List<KindScore> kinds(Truth truth, Set<Finding> found, boolean withRegister)
      throws IOException {
    Map<String, long[]> byKind = new TreeMap<>();
    Set<String> wrongNumbers = new HashSet<>();
    truth.forEach(
        planted -> {
          if (planted.getNature() == Nature.ERROR && planted.getStatus() != PlantStatus.CORRECTED) {
            long[] counts = byKind.computeIfAbsent(planted.getKind(), kind -> new long[4]);
            counts[0]++;
            if (isWrongNumber(planted)) {
              wrongNumbers.add(planted.getKind());
            }
            counts[1] += isVisible(planted, false) ? 1 : 0;
            counts[2] += isVisible(planted, true) ? 1 : 0;
            counts[3] +=
                planted.getExpected().stream()
                        .anyMatch(
                            each -> isDemanded(each, withRegister) && found.contains(finding(each)))
                    ? 1
                    : 0;
          }
        });
    List<KindScore> scores = new ArrayList<>();
    byKind.forEach(
        (kind, counts) ->
            scores.add(
                new KindScore(
                    kind,
                    wrongNumbers.contains(kind),
                    counts[0],
                    counts[1],
                    counts[2],
                    counts[3])));
    return scores;
  }

  /** A number that is there, and is not the person's. */
  private static boolean isWrongNumber(PlantedError planted) {
    return planted.getField().equals("MyNumber")
        && planted.getExpected().stream()
            .noneMatch(each -> each.getRule().startsWith("MY_NUMBER_ABS"));
  }

  private static boolean isVisible(PlantedError planted, boolean withRegister) {
    return planted.getExpected().stream()
        .anyMatch(each -> isDemanded(each, withRegister) && !COUNTED_ONLY.contains(each.getRule()));
  }

  private static Map<Finding, String> kindsAt(Truth truth, List<Finding> findings)
      throws IOException {
    Map<String, Map<Long, Set<Finding>>> byLocation = new HashMap<>();
    findings.forEach(
        each ->
            byLocation
                .computeIfAbsent(each.file(), file -> new HashMap<>())
                .computeIfAbsent(each.line(), line -> new HashSet<>())
                .add(each));
    Map<Finding, String> kinds = new HashMap<>();
    if (findings.isEmpty()) {
      return kinds;
    }
    truth.forEach(
        planted -> {
          name(byLocation, planted.getFile(), planted.getLine(), planted.getKind(), kinds);
          planted
              .getExpected()
              .forEach(
                  each ->
                      name(byLocation, each.getFile(), each.getLine(), planted.getKind(), kinds));
        });
    return kinds;
  }

  private static void name(
      Map<String, Map<Long, Set<Finding>>> byLocation,
      String file,
      long line,
      String kind,
      Map<Finding, String> kinds) {
    byLocation
        .getOrDefault(file, Map.of())
        .getOrDefault(line, Set.of())
        .forEach(finding -> kinds.put(finding, kind));
  }
}
