package jp.totsugo.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.words.Words;

/** The catalogue for a terminal of 100 columns. */
public final class RuleList {
  private static final int WIDTH = 100;

  private final RuleCatalogue catalogue;
  private final int severity;
  private final int priority;
  private final int name;
  private final int text;

  public RuleList(RuleCatalogue catalogue) {
    this.catalogue = catalogue;
    name = widest(catalogue.words().text("rules.rule"), Rule::name);
    severity = widest(catalogue.words().text("rules.severity"), catalogue::severityText);
    priority = TerminalText.width(catalogue.words().text("rules.priority"));
    text = WIDTH - name - severity - priority - 6;
  }

  private static int widest(String title, java.util.function.Function<Rule, String> cell) {
    return Arrays.stream(Rule.values())
        .mapToInt(rule -> TerminalText.width(cell.apply(rule)))
        .reduce(TerminalText.width(title), Math::max);
  }

  public void print(PrintStream out) {
    Words words = catalogue.words();
    printLine(
        out,
        words.text("rules.rule"),
        words.text("rules.severity"),
        words.text("rules.priority"),
        words.text("rules.meaning"));
    for (Category category : catalogue.categories()) {
      out.println();
      out.println(category + "  " + catalogue.messages().category(category));
      catalogue.rules(category).forEach(rule -> print(rule, out));
    }
    out.println();
    out.println(words.text("rules.more"));
  }

  private void print(Rule rule, PrintStream out) {
    List<String> lines = new ArrayList<>(TerminalText.wrapped(catalogue.meaning(rule), text));
    String arrow = "→ ";
    for (String line : TerminalText.wrapped(catalogue.messages().action(rule, ""), text - 2)) {
      lines.add(arrow + line);
      arrow = "  ";
    }
    catalogue
        .precisionText(rule)
        .ifPresent(precision -> lines.addAll(TerminalText.wrapped(precision, text)));
    printLine(
        out,
        rule.name(),
        catalogue.severityText(rule),
        String.valueOf(rule.priority()),
        lines.get(0));
    lines.stream().skip(1).forEach(line -> printLine(out, "", "", "", line));
  }

  private void printLine(PrintStream out, String rule, String weight, String rank, String line) {
    out.println(
        TerminalText.left(rule, name)
            + "  "
            + TerminalText.left(weight, severity)
            + "  "
            + TerminalText.right(rank, priority)
            + "  "
            + line);
  }
}
