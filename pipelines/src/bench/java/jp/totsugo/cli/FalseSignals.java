package jp.totsugo.cli;

import static com.google.common.io.MoreFiles.deleteRecursively;
import static com.google.common.io.RecursiveDeleteOption.ALLOW_INSECURE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.table.ParquetRows;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts signals in synthetic nations in which nothing happens: {@code generate}, a run for each
 * month, and what {@code statistics/signals} of the last one says. A month more is made than is
 * run, since in the last one of several {@code generate} makes errors more frequent on purpose.
 */
@Command(
    name = "false-signals",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "How many of so many clean nations have a signal.")
final class FalseSignals implements Callable<Integer> {
  private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);

  @Option(names = "--nations", defaultValue = "100", paramLabel = "N")
  private int nations;

  @Option(names = "--first-seed", defaultValue = "1", paramLabel = "N")
  private int firstSeed;

  @Option(names = "--records", defaultValue = "50000", paramLabel = "N")
  private long records;

  @Option(names = "--months", defaultValue = "2", paramLabel = "N")
  private int months;

  @Option(names = "--prefecture", defaultValue = "0", paramLabel = "N")
  private int prefecture;

  @Option(names = "--errors", defaultValue = "0", paramLabel = "FACTOR")
  private double errors;

  @Option(
      names = "--without",
      paramLabel = "RULE",
      description = "Rules to leave out, whose rates the generator itself changes.")
  private List<String> without = List.of();

  public static void main(String[] args) {
    System.exit(new CommandLine(new FalseSignals()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    int withSignals = 0;
    Map<String, Integer> nationsByRule = new TreeMap<>();
    for (int seed = firstSeed; seed < firstSeed + nations; seed++) {
      List<RateSignal> signals = signals(seed);
      withSignals += signals.isEmpty() ? 0 : 1;
      signals.stream()
          .map(signal -> signal.getRule() + " " + signal.getKind())
          .distinct()
          .forEach(rule -> nationsByRule.merge(rule, 1, Integer::sum));
      System.out.println("nation " + seed + ": " + signals);
    }
    nationsByRule.forEach((rule, count) -> System.out.println(count + " nations: " + rule));
    System.out.println(withSignals + " of " + nations + " nations have a signal");
    return 0;
  }

  private List<RateSignal> signals(int seed) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("clean-nation");
    try {
      Nation nation =
          new Nation(
              new Order(
                  records,
                  seed,
                  FIRST,
                  months == 1 ? 1 : months + 1,
                  prefecture,
                  Settings.standard().withErrors(errors)));
      nation.write(folder.resolve("nation"), 2, made -> {});
      Path results = null;
      for (int month = 1; month <= months; month++) {
        results =
            run(
                folder,
                nation.monthFolder(folder.resolve("nation"), month),
                FIRST.plusMonths(month - 1).toString(),
                results);
      }
      List<RateSignal> signals = new ArrayList<>();
      ParquetRows.forEach(
          results.resolve("statistics/signals.parquet"),
          RateSignal.class,
          row -> {
            if (row.getVerdict().equals("SIGNAL") && !without.contains(row.getRule())) {
              signals.add(row);
            }
          });
      return signals;
    } finally {
      deleteRecursively(folder, ALLOW_INSECURE);
    }
  }

  private static Path run(Path folder, Path month, String day, Path previous) {
    Path results = folder.resolve("results-" + day);
    List<String> more = new ArrayList<>(List.of("--as-of", day));
    more.addAll(List.of("--insurers", folder.resolve("nation/insurers.csv").toString()));
    if (previous != null) {
      more.addAll(List.of("--previous", previous.toString()));
      more.addAll(List.of("--answers", month.resolve("answers").toString()));
    }
    if (Files.exists(month.resolve("rules.yaml"))) {
      more.addAll(List.of("--rules", month.resolve("rules.yaml").toString()));
    }
    CommandRun run =
        CommandRun.ofJob(month.resolve("uploads"), results, more.toArray(String[]::new));
    if (!Files.exists(results.resolve("run.json"))) {
      throw new IllegalStateException(run.err());
    }
    return results;
  }
}
