package jp.totsugo.cli.report;

import static java.util.stream.Collectors.toSet;

import com.google.common.collect.Sets;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.words.Words;

/** The catalogue as the page {@code runbooks/rules.md}, which also documents the settings file. */
public final class RulePage {
  private final RuleCatalogue catalogue;
  private final Words words;
  private final Messages messages;
  private final StringBuilder page = new StringBuilder();

  public RulePage(RuleCatalogue catalogue) {
    this.catalogue = catalogue;
    words = catalogue.words();
    messages = catalogue.messages();
  }

  public String text() {
    page.setLength(0);
    paragraph("# " + words.text("rules.page.title"));
    paragraph(words.text("rules.page.made"));
    paragraph(words.text("rules.page.severities"));
    priorities();
    allRules();
    for (Category category : catalogue.categories()) {
      paragraph("## " + category + " " + messages.category(category));
      catalogue.rules(category).forEach(this::rule);
    }
    settings();
    return page.toString();
  }

  private void priorities() {
    paragraph("## " + words.text("rules.page.priorities"));
    row(words.text("rules.priority"), words.text("rules.page.why"));
    row("---", "---");
    for (int priority = 1; priority <= RuleCatalogue.PRIORITIES; priority++) {
      row(String.valueOf(priority), catalogue.priorityReason(priority));
    }
    page.append('\n');
  }

  private void allRules() {
    paragraph("## " + words.text("rules.page.all"));
    row(
        words.text("rules.rule"),
        words.text("rules.severity"),
        words.text("rules.priority"),
        words.text("rules.page.columns"));
    row("---", "---", "---", "---");
    for (Rule rule : Rule.values()) {
      row(
          "[" + rule + "](#" + rule.name().toLowerCase(Locale.ROOT) + ")",
          catalogue.severity(rule) + " " + catalogue.severityText(rule),
          String.valueOf(rule.priority()),
          columns(rule));
    }
    page.append('\n');
  }

  private String columns(Rule rule) {
    String needed =
        rule.parts().stream()
            .map(part -> headers(part, rule.parts().size() == 1 ? ", " : " + "))
            .collect(Collectors.joining(", "));
    Set<Column> besides =
        Sets.difference(
            rule.columns(), rule.parts().stream().flatMap(Set::stream).collect(toSet()));
    return (rule.parts().size() == 1 ? needed : words.text("rules.page.anyColumns", needed))
        + (besides.isEmpty() ? "" : words.text("rules.page.besides", headers(besides, ", ")));
  }

  private static String headers(Set<Column> columns, String separator) {
    return columns.stream().map(Column::header).collect(Collectors.joining(separator));
  }

  private void rule(Rule rule) {
    paragraph("### " + rule);
    paragraph(catalogue.meaning(rule));
    paragraph("**" + words.text("rules.page.do") + "** " + messages.action(rule, ""));
    catalogue.precisionText(rule).ifPresent(this::paragraph);
    if (!rule.causes().isEmpty()) {
      causes(rule);
    }
  }

  private void causes(Rule rule) {
    row(
        words.text("rules.page.cause"),
        words.text("rules.page.causeMeaning"),
        words.text("rules.page.do"));
    row("---", "---", "---");
    for (String cause : rule.causes()) {
      String action = messages.action(rule, cause);
      row(
          cause,
          messages.cause(rule, cause),
          action.equals(messages.action(rule, "")) ? words.text("rules.page.asAbove") : action);
    }
    page.append('\n');
  }

  private void settings() {
    paragraph("## " + words.text("rules.page.settings"));
    paragraph(words.text("rules.page.settingsText"));
    page.append("```yaml\n").append(builtInSettings().stripTrailing()).append("\n```\n");
  }

  private static String builtInSettings() {
    try {
      return Resources.toString(
          Resources.getResource(RuleSettingsFile.class, "rule-settings.yaml"),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void paragraph(String text) {
    page.append(text).append("\n\n");
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
