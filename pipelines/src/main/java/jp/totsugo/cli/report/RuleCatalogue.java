package jp.totsugo.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.RulePrecision;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/**
 * The rules with all that is said about them in one language, under certain settings.
 *
 * @param settings decide severities and which rules are on
 * @param precision what the answers of a run teach, by the name of the rule; of none if no run is
 *     given
 */
public record RuleCatalogue(
    RuleSettings settings, Messages messages, Words words, Map<String, RulePrecision> precision) {
  static final int PRIORITIES = 5;

  public RuleCatalogue(
      RuleSettings settings, Language language, Map<String, RulePrecision> precision) {
    this(settings, new Messages(language), new Words(language), precision);
  }

  /** The categories in the order of their rules. */
  List<Category> categories() {
    return Arrays.stream(Rule.values()).map(Rule::category).distinct().toList();
  }

  List<Rule> rules(Category category) {
    return Arrays.stream(Rule.values()).filter(rule -> rule.category() == category).toList();
  }

  /** What the rule finds, and whether only a run with a register, or with earlier uploads, can. */
  String meaning(Rule rule) {
    return switch (rule.scope()) {
      case REGISTER -> words.text("rules.withRegister", messages.meaning(rule));
      case EARLIER -> words.text("rules.withEarlier", messages.meaning(rule));
      default -> messages.meaning(rule);
    };
  }

  /** How many of the findings that were answered are errors, if a run is given. */
  Optional<String> precisionText(Rule rule) {
    RulePrecision known = precision.get(rule.name());
    if (known == null) {
      return Optional.empty();
    }
    return Optional.of(
        known.getAnswered() == 0
            ? words.text("rules.notAnswered")
            : words.text(
                "rules.precision",
                known.getAnswered(),
                known.getWrong(),
                100 * known.getShareWrong(),
                100 * known.getShareLower(),
                100 * known.getShareUpper()));
  }

  /** The severity in the words of people, and whether the rule is off. */
  String severityText(Rule rule) {
    return messages.severity(severity(rule)) + (settings.isOn(rule) ? "" : words.text("rules.off"));
  }

  Severity severity(Rule rule) {
    return settings.severity(rule);
  }

  String priorityReason(int priority) {
    return words.text("priority." + priority);
  }

  public String toJson() throws IOException {
    return JsonFile.text(Arrays.stream(Rule.values()).map(this::entry).toList());
  }

  private record Entry(
      String id,
      String category,
      String severity,
      boolean on,
      boolean needsRegister,
      boolean needsEarlier,
      int priority,
      String priorityReason,
      List<String> columns,
      boolean needsAllColumns,
      List<List<String>> parts,
      String meaning,
      String action,
      List<Cause> causes,
      @JsonInclude(JsonInclude.Include.NON_NULL) Precision precision) {}

  private record Precision(
      long answered, long wrong, long right, Double shareWrong, Double lower, Double upper) {
    private static Precision of(RulePrecision row) {
      return row == null
          ? null
          : new Precision(
              row.getAnswered(),
              row.getWrong(),
              row.getRight(),
              row.getShareWrong(),
              row.getShareLower(),
              row.getShareUpper());
    }
  }

  private record Cause(String id, String meaning, String action) {}

  private Entry entry(Rule rule) {
    return new Entry(
        rule.name(),
        rule.category().name(),
        severity(rule).name(),
        settings.isOn(rule),
        rule.scope() == Rule.Scope.REGISTER,
        rule.scope() == Rule.Scope.EARLIER,
        rule.priority(),
        priorityReason(rule.priority()),
        headers(rule.columns()),
        rule.parts().equals(List.of(rule.columns())),
        rule.parts().stream().map(RuleCatalogue::headers).toList(),
        messages.meaning(rule),
        messages.action(rule, ""),
        rule.causes().stream().map(cause -> cause(rule, cause)).toList(),
        Precision.of(precision.get(rule.name())));
  }

  private Cause cause(Rule rule, String cause) {
    return new Cause(cause, messages.cause(rule, cause), messages.action(rule, cause));
  }

  private static List<String> headers(Collection<Column> columns) {
    return columns.stream().map(Column::header).toList();
  }
}
