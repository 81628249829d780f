package jp.totsugo.cli.report;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.comparison.RuleChange;
import jp.totsugo.comparison.RunComparison;
import jp.totsugo.comparison.RunDifferences;
import jp.totsugo.comparison.RunDifferences.FileDifferences;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Severity;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/**
 * Two runs side by side on 80 columns: what went into them, the nation by rule, and the insurers
 * that changed most.
 */
public final class ComparisonReport {
  private static final int WIDTH = 80;
  private static final int NAME = 36;
  private static final int COUNT = 11;
  private static final int LABEL = 16;
  private static final int FIRST_INSURERS = 10;
  private static final int FIRST_FILES = 3;

  private final ComparedRun a;
  private final ComparedRun b;
  private final RunComparison comparison;
  private final Messages messages;
  private final Words words;
  private final PrintStream out;

  /**
   * @param comparison one that has been made
   */
  public ComparisonReport(
      ComparedRun a, ComparedRun b, RunComparison comparison, Language language, PrintStream out) {
    this.a = a;
    this.b = b;
    this.comparison = comparison;
    this.out = out;
    messages = new Messages(language);
    words = new Words(language);
  }

  /**
   * @param all whether all insurers are told, with all their rules
   */
  public void print(boolean all) {
    printRun("A", a);
    printRun("B", b);
    out.println();
    printDifferences(RunDifferences.of(a, b));
    out.println();
    printNation();
    printCounted();
    printInsurers(all);
  }

  private void printRun(String name, ComparedRun run) {
    paragraph(
        name + "  ",
        words.text(
            "compare.run",
            ShownName.of(run.folder()),
            ShownName.of(run.asOf()),
            ShownName.of(run.version())));
  }

  private void printDifferences(RunDifferences differences) {
    if (differences.isEmpty()) {
      paragraph("", words.text("compare.sameInput"));
      return;
    }
    out.println(words.text("compare.differences"));
    for (RunDifferences.Value value : differences.values()) {
      fact(
          value.kind() == RunDifferences.Kind.OPTION
              ? value.name()
              : words.text("compare." + value.kind()),
          words.text("compare.becomes", value(value.a()), value(value.b())));
    }
    printFiles("compare.uploads", differences.uploads());
    printFiles("compare.register", differences.register());
    printFiles("compare.rejected", differences.rejected());
  }

  private String value(String text) {
    return text.isEmpty() ? words.text("compare.none") : ShownName.in(text);
  }

  private void printFiles(String label, FileDifferences files) {
    printFiles(label, "compare.onlyA.files", files.onlyA());
    printFiles(label, "compare.onlyB.files", files.onlyB());
    printFiles(label, "compare.changed.files", files.changed());
  }

  private void printFiles(String label, String what, List<String> files) {
    if (!files.isEmpty()) {
      String names =
          files.stream().limit(FIRST_FILES).collect(Collectors.joining(words.text("listGap")));
      fact(
          words.text(label),
          words.text(
              what,
              words.count("files", files.size()),
              names + (files.size() > FIRST_FILES ? " …" : "")));
    }
  }

  private void printNation() {
    Collection<RuleChange> rules = comparison.nation();
    printHead(words.text("compare.issues"));
    for (String category : rules.stream().map(RuleChange::category).distinct().toList()) {
      List<RuleChange> found =
          rules.stream()
              .filter(rule -> rule.category().equals(category) && hasIssues(rule))
              .toList();
      if (!found.isEmpty()) {
        out.println(category + label(category));
        for (RuleChange rule : found) {
          printRule(rule);
          printNotes(rule);
        }
      }
    }
    printRow(
        words.text("compare.total"),
        sum(rules, Sum.ONLY_A),
        sum(rules, Sum.ONLY_B),
        sum(rules, Sum.BOTH),
        sum(rules, Sum.CHANGED));
  }

  private String label(String category) {
    return Arrays.stream(Category.values())
        .filter(known -> known.name().equals(category))
        .map(known -> "  " + messages.category(known))
        .findFirst()
        .orElse("");
  }

  private static boolean hasIssues(RuleChange rule) {
    return rule.onlyA() + rule.onlyB() + rule.both() > 0;
  }

  private void printRule(RuleChange rule) {
    printRow(
        "  " + ShownName.in(rule.rule()), rule.onlyA(), rule.onlyB(), rule.both(), rule.changed());
    rule.otherSeverity()
        .forEach(
            (severities, count) ->
                printChange(words.text("compare.becomes", severities.a(), severities.b()), count));
    if (rule.otherCause() > 0) {
      printChange(words.text("compare.otherCause"), rule.otherCause());
    }
  }

  /** What became of a rule as a whole. */
  private void printNotes(RuleChange rule) {
    boolean isOff = rule.severityA().isEmpty() != rule.severityB().isEmpty();
    if (isOff) {
      String run = rule.severityA().isEmpty() ? "A" : "B";
      out.println("    " + words.text("compare.notApplied", run));
    } else if (isCounted(rule.severityA()) != isCounted(rule.severityB())) {
      String run = isCounted(rule.severityA()) ? "A" : "B";
      long findings = run.equals("A") ? rule.findingsA() : rule.findingsB();
      paragraph(
          "    ",
          words.text("compare.onlyCounted", rule.severityA(), rule.severityB(), run, findings));
    }
  }

