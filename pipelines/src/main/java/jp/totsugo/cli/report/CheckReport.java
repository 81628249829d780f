package jp.totsugo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunResult;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.rule.State;
import jp.totsugo.schema.Correction;
import jp.totsugo.statistics.NationalSummary;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Words;

/** The findings of one upload for the eyes of its clerk: the totals, then the most urgent first. */
public final class CheckReport {
  private static final int WIDTH = 80;
  private static final int INDENT = 4;
  private static final int MOST_UNREADABLE = 20;

  private final RunResult result;
  private final RunOptions options;
  private final PrintStream out;
  private final Words words;
  private final Messages messages;

  public CheckReport(RunResult result, RunOptions options, PrintStream out) {
    this.result = result;
    this.options = options;
    this.out = out;
    words = new Words(options.language());
    messages = new Messages(options.language());
  }

  public void print() throws IOException {
    FindingList findings = new FindingList(options.out().resolve("corrections"));
    InsurerCounts total = new NationalSummary(result.tally()).total();
    printTotals(total, findings);
    int priority = 0;
    for (FindingList.Group group : findings.groups()) {
      Correction first = group.rows().get(0);
      if (first.getPriority() != priority) {
        priority = first.getPriority();
        out.println();
        out.println(heading(words.text("check.priority", priority)));
      }
      out.println();
      print(group, first);
    }
    printUnreadable(total.unreadable());
    printNotices();
    printNotApplied();
  }

  private static String heading(String text) {
    String left = "-- " + text + " ";
    return left + "-".repeat(WIDTH - TerminalText.width(left));
  }

  private void print(FindingList.Group group, Correction first) {
    String code = first.getRule() + (first.getCause().isEmpty() ? "" : " " + first.getCause());
    printParagraph(
        "",
        words.text(
            "check.rule",
            messages.category(Rule.valueOf(first.getRule()).category()),
            messages.severity(Severity.valueOf(first.getSeverity())),
            words.count("findings", group.count()),
            code));
    for (String message : group.messages()) {
      printParagraph("  ", message);
    }
    printParagraph("  → ", first.getAction());
    new FindingTable(words, messages).lines(group.rows()).forEach(out::println);
    long more = group.count() - group.rows().size();
    if (more > 0) {
      out.println(" ".repeat(INDENT) + words.count("check.more", more));
    }
  }

  private void printParagraph(String indent, String text) {
    int left = TerminalText.width(indent);
    String before = indent;
    for (String line : TerminalText.wrapped(text, WIDTH - left)) {
      out.println(before + line);
      before = " ".repeat(left);
    }
  }

  private void printUnreadable(long unreadable) throws IOException {
    if (unreadable == 0) {
      return;
    }
    out.println();
    out.println(words.count("check.unreadable", unreadable));
    Path list = options.out().resolve("unreadable.csv");
    try (BufferedReader reader = Files.newBufferedReader(list)) {
      reader.lines().skip(1).limit(MOST_UNREADABLE).forEach(this::printUnreadable);
    }
    if (unreadable > MOST_UNREADABLE) {
      out.println("  " + words.count("check.more", unreadable - MOST_UNREADABLE));
    }
  }

  /** A file's name may hold commas; the three cells behind it do not. */
  private void printUnreadable(String row) {
    String[] cells = row.split(",");
    int last = cells.length - 1;
    out.println(
        "  "
            + words.text(
                "check.unreadableLine",
                Long.parseLong(cells[last - 2]),
                Long.parseLong(cells[last - 1]),
                cells[last],
                words.text("check.unreadableLine." + cells[last])));
  }

  private void printNotices() {
    List<String> lines = new ArrayList<>();
    long count = 0;
    for (Rule rule : Rule.values()) {
      long found = result.tally().detected(rule);
      if (found > 0 && options.settings().severity(rule) == Severity.NOTICE) {
        count += found;
        lines.add(rule + "  " + words.count("findings", found) + "  " + messages.meaning(rule));
      }
    }
    if (count > 0) {
      out.println();
      out.println(words.count("check.notices", count));
      lines.forEach(line -> printParagraph("  ", line));
    }
  }

  private void printNotApplied() throws IOException {
    JsonNode run = JsonFile.read(options.out().resolve("run.json"));
    List<String> rules =
        StreamSupport.stream(run.at("/inputs/0/rulesNotApplied").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    if (!rules.isEmpty()) {
      out.println();
      printParagraph("", words.text("check.notApplied", String.join(", ", rules)));
    }
  }

  /** What a clerk wants to know first: how many records, how many of them are how, what to do. */
  private void printTotals(InsurerCounts total, FindingList findings) {
    List<String> states = new ArrayList<>();
    for (State state : State.values()) {
      if (total.state(state) > 0 && state != State.UNREGISTRABLE) {
        states.add(messages.state(state) + String.format(Locale.ROOT, " %,d", total.state(state)));
      }
    }
    printParagraph(
        "",
        words.text(
            states.isEmpty() ? "check.headOfNone" : "check.head",
            ShownName.of(PathText.path(options.uploads().get(0)).getFileName()),
            options.asOf(),
            words.count("records", total.records()),
            String.join(words.text("listGap"), states)));
    printUnregistrable();
    if (total.unreadable() > 0) {
      out.println(words.count("check.unreadableInTotal", total.unreadable()));
    }
    for (String sentence : new IncompleteUploads(result.incomplete(), words).sentences()) {
      printParagraph("", sentence);
    }
    if (!findings.groups().isEmpty()) {
      out.println(words.text("check.findings", bySeverity(findings)));
    } else if (total.records() > 0) {
      out.println(words.text(total.unreadable() == 0 ? "check.clean" : "check.cleanRest"));
    }
  }

  /** That somebody cannot be registered for a reason is no error. */
  private void printUnregistrable() {
    long withReason = result.tally().detected(Rule.MY_NUMBER_ABSENT_WITH_REASON);
    long withoutReason = result.tally().detected(Rule.MY_NUMBER_ABSENT_WITHOUT_REASON);
    if (withReason + withoutReason > 0) {
      printParagraph("", words.text("summary.unregistrable", withReason, withoutReason));
    }
  }

  private String bySeverity(FindingList findings) {
    List<String> counts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.REVIEW)) {
      long count = findings.count(severity);
      if (count > 0) {
        counts.add(messages.severity(severity) + String.format(Locale.ROOT, " %,d", count));
      }
    }
    return String.join(words.text("listGap"), counts);
  }
}
