package jp.totsugo.page;

import com.google.common.collect.Maps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.page.InsurerPage.RuleRow;
import jp.totsugo.page.Insurers.Insurer;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.result.IssueAnswers;
import jp.totsugo.page.result.RunResults;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.InsurerAgeing;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.schema.RuleStatistics;
import jp.totsugo.statistics.signal.Funnel;

/** What the tables say of each insurer, read once for all of their pages. */
final class InsurerFacts {
  private static final Map<String, Rule> RULES =
      Maps.uniqueIndex(List.of(Rule.values()), Rule::name);
  private static final int LAST = 9;

  private final Map<String, Map<String, RuleRow>> rules = new HashMap<>();
  private final Map<String, Map<String, InsurerAgeing>> ageing = new HashMap<>();
  private final Map<String, List<RateSignal>> signals = new HashMap<>();
  private final Map<String, InsurerCoverage> coverage = new HashMap<>();
  private final IssueAnswers answers;
  private final Map<String, Map<Category, Funnel>> funnels = new HashMap<>();
  private final Map<String, Integer> peers = new HashMap<>();

  InsurerFacts(RunResults results, Insurers insurers, IssueAnswers answers)
      throws UnusableException, IOException {
    this.answers = answers;
    results.forEachRow("statistics/rules.parquet", RuleStatistics.class, this::count);
    results.forEachRate(Map.of("run_id", results.runId()), this::live);
    results
        .ageing()
        .forEach(
            row ->
                ageing
                    .computeIfAbsent(row.getInsurer(), number -> new HashMap<>())
                    .put(row.getCategory(), row));
    results
        .signals()
        .forEach(
            row -> signals.computeIfAbsent(row.getInsurer(), number -> new ArrayList<>()).add(row));
    results.coverage().forEach(row -> coverage.put(row.getInsurer(), row));
    compare(results, insurers);
  }

  /** The rule of this name, if this program knows it. */
  static Optional<Rule> rule(String name) {
    return Optional.ofNullable(RULES.get(name));
  }

  private void count(RuleStatistics row) {
    if (row.getFindings() > 0) {
      put(
          row.getInsurer(),
          new RuleRow(
              row.getRule(),
              rule(row.getRule()).map(Rule::priority).orElse(LAST),
              row.getSeverity(),
              row.getFindings(),
              row.getRecords(),
              row.getDenominator(),
              Lives.of(List.of())));
    }
  }

  /** Rules whose issues are all gone have their rows too. */
  private void live(IssueRate rate) {
    Lives lives = Lives.of(List.of(rate));
    if (rate.getInsurer().equals(RunResults.NATION)
        || lives.toDo() + lives.cleared() + lives.closed() == 0) {
      return;
    }
    RuleRow row = rules.getOrDefault(rate.getInsurer(), Map.of()).get(rate.getRule());
    put(
        rate.getInsurer(),
        new RuleRow(
            rate.getRule(),
            rule(rate.getRule()).map(Rule::priority).orElse(LAST),
            row == null
                ? rule(rate.getRule()).map(Rule::defaultSeverity).orElse(Severity.REVIEW).name()
                : row.severity(),
            rate.getFindings(),
            rate.getRecords(),
            rate.getDenominator(),
            lives));
  }

  private void put(String insurer, RuleRow row) {
    rules.computeIfAbsent(insurer, number -> new HashMap<>()).put(row.name(), row);
  }

  private void compare(RunResults results, Insurers insurers) {
    Map<String, List<Counts>> byType = new HashMap<>();
    results
        .current()
        .insurers()
        .forEach(
            (number, counts) -> {
              if (!number.equals(Insurers.UNKNOWN) && counts.records() > 0) {
                byType
                    .computeIfAbsent(insurers.of(number).type(), type -> new ArrayList<>())
                    .add(counts);
              }
            });
    byType.forEach(
        (type, counts) -> {
          peers.put(type, counts.size());
          Map<Category, Funnel> ofType = new EnumMap<>(Category.class);
          for (Category category : MinistryPage.CATEGORIES) {
            Funnel.of(
                    counts.stream().mapToLong(of -> Math.max(0, of.of(category))).toArray(),
                    counts.stream().mapToLong(of -> of.denominator(category)).toArray())
                .ifPresent(funnel -> ofType.put(category, funnel));
          }
          funnels.put(type, ofType);
        });
  }

  Collection<RuleRow> rules(String insurer) {
    return rules.getOrDefault(insurer, Map.of()).values();
  }

  Lives lives(String insurer) {
    return rules(insurer).stream().map(RuleRow::lives).reduce(Lives.of(List.of()), Lives::plus);
  }

  Map<String, InsurerAgeing> ageing(String insurer) {
    return ageing.getOrDefault(insurer, Map.of());
  }

  List<RateSignal> signals(String insurer) {
    return signals.getOrDefault(insurer, List.of());
  }

  InsurerCoverage coverage(String insurer) {
    return coverage.get(insurer);
  }

  IssueAnswers.OfInsurer answers(String insurer) {
    return answers.of(insurer);
  }

  int peers(String type) {
    return peers.getOrDefault(type, 0);
  }

  List<PeerPlace> places(Insurer insurer, Counts counts) {
    Map<Category, Funnel> ofType =
        insurer.number().equals(Insurers.UNKNOWN)
            ? Map.of()
            : funnels.getOrDefault(insurer.type(), Map.of());
    return MinistryPage.CATEGORIES.stream()
        .map(category -> PeerPlace.of(category, counts, ofType.get(category)))
        .toList();
  }
}
