package jp.totsugo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Makes uploads to measure with: one UTF-8 file an insurer, the same bytes for the same options.
 */
@Command(
    name = "uploads",
    mixinStandardHelpOptions = true,
    description = "Makes N upload records, E of them with an error.")
public final class Uploads implements Callable<Integer> {
  private static final int RECORDS_A_WRITE = 200;

  @Option(names = "--records", required = true, paramLabel = "N")
  private long records;

  @Option(
      names = "--errors",
      defaultValue = "0.01",
      paramLabel = "E",
      description = "Share of records with an error: 0 to 1.")
  private double errors;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  @Option(names = "--threads", defaultValue = "2")
  private int threads;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(
      names = "--register",
      paramLabel = "DIR",
      description = "Also makes the register; some numbers are then wrong that only it shows.")
  private Path register;

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Uploads()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (register != null && Files.exists(register)) {
      throw new ParameterException(spec.commandLine(), "--register: exists already: " + register);
    }
    long begin = System.nanoTime();
    long bytes = write(records, errors, seed, threads, out, register != null);
    if (register != null) {
      new Residents(seed, records).write(register, threads);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%,d records, %,d bytes, %.1f s, %,.0f records/s%n",
        records, bytes, seconds, records / seconds);
    return 0;
  }

  /**
   * Writes the uploads into the folder and returns their size in bytes.
   *
   * @param wrongPersons whether some numbers are wrong that only the register shows
   */
  public static long write(
      long records, double errors, long seed, int threads, Path out, boolean wrongPersons)
      throws IOException, InterruptedException, ExecutionException {
    if (records < 1 || records > Subscribers.LIMIT) {
      throw new IllegalArgumentException("records: from 1 to " + Subscribers.LIMIT);
    }
    Files.createDirectories(out);
    Insurers insurers = new Insurers(records);
    Subscribers subscribers = new Subscribers(seed, insurers);
    Mistakes mistakes = new Mistakes(seed, errors, subscribers);
    WrongPersons wrong =
        new WrongPersons(seed, wrongPersons ? errors / 10 : 0, subscribers, records);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> sizes = new ArrayList<>();
      for (int i = 0; i < insurers.count(); i++) {
        int insurer = i;
        sizes.add(pool.submit(() -> write(insurer, subscribers, mistakes, wrong, out)));
      }
      long bytes = 0;
      for (Future<Long> size : sizes) {
        bytes += size.get();
      }
      return bytes;
    } finally {
      pool.shutdownNow();
    }
  }

  private static long write(
      int insurer, Subscribers subscribers, Mistakes mistakes, WrongPersons wrong, Path out)
      throws IOException {
    Insurers insurers = subscribers.insurers();
    Path file = out.resolve(insurers.number(insurer) + "_upload.csv");
    StringBuilder lines = new StringBuilder(Field.header()).append('\n');
    try (OutputStream stream = Files.newOutputStream(file)) {
      for (long index = insurers.first(insurer); index < insurers.end(insurer); index++) {
        String[] row = subscribers.record(index);
        mistakes.make(index, row);
        wrong.make(index, row);
        append(row, lines);
        if (index % RECORDS_A_WRITE == 0) {
          stream.write(lines.toString().getBytes(UTF_8));
          lines.setLength(0);
        }
      }
      stream.write(lines.toString().getBytes(UTF_8));
    }
    return Files.size(file);
  }

  private static void append(String[] row, StringBuilder lines) {
    for (String field : row) {
      lines.append(field).append(',');
    }
    lines.setCharAt(lines.length() - 1, '\n');
  }
}
