package jp.totsugo.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import jp.totsugo.cli.report.AnswerOutcomes;
import jp.totsugo.cli.report.Detection;
import jp.totsugo.cli.report.IssueStatuses;
import jp.totsugo.cli.report.Summary;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.evaluation.Evaluation;
import jp.totsugo.evaluation.OtherRunException;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.job.RunOptions;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import jp.totsugo.pack.Packs;
import jp.totsugo.pack.answered.InsurerReceipt;
import jp.totsugo.pack.answered.ReceivedPacks;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code totsugo demo}: three months of a synthetic prefecture, the job on each, packs that go out
 * to clerks and come back answered, what became of its issues, and how much of it was found.
 */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private static final long RECORDS = 100_000;
  private static final int MONTHS = 3;
  private static final int TOTTORI = 31;
  private static final LocalDate DAY = LocalDate.of(2026, 4, 1);
  private static final long SEED = 1;
  private static final double TIMES_THE_ERRORS = 10;

  @Option(names = "--out", defaultValue = "totsugo-demo", paramLabel = "DIR")
  Path out;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, OtherRunException {
    Path made = makeFolder();
    PrintStream screen = System.out;
    Words words = lang.words();
    try (UnfinishedFolder folder = new UnfinishedFolder(made, lang::say)) {
      screen.println(words.text("demo.making", words.count("records", RECORDS)));
      Nation nation = nation();
      nation.write(out, Runtime.getRuntime().availableProcessors(), progress -> {});
      List<Path> results = new ArrayList<>();
      Runs.Outcome outcome = null;
      RunOptions options = null;
      Circle circle = new Circle(out, lang.language);
      AnswerOutcomes outcomes = new AnswerOutcomes();
      for (int month = 1; month <= MONTHS; month++) {
        Path folderOfMonth = nation.monthFolder(out, month);
        Path before = results.isEmpty() ? null : results.get(results.size() - 1);
        List<ReceivedPacks> received = List.of();
        if (before != null) {
          Path given = folderOfMonth.resolve("answers").resolve("answers.csv");
          received = circle.takeBack(results, given);
          screen.println(sentence(words, received));
        }
        options = options(folderOfMonth, before, circle);
        screen.println(words.text("demo.month", options.asOf()));
        outcome = Runs.run(options);
        if (outcome.result() == null) {
          return outcome.exitCode();
        }
        results.add(options.out());
        Packs.Written packs = circle.handOut(options.out());
        screen.println(words.text("demo.packs", packs.workbooks(), packs.rows()));
        if (before != null) {
          outcomes.add(received, circle.answersTo(before), options.out());
        }
      }
      Path pages = out.resolve("pages");
      PagesCommand.write(options.out(), pages, lang::say);
      folder.keep();
      screen.println();
      Summary.print(outcome.result(), options, screen);
      screen.println();
      Path truth = nation.monthFolder(out, MONTHS).resolve("truth");
      Evaluation evaluation = Evaluation.of(truth, options.out());
      new Detection(evaluation, lang.language).print(screen);
      screen.println();
      IssueStatuses statuses = IssueStatuses.of(results);
      statuses.print(lang.language, evaluation.lives().orElseThrow(), screen);
      screen.println();
      outcomes.print(lang.language, screen);
      screen.println();
      sayWhatToDo(words, results, truth, statuses, screen);
      screen.println();
      screen.println(words.text("demo.pages", PagesCommand.firstPage(pages, lang.language)));
      return ExitCode.DONE;
    } catch (ComparedRun.UnusableException | RunFolder.UnusableException e) {
      throw new IllegalStateException("the demo cannot read what it has written", e);
    }
  }

  private static String sentence(Words words, List<ReceivedPacks> received) {
    return words.text(
        "demo.received",
        sum(received, packs -> packs.files().size()),
        sum(received, packs -> packs.sum(InsurerReceipt::accepted)),
        sum(received, packs -> packs.sum(InsurerReceipt::refused)));
  }

  private static long sum(List<ReceivedPacks> received, ToLongFunction<ReceivedPacks> figure) {
    return received.stream().mapToLong(figure).sum();
  }

  private void sayWhatToDo(
      Words words, List<Path> results, Path truth, IssueStatuses statuses, PrintStream screen) {
    String last = ShownName.of(results.get(MONTHS - 1));
    screen.println(words.text("demo.results", ShownName.of(results.get(0).getParent())));
    screen.println(words.text("demo.books", ShownName.of(out)));
    screen.println(words.text("demo.life", last, statuses.oneThatCameBack()));
    screen.println(words.text("demo.compare", ShownName.of(results.get(MONTHS - 2)), last));
    screen.println(words.text("demo.again", ShownName.of(truth), last));
  }

  /** The folder, made and written to before the work begins. */
  private Path makeFolder() throws IOException {
    try {
      OutputPlace place = OutputPlace.of(out);
      place.makeParent();
      place.make(() -> Files.createDirectories(place.folder().resolve("results")));
      return place.folder();
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  private static Nation nation() {
    return new Nation(
        new Order(
            RECORDS, SEED, DAY, MONTHS, TOTTORI, Settings.standard().withErrors(TIMES_THE_ERRORS)));
  }

  /**
   * @param before the results of the month before, or null
   */
  private RunOptions options(Path month, Path before, Circle circle) {
    LocalDate day = LocalDate.parse(month.getFileName().toString());
    return new RunOptions(
            List.of(PathText.text(month.resolve("uploads"))),
            out.resolve("results").resolve(day.toString()),
            day,
            RuleSettingsFile.defaults(day),
            null,
            lang.language,
            RunOptions.Runner.inProcess,
            Runtime.getRuntime().availableProcessors(),
            RunOptions.SLICE_BYTES,
            false,
            List.of())
        .withRegister(PathText.text(month.resolve("register")))
        .withPast(
            new RunOptions.Past(
                before,
                before == null ? null : circle.answersTo(before),
                out.resolve("insurers.csv")));
  }
}
