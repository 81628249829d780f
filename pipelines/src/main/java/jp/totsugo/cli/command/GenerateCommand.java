package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.nation.Format;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a synthetic nation with planted errors and its truth. Equal arguments give equal bytes. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Make a synthetic nation: uploads/, register/ and truth/. Equal arguments give equal"
            + " bytes.")
public final class GenerateCommand implements Callable<Integer> {
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(
      names = "--records",
      required = true,
      paramLabel = "N",
      description = "Records of all uploads together.")
  private long records;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Another seed, another nation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A folder that does not exist yet or is empty.")
  private Path out;

  @Option(
      names = "--as-of",
      defaultValue = "2026-04-01",
      paramLabel = "YYYY-MM-DD",
      description = "The day of the uploads (default: ${DEFAULT-VALUE}).")
  private LocalDate asOf;

  @Option(
      names = "--errors",
      defaultValue = "1",
      paramLabel = "X",
      description = "How many times as many errors as in the settings (default: ${DEFAULT-VALUE}).")
  private double errors;

  @Option(
      names = "--prefecture",
      defaultValue = "0",
      paramLabel = "01..47",
      description = "Only the insurers of this prefecture.")
  private int prefecture;

  @Option(
      names = "--months",
      defaultValue = "1",
      paramLabel = "K",
      description =
          "Uploads of K consecutive months, each in a folder named by its day, with what becomes of"
              + " every issue (default: ${DEFAULT-VALUE}: one, without such folders).")
  private int months;

  @Option(
      names = "--format",
      defaultValue = "csv",
      paramLabel = "FORMAT",
      description =
          "Form of uploads and register: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "Shares and rates other than the published ones; the form is nation.yaml in the sources.")
  private Path settingsFile;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Threads (default: the cores). The bytes do not depend on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Nation nation = nation();
    long start = System.nanoTime();
    write(nation);
    double seconds = (System.nanoTime() - start) / 1e9;
    long written = nation.records();
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d records of %,d insurers in %.1f s (%,.0f records/s): %s%n",
            written,
            nation.insurers(),
            seconds,
            written / seconds,
            out);
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private Nation nation() throws IOException {
    if (errors < 0 || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), errors < 0 ? "--errors: from 0 on" : "--parallelism: from 1 on");
    }
    try {
      Settings settings = settingsFile == null ? Settings.standard() : Settings.read(settingsFile);
      return new Nation(
          new Order(records, seed, asOf, months, prefecture, format, settings.withErrors(errors)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void write(Nation nation) throws IOException, InterruptedException {
    try {
      OutputPlace place = OutputPlace.of(out);
      place.makeParent();
      try (UnfinishedFolder unfinished = new UnfinishedFolder(place.inProgress())) {
        Path work = unfinished.path();
        place.make(() -> emptied(work));
        place.tryRename(work.resolve("probe"));
        write(nation, work);
        Files.deleteIfExists(place.folder());
        Files.move(work, place.folder());
        unfinished.keep();
      }
    } catch (RunFolder.UnusableException e) {
      throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage(), e);
    }
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return Files.createDirectory(folder);
  }

  private void write(Nation nation, Path work) throws IOException, InterruptedException {
    if (System.console() == null) {
      nation.write(work, threads, plainLines(nation.records()));
      return;
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("generate")
            .setInitialMax(nation.records())
            .setUnit(" records", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed()
            .build()) {
      nation.write(work, threads, bar::stepBy);
    }
  }

  private LongConsumer plainLines(long all) {
    long start = System.nanoTime();
    return new LongConsumer() {
      private long done;
      private long nextLine = start + LINE_EVERY_NANOS;

      @Override
      public void accept(long more) {
        done += more;
        long now = System.nanoTime();
        if (now >= nextLine) {
          nextLine = now + LINE_EVERY_NANOS;
          spec.commandLine()
              .getErr()
              .printf(
                  Locale.ROOT,
                  "generate: %,d of %,d records (%,.0f/s)%n",
                  done,
                  all,
                  done * 1e9 / (now - start));
          spec.commandLine().getErr().flush();
        }
      }
    };
  }
}
