package jp.totsugo.bench;

import static com.google.common.io.MoreFiles.deleteRecursively;
import static com.google.common.io.RecursiveDeleteOption.ALLOW_INSECURE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures {@code totsugo run} against its peer on the same uploads, in turn, and prints medians
 * and ratios as a Markdown table. To be started at the top of the project.
 */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "totsugo run against DuckDB: time, memory, and whether they find the same.")
final class Benchmark implements Callable<Integer> {
  private static final String AS_OF = "2026-04-01";
  private static final long SEED = 1;

  /** A program that checks uploads. */
  enum Peer {
    totsugo,
    duckdb
  }

  @Option(
      names = "--records",
      split = ",",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "How many records.")
  private List<Long> records;

  @Option(
      names = "--errors",
      split = ",",
      defaultValue = "0.0001,0.01,0.5",
      paramLabel = "E",
      description = "Shares of records with an error.")
  private List<Double> errors;

  @Option(names = "--repetitions", defaultValue = "3", paramLabel = "N")
  private int repetitions;

  @Option(
      names = "--folder",
      defaultValue = "target/bench",
      paramLabel = "DIR",
      description = "For uploads and outputs.")
  private Path folder;

  @Option(
      names = "--peers",
      split = ",",
      defaultValue = "totsugo,duckdb",
      description = "Who runs: ${COMPLETION-CANDIDATES}.")
  private List<Peer> peers;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Threads of DuckDB and of the generator.")
  private int threads;

  @Option(
      names = "--register",
      description = "Measure with the residents' register too, beside the run without it.")
  private boolean register;

  @Option(names = "--compare", description = "Compare the findings; exit code 1 when they differ.")
  private boolean compare;

  @Option(names = "--keep", description = "Keep uploads and register for the next time.")
  private boolean keep;

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
    folder = folder.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    if (peers.contains(Peer.totsugo)) {
      // Builds the program if that is still to be done.
      Measurement.of(List.of("./totsugo", "--help"), folder.resolve("build.log"));
    }
    List<String> table = new ArrayList<>();
    boolean agree = true;
    for (long count : records) {
      Path residents = register ? residents(count) : null;
      for (double rate : errors) {
        Path uploads = uploads(count, rate);
        table.addAll(measure(uploads, null, count, rate));
        agree &= !compare || agree(false);
        if (register) {
          table.addAll(measure(uploads, residents, count, rate));
          agree &= !compare || agree(true);
        }
        if (!keep) {
          deleteRecursively(uploads, ALLOW_INSECURE);
        }
      }
      if (register && !keep) {
        deleteRecursively(residents, ALLOW_INSECURE);
      }
    }
    System.out.println();
    System.out.println("| records | errors | program | wall s | CPU s | peak MiB | records/s |");
    System.out.println("|---:|---:|---|---:|---:|---:|---:|");
    table.forEach(System.out::println);
    if (peers.contains(Peer.duckdb)) {
      System.out.println("\nDuckDB leaves out:");
      DuckDbPeer.LEAVES_OUT.forEach(line -> System.out.println("- " + line));
    }
    return agree ? 0 : 1;
  }

  private boolean agree(boolean withRegister) throws SQLException {
    return new Comparison(out(Peer.totsugo), out(Peer.duckdb), withRegister).agree();
  }

  private Path residents(long count) throws IOException, InterruptedException, ExecutionException {
    Path residents = folder.resolve("register-" + count);
    Residents ofAll = new Residents(SEED, count);
    if (!Files.exists(residents)) {
      ofAll.write(residents, threads);
    } else if (!ofAll.isIn(residents)) {
      throw new ParameterException(
          spec.commandLine(), "not the register of these records, delete it: " + residents);
    }
    return residents;
  }

  private Path uploads(long count, double rate)
      throws IOException, InterruptedException, ExecutionException {
    Path uploads =
        folder.resolve("uploads-" + count + "-" + rate + (register ? "-with-register" : ""));
    if (!Files.exists(uploads)) {
      Path unfinished = folder.resolve("unfinished");
      if (Files.exists(unfinished)) {
        deleteRecursively(unfinished, ALLOW_INSECURE);
      }
      Uploads.write(count, rate, SEED, threads, unfinished, register);
      Files.move(unfinished, uploads);
    }
    return uploads;
  }

  private List<String> measure(Path uploads, Path residents, long count, double rate)
      throws IOException, InterruptedException {
    Map<Peer, List<Measurement>> runs = new EnumMap<>(Peer.class);
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      for (Peer peer : peers) {
        Path out = out(peer);
        if (Files.exists(out)) {
          deleteRecursively(out, ALLOW_INSECURE);
        }
        Measurement run =
            Measurement.of(command(peer, uploads, residents, out), folder.resolve(peer + ".log"));
        runs.computeIfAbsent(peer, p -> new ArrayList<>()).add(run);
        System.out.printf(
            "%,d records, errors %s, run %d: %s%s %.2f s, CPU %.2f s, peak %,d MiB%n",
            count,
            percent(rate),
            repetition,
            peer,
            residents == null ? "" : " with register",
            run.wall(),
            run.cpu(),
            mebibytes(run));
      }
    }
    List<String> rows = new ArrayList<>();
    for (Peer peer : peers) {
      Measurement median = Measurement.median(runs.get(peer));
      rows.add(
          String.format(
              "| %,d | %s | %s%s | %.2f | %.2f | %,d | %,.0f |",
              count,
              percent(rate),
              peer,
              residents == null ? "" : " with register",
              median.wall(),
              median.cpu(),
              mebibytes(median),
              count / median.wall()));
    }
    if (runs.size() == Peer.values().length) {
      Measurement ours = Measurement.median(runs.get(Peer.totsugo));
      Measurement theirs = Measurement.median(runs.get(Peer.duckdb));
      rows.add(
          String.format(
              "| %,d | %s | **ratio** | **%.2f** | **%.2f** | **%.2f** | |",
              count,
              percent(rate),
              ours.wall() / theirs.wall(),
              ours.cpu() / theirs.cpu(),
              (double) ours.peakBytes() / theirs.peakBytes()));
    }
    return rows;
  }

  private List<String> command(Peer peer, Path uploads, Path residents, Path out) {
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of("--uploads", uploads.toString(), "--out", out.toString(), "--as-of", AS_OF));
    if (residents != null) {
      options.addAll(List.of("--register", residents.toString()));
    }
    List<String> command = new ArrayList<>();
    if (peer == Peer.totsugo) {
      command.addAll(List.of("./totsugo", "run"));
      command.addAll(options);
    } else {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      // The database works outside the heap.
      command.addAll(
          List.of(
              java, "-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
      command.add(DuckDbPeer.class.getName());
      command.addAll(options);
      command.addAll(List.of("--threads", Integer.toString(threads)));
    }
    return command;
  }

  private Path out(Peer peer) {
    return folder.resolve("out-" + peer);
  }

  private static String percent(double rate) {
    return new DecimalFormat("0.####%").format(rate);
  }

  private static long mebibytes(Measurement run) {
    return run.peakBytes() >> 20;
  }
}
