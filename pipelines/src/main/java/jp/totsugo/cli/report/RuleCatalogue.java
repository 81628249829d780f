package jp.totsugo.cli.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.table.JsonFile;

/**
 * The rules with all that is said about them in one language, under certain settings.
 *
 * @param settings decide severities and which rules are on
 */
public record RuleCatalogue(RuleSettings settings, Messages messages, Words words) {
  static final int PRIORITIES = 5;

  public RuleCatalogue(RuleSettings settings, Messages.Language language) {
    this(settings, new Messages(language), new Words(language));
  }

  /** The categories in the order of their rules. */
  List<Category> categories() {
    return Arrays.stream(Rule.values()).map(Rule::category).distinct().toList();
  }

  List<Rule> rules(Category category) {
    return Arrays.stream(Rule.values()).filter(rule -> rule.category() == category).toList();
  }

  /** What the rule finds, and whether only a run with a register can. */
  String meaning(Rule rule) {
    return rule.scope() == Rule.Scope.REGISTER
        ? words.text("rules.withRegister", messages.meaning(rule))
        : messages.meaning(rule);
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
    return JsonFile.text(Arrays.stream(Rule.values()).map(this::toJson).toList());
  }

  private Map<String, Object> toJson(Rule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule.name());
    json.put("category", rule.category().name());
    json.put("severity", severity(rule).name());
    json.put("on", settings.isOn(rule));
    json.put("needsRegister", rule.scope() == Rule.Scope.REGISTER);
    json.put("priority", rule.priority());
    json.put("priorityReason", priorityReason(rule.priority()));
    json.put("columns", headers(rule.columns()));
    json.put("needsAllColumns", rule.parts().equals(List.of(rule.columns())));
    json.put("parts", rule.parts().stream().map(RuleCatalogue::headers).toList());
    json.put("meaning", messages.meaning(rule));
    json.put("action", messages.action(rule, ""));
    json.put("causes", rule.causes().stream().map(cause -> toJson(rule, cause)).toList());
    return json;
  }

  private static List<String> headers(Collection<Column> columns) {
    return columns.stream().map(Column::header).toList();
  }

  private Map<String, Object> toJson(Rule rule, String cause) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", cause);
    json.put("meaning", messages.cause(rule, cause));
    json.put("action", messages.action(rule, cause));
    return json;
  }
}