  private void printChange(String what, long count) {
    out.println(TerminalText.left("    " + what, NAME + 3 * COUNT) + number(count));
  }

  private static boolean isCounted(String severity) {
    return severity.equals(Severity.NOTICE.name());
  }

  /** Facts that stand in no queue are known by their numbers only. */
  private void printCounted() {
    List<RuleChange> counted =
        comparison.nation().stream()
            .filter(rule -> isCounted(rule.severityA()) || isCounted(rule.severityB()))
            .filter(rule -> rule.findingsA() + rule.findingsB() > 0)
            .toList();
    if (!counted.isEmpty()) {
      out.println();
      out.println(
          TerminalText.left(words.text("compare.counted"), NAME)
              + TerminalText.right(words.text("compare.inA"), COUNT)
              + TerminalText.right(words.text("compare.inB"), COUNT));
      for (RuleChange rule : counted) {
        out.println(
            TerminalText.left("  " + ShownName.in(rule.rule()), NAME)
                + number(rule.findingsA())
                + number(rule.findingsB()));
      }
    }
  }

  private void printInsurers(boolean all) {
    List<RunComparison.Insurer> insurers = comparison.insurers();
    List<RunComparison.Insurer> changed =
        insurers.stream()
            .filter(insurer -> insurer.differences() > 0)
            .sorted(Comparator.comparingLong(RunComparison.Insurer::differences).reversed())
            .toList();
    out.println();
    if (changed.isEmpty()) {
      out.println(words.text("compare.sameIssues"));
    } else {
      printHead(words.text("compare.insurers"));
      changed.stream().limit(all ? Long.MAX_VALUE : FIRST_INSURERS).forEach(i -> print(i, all));
    }
    List<RunComparison.Insurer> same =
        insurers.stream().filter(insurer -> insurer.differences() == 0).toList();
    if (all) {
      same.stream()
          .filter(insurer -> insurer.rules().stream().anyMatch(rule -> hasIssues(rule)))
          .forEach(insurer -> print(insurer, true));
    } else if (changed.size() > FIRST_INSURERS) {
      paragraph("", words.text("compare.rest", changed.size() - FIRST_INSURERS, same.size()));
    } else if (!changed.isEmpty()) {
      paragraph("", words.text("compare.same", same.size()));
    }
  }

  private void print(RunComparison.Insurer insurer, boolean all) {
    printRow(
        insurer.number(),
        sum(insurer.rules(), Sum.ONLY_A),
        sum(insurer.rules(), Sum.ONLY_B),
        sum(insurer.rules(), Sum.BOTH),
        sum(insurer.rules(), Sum.CHANGED));
    if (insurer.rules().stream().allMatch(rule -> rule.severityA().isEmpty())) {
      out.println("  " + words.text("compare.noUpload", "A"));
    } else if (insurer.rules().stream().allMatch(rule -> rule.severityB().isEmpty())) {
      out.println("  " + words.text("compare.noUpload", "B"));
    }
    insurer.rules().stream()
        .filter(rule -> all ? hasIssues(rule) : rule.differences() > 0)
        .forEach(this::printRule);
  }

  private enum Sum {
    ONLY_A,
    ONLY_B,
    BOTH,
    CHANGED
  }

  private static long sum(Collection<RuleChange> rules, Sum what) {
    return rules.stream()
        .mapToLong(
            rule ->
                switch (what) {
                  case ONLY_A -> rule.onlyA();
                  case ONLY_B -> rule.onlyB();
                  case BOTH -> rule.both();
                  case CHANGED -> rule.changed();
                })
        .sum();
  }

  private void printHead(String title) {
    out.println(
        TerminalText.left(title, NAME)
            + TerminalText.right(words.text("compare.onlyA"), COUNT)
            + TerminalText.right(words.text("compare.onlyB"), COUNT)
            + TerminalText.right(words.text("compare.both"), COUNT)
            + TerminalText.right(words.text("compare.changed"), COUNT));
  }

  private void printRow(String name, long onlyA, long onlyB, long both, long changed) {
    out.println(
        TerminalText.left(name, NAME)
            + number(onlyA)
            + number(onlyB)
            + number(both)
            + number(changed));
  }

  private static String number(long count) {
    return TerminalText.right(String.format(Locale.ROOT, "%,d", count), COUNT);
  }

  private void fact(String label, String text) {
    paragraph("  " + TerminalText.left(label, LABEL), text);
  }

  private void paragraph(String indent, String text) {
    String before = indent;
    for (String line : TerminalText.wrapped(text, WIDTH - TerminalText.width(indent))) {
      out.println(before + line);
      before = " ".repeat(TerminalText.width(indent));
    }
  }
}
