package jp.totsugo.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.block.ClosedBecause;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.LifeCounts;
import jp.totsugo.block.Status;
import jp.totsugo.block.Tally.Funnel;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunResult;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.rule.State;
import jp.totsugo.statistics.NationalSummary;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Words;

/**
 * What a run says at its end: no more than one screen of 24 lines and 80 columns, unless there are
 * uploads that are hardly all of what was to be sent. Who sent nothing stands first, for all else
 * depends on it.
 */
public final class Summary {
  private static final List<Category> PROBLEMS_OF_2021 =
      List.of(Category.WRONG_MY_NUMBER, Category.MISSING_CARD, Category.MALFORMED_NUMBER);

  private static final int WIDTH = 80;
  private static final int NAME = 17;
  private static final int LABEL = 30;
  private static final int COUNT = 13;
  private static final int SHARE = 12;
  private static final int FIRST_STEP = 20;
  private static final int STEP = 12;

  private final RunResult result;
  private final RunOptions options;
  private final Words words;
  private final Messages messages;
  private final PrintStream out;

  private Summary(RunResult result, RunOptions options, PrintStream out) {
    this.result = result;
    this.options = options;
    this.out = out;
    words = new Words(options.language());
    messages = new Messages(options.language());
  }

  public static void print(RunResult result, RunOptions options, PrintStream out) {
    new Summary(result, options, out).print();
  }

  private void print() {
    InsurerCounts total = new NationalSummary(result.tally()).total();
    new CoverageReport(result.coverage(), options.language()).summary().ifPresent(this::print);
    print(head(total));
    if (options.past().previous() != null) {
      print(issues());
    }
    new IncompleteUploads(result.incomplete(), words).sentences().forEach(this::print);
    printWhatIsMissing(total);
    out.println();
    printStates(total);
    out.println();
    printCategories(total);
    if (options.settings().hasRegister()) {
      printFunnel();
    }
    out.println();
    printWhereToLook();
  }

  private void print(String paragraph) {
    TerminalText.wrapped(paragraph, WIDTH).forEach(out::println);
  }

  private String head(InsurerCounts total) {
    long insurers =
        result.tally().insurers().keySet().stream().filter(i -> i != InsurerNumber.UNKNOWN).count();
    return words.text(
        "summary.head",
        words.count("records", total.records()),
        words.count("files", result.tally().files().size()),
        words.count("insurers", insurers),
        options.asOf(),
        words.text("seconds", result.duration().toMillis() / 1000.0));
  }

  /** What became of the issues of the run before, and how many have begun. */
  private String issues() {
    LifeCounts all = new LifeCounts();
    result.tally().lives().values().forEach(all::add);
    return words.text(
        "summary.issues",
        all.of(Status.NEW),
        all.of(Status.OPEN),
        all.of(Status.REOPENED),
        all.of(Status.CLEARED),
        all.of(Status.UNOBSERVED),
        all.of(Status.CLOSED),
        all.of(ClosedBecause.CORRECTED),
        all.of(ClosedBecause.LEFT));
  }

  private void printWhatIsMissing(InsurerCounts total) {
    List<String> missing = new ArrayList<>();
    if (total.unreadable() > 0) {
      missing.add(words.count("summary.unreadable", total.unreadable()));
    }
    if (!result.rejected().isEmpty()) {
      missing.add(words.count("summary.rejected", result.rejected().size()));
    }
    if (!missing.isEmpty()) {
      print(String.join(words.text("listGap"), missing));
    }
  }

  private void printStates(InsurerCounts total) {
    printHead(words.text("summary.states"));
    for (State state : State.values()) {
      printRow(
          state.name(),
          messages.state(state),
          total.state(state),
          share(total.state(state), total.records()));
    }
  }

  private void printCategories(InsurerCounts total) {
    printHead(words.text("summary.categories", total.registered()));
    for (Category category : PROBLEMS_OF_2021) {
      printRow(
          category.name(),
          messages.category(category),
          total.categoryRecords(category),
          share(total.categoryRecords(category), total.registered()));
    }
    // That somebody cannot be registered for a reason is no error.
    out.println(
        words.text(
            "summary.unregistrable",
            result.tally().detected(Rule.MY_NUMBER_ABSENT_WITH_REASON),
            result.tally().detected(Rule.MY_NUMBER_ABSENT_WITHOUT_REASON)));
  }

  /** Two lines: no summary with a register may be longer than a screen. */
  private void printFunnel() {
    StringBuilder names = new StringBuilder(words.text("summary.register"));
    StringBuilder counts = new StringBuilder();
    int right = FIRST_STEP;
    for (Funnel step : Funnel.values()) {
      String name = words.text("summary.register." + step);
      names.append(TerminalText.right(name, right - TerminalText.width(names.toString())));
      String count = String.format(Locale.ROOT, "%,d", result.tally().funnel(step));
      counts.append(TerminalText.right(count, right - counts.length()));
      right += STEP;
    }
    out.println(names);
    out.println(counts);
  }

  private void printHead(String title) {
    int room = 2 + NAME + 2 + LABEL + COUNT - TerminalText.width(title);
    out.println(
        title
            + TerminalText.right(words.text("summary.records"), room)
            + TerminalText.right(words.text("summary.share"), SHARE));
  }

  private void printRow(String name, String label, long count, String share) {
    out.println(
        "  "
            + TerminalText.left(name, NAME)
            + "  "
            + TerminalText.left(label, LABEL)
            + TerminalText.right(String.format(Locale.ROOT, "%,d", count), COUNT)
            + TerminalText.right(share, SHARE));
  }

  /** Empty where there is nothing to have a share of. */
  private static String share(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.4f %%", 100.0 * part / whole);
  }

  private void printWhereToLook() {
    out.println(words.text("summary.results", ShownName.of(options.out())));
    out.println("  " + firstQueue());
    printPlace("statistics/", words.text("summary.statistics"));
    printPlace("reconciliation.json", words.text("summary.proof"));
  }

  private String firstQueue() {
    long queues = 0;
    long most = 0;
    int longest = 0;
    for (Map.Entry<Integer, InsurerCounts> insurer : result.tally().insurers().entrySet()) {
      long rows = rows(insurer.getValue());
      queues += rows > 0 ? 1 : 0;
      if (rows > most) {
        most = rows;
        longest = insurer.getKey();
      }
    }
    if (queues == 0) {
      boolean hasRecords = new NationalSummary(result.tally()).total().records() > 0;
      return words.text(hasRecords ? "summary.nothingToCorrect" : "summary.noQueue");
    }
    String rows = words.count("rows", most);
    return TerminalText.left("corrections/" + InsurerNumber.text(longest) + "/corrections.csv", 38)
        + (queues == 1
            ? words.text("summary.begin", rows)
            : words.text("summary.beginOfSeveral", rows, queues));
  }

  private long rows(InsurerCounts counts) {
    long rows = 0;
    for (Rule rule : Rule.values()) {
      rows += options.settings().severity(rule) == Severity.NOTICE ? 0 : counts.findings(rule);
    }
    return rows;
  }

  private void printPlace(String path, String what) {
    out.println("  " + TerminalText.left(path, 38) + what);
  }
}
