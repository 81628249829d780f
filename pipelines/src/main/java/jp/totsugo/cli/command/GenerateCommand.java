package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.nation.Format;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import jp.totsugo.nation.UnusableOrderException;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a synthetic nation with planted errors and its truth. Equal arguments give equal bytes. */
@Command(name = "generate", mixinStandardHelpOptions = true)
public final class GenerateCommand implements Callable<Integer> {
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Option(names = "--records", required = true, paramLabel = "N")
  private long records;

  @Option(names = "--seed", defaultValue = "1", paramLabel = "S")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(names = "--as-of", defaultValue = "2026-04-01", paramLabel = "YYYY-MM-DD")
  private LocalDate asOf;

  @Option(names = "--errors", defaultValue = "1", paramLabel = "X")
  private double errors;

  @Option(names = "--prefecture", defaultValue = "0", paramLabel = "01..47")
  private int prefecture;

  @Option(names = "--months", defaultValue = "1", paramLabel = "K")
  private int months;

  @Option(names = "--format", defaultValue = "csv", paramLabel = "FORMAT")
  private Format format;

  @Option(names = "--settings", paramLabel = "FILE")
  private Path settingsFile;

  @Option(names = "--parallelism", paramLabel = "N")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Nation nation = nation();
    long start = System.nanoTime();
    write(nation);
    double seconds = (System.nanoTime() - start) / 1e9;
    long written = nation.records();
    Words words = lang.words();
    spec.commandLine()
        .getOut()
        .println(
            words.text(
                "generate.done",
                words.count("records", written),
                words.count("insurers", nation.insurers()),
                seconds,
                written / seconds,
                ShownName.of(out)));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private Nation nation() throws IOException {
    if (errors < 0 || threads < 1) {
      throw new WrongUsage(
          spec, "usage.from", errors < 0 ? "--errors" : "--parallelism", errors < 0 ? 0 : 1);
    }
    try {
      Settings settings = settingsFile == null ? Settings.standard() : Settings.read(settingsFile);
      return new Nation(
          new Order(records, seed, asOf, months, prefecture, format, settings.withErrors(errors)));
    } catch (UnusableOrderException e) {
      throw new WrongUsage(spec, Saying.of("generate." + e.reason(), e.values()), e);
    }
  }

  private void write(Nation nation) throws IOException, InterruptedException {
    try {
      try (OutFolder folder = OutFolder.open(OutputPlace.of(out), lang::say)) {
        write(nation, folder.path());
        folder.appear();
      }
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
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
            .setUnit(lang.words().text("generate.unit"), 1)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed()
            .build()) {
      nation.write(work, threads, bar::stepBy);
    }
  }

  private LongConsumer plainLines(long all) {
    long start = System.nanoTime();
    Words words = lang.words();
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
              .println(words.text("generate.progress", done, all, done * 1e9 / (now - start)));
          spec.commandLine().getErr().flush();
        }
      }
    };
  }
}
