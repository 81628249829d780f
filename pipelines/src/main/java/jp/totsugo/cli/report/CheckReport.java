package jp.totsugo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunResult;
import jp.totsugo.record.Column;
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

/** The findings of one upload for the eyes of its clerk, the most urgent first. */
public final class CheckReport {
  private static final int WIDTH = 80;
  private static final int INDENT = 4;
  private static final int LONGEST_CELL = 20;
  private static final int MOST_RELATED = 3;
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
    int priority = 0;
    FindingList findings = new FindingList(options.out().resolve("corrections"));
    for (FindingList.Group group : findings.groups()) {
      Correction first = group.rows().get(0);
      if (first.getPriority() != priority) {
        priority = first.getPriority();
        out.println(heading(words.text("check.priority", priority)));
        out.println();
      }
      print(group, first);
      out.println();
    }
    InsurerCounts total = new NationalSummary(result.tally()).total();
    List<String> incomplete = new IncompleteUploads(result.incomplete(), words).sentences();
    incomplete.forEach(sentence -> printParagraph("", sentence));
    boolean isClean = findings.groups().isEmpty() && total.records() > 0;
    if (isClean) {
      out.println(words.text(total.unreadable() == 0 ? "check.clean" : "check.cleanRest"));
    }
    if (isClean || !incomplete.isEmpty()) {
      out.println();
    }
    printUnreadable(total.unreadable());
    printNotices();
    printNotApplied();
    printTotals(total);
  }

  private static String heading(String text) {
    String left = "-- " + text + " ";
    return left + "-".repeat(WIDTH - TerminalText.width(left));
  }

  private void print(FindingList.Group group, Correction first) {
    out.println(
        words.text(
            "check.rule",
            first.getRule() + (first.getCause().isEmpty() ? "" : " " + first.getCause()),
            messages.severity(Severity.valueOf(first.getSeverity())),
            words.count("findings", group.count())));
    for (String message : group.messages()) {
      printParagraph("  ", message);
    }
    printParagraph("  → ", first.getAction());
    printTable(group.rows());
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

  /** The rows of one group, every column as wide as it has to be. */
  private void printTable(List<Correction> rows) {
    List<List<String>> table = new ArrayList<>();
    boolean hasRelated = rows.stream().anyMatch(row -> !row.getRelated().isEmpty());
    table.add(
        List.of(
            words.text("check.line"),
            words.text("check.person"),
            words.text("check.field"),
            words.text("check.number"),
            hasRelated ? words.text("check.related") : ""));
    for (Correction row : rows) {
      table.add(
          List.of(
              String.valueOf(row.getLine()),
              TerminalText.harmless(row.getPersonId()),
              label(row),
              TerminalText.harmless(row.getMyNumberMasked()),
              related(row)));
    }
    int line = widest(table, 0, WIDTH);
    int person = widest(table, 1, LONGEST_CELL);
    int field = widest(table, 2, LONGEST_CELL);
    int number = widest(table, 3, LONGEST_CELL);
    for (List<String> row : table) {
      String text =
          " ".repeat(INDENT)
              + TerminalText.right(row.get(0), line)
              + "  "
              + TerminalText.cell(row.get(1), person)
              + "  "
              + TerminalText.cell(row.get(2), field)
              + "  "
              + TerminalText.cell(row.get(3), number)
              + "  ";
      int left = WIDTH - TerminalText.width(text);
      out.println((text + TerminalText.cell(row.get(4), left)).stripTrailing());
    }
  }

  private static int widest(List<List<String>> table, int column, int most) {
    return table.stream()
        .mapToInt(row -> TerminalText.width(row.get(column)))
        .reduce(0, (a, b) -> Math.min(most, Math.max(a, b)));
  }

  private String label(Correction row) {
    return messages.label(Column.ofHeader(row.getField()));
  }

  /** The lines of the other records: they are in the same file. */
  private String related(Correction row) {
    List<String> names =
        Arrays.stream(row.getRelated().split(";"))
            .filter(name -> !name.isEmpty())
            .map(
                name ->
                    name.indexOf(':') < 0 && !name.startsWith("+")
                        ? words.text("check.otherInsurer")
                        : name.substring(name.lastIndexOf(':') + 1))
            .toList();
    return String.join(", ", names.subList(0, Math.min(MOST_RELATED, names.size())))
        + (names.size() > MOST_RELATED ? ", …" : "");
  }

  private void printUnreadable(long unreadable) throws IOException {
    if (unreadable == 0) {
      return;
    }
    out.println(words.count("check.unreadable", unreadable));
    Path list = options.out().resolve("unreadable.csv");
    try (BufferedReader reader = Files.newBufferedReader(list)) {
      reader.lines().skip(1).limit(MOST_UNREADABLE).forEach(this::printUnreadable);
    }
    if (unreadable > MOST_UNREADABLE) {
      out.println("  " + words.count("check.more", unreadable - MOST_UNREADABLE));
    }
    out.println();
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
                cells[last]));
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
      out.println(words.count("check.notices", count));
      lines.forEach(line -> printParagraph("  ", line));
      out.println();
    }
  }

  private void printNotApplied() throws IOException {
    JsonNode run = JsonFile.read(options.out().resolve("run.json"));
    List<String> rules =
        StreamSupport.stream(run.at("/inputs/0/rulesNotApplied").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    if (!rules.isEmpty()) {
      printParagraph("", words.text("check.notApplied", String.join(", ", rules)));
      out.println();
    }
  }

  private void printTotals(InsurerCounts total) {
    List<String> states = new ArrayList<>();
    for (State state : State.values()) {
      if (total.state(state) > 0) {
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
  }
}
