package jp.totsugo.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.Detection;
import jp.totsugo.cli.report.Summary;
import jp.totsugo.cli.report.Words;
import jp.totsugo.evaluation.Evaluation;
import jp.totsugo.evaluation.OtherRunException;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.job.RunOptions;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code totsugo demo}: a synthetic prefecture, the job on it, and how much of it was found. */
@Command(
    name = "demo",
    description =
        "Makes a small synthetic prefecture with many errors, runs the whole job on it, measures"
            + " what was found, and says where the results are. Takes less than a minute.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private static final long RECORDS = 300_000;
  private static final int TOTTORI = 31;
  private static final LocalDate DAY = LocalDate.of(2026, 4, 1);
  private static final long SEED = 1;
  private static final double TIMES_THE_ERRORS = 10;

  @Option(
      names = "--out",
      defaultValue = "totsugo-demo",
      paramLabel = "DIR",
      description = "The folder for it all (default: ${DEFAULT-VALUE} in the current folder).")
  Path out;

  @Option(
      names = "--lang",
      defaultValue = "ja",
      paramLabel = "LANG",
      description = "Language of messages: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Messages.Language language;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, OtherRunException {
    Path made = makeFolder();
    PrintStream screen = System.out;
    Words words = new Words(language);
    try (UnfinishedFolder folder = new UnfinishedFolder(made)) {
      screen.println(words.text("demo.making", words.count("records", RECORDS)));
      makeNation();
      RunOptions options = options();
      Runs.Outcome outcome = Runs.run(options);
      if (outcome.result() == null) {
        return outcome.exitCode();
      }
      folder.keep();
      screen.println();
      Summary.print(outcome.result(), options, screen);
      screen.println();
      new Detection(Evaluation.of(out.resolve("truth"), options.out()), language).print(screen);
      screen.println();
      screen.println(words.text("demo.again", ShownName.of(out)));
      return ExitCode.DONE;
    }
  }

  /** The folder, made and written to before the work begins. */
  private Path makeFolder() throws IOException {
    try {
      OutputPlace place = OutputPlace.of(out);
      place.makeParent();
      place.make(() -> Files.createDirectories(place.folder().resolve("uploads")));
      return place.folder();
    } catch (RunFolder.UnusableException e) {
      throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage(), e);
    }
  }

  private void makeNation() throws IOException, InterruptedException {
    Order order =
        new Order(RECORDS, SEED, DAY, 1, TOTTORI, Settings.standard().withErrors(TIMES_THE_ERRORS));
    new Nation(order).write(out, Runtime.getRuntime().availableProcessors(), made -> {});
  }

  private RunOptions options() {
    return new RunOptions(
            List.of(PathText.text(out.resolve("uploads"))),
            out.resolve("results"),
            DAY,
            RuleSettingsFile.defaults(DAY),
            null,
            language,
            RunOptions.Runner.flink,
            Runtime.getRuntime().availableProcessors(),
            RunOptions.SLICE_BYTES,
            false,
            List.of())
        .withRegister(PathText.text(out.resolve("register")));
  }
}
