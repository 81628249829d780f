package jp.totsugo.bench;

import static com.google.common.io.MoreFiles.deleteRecursively;
import static com.google.common.io.RecursiveDeleteOption.ALLOW_INSECURE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures {@code totsugo run} on the same synthetic nation in every form of upload, in turn, and
 * with {@code --before} another checkout of the program on the CSV; prints medians and ratios to
 * CSV as a Markdown table. To be started at the top of the project.
 */
@Command(
    name = "formats",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "totsugo run on the same records as CSV, gzip, Avro and Parquet.")
final class Formats implements Callable<Integer> {
  /** A form of the uploads. */
  enum Form {
    csv,
    gzip,
    avro,
    parquet
  }

  @Option(
      names = "--records",
      defaultValue = "1000000",
      paramLabel = "N",
      description = "How many records.")
  private long records;

  @Option(names = "--repetitions", defaultValue = "3", paramLabel = "N")
  private int repetitions;

  @Option(
      names = "--folder",
      defaultValue = "target/formats",
      paramLabel = "DIR",
      description = "For uploads and outputs; uploads that are there are used again.")
  private Path folder;

  @Option(
      names = "--before",
      paramLabel = "DIR",
      description = "The top of another checkout, which reads the CSV too.")
  private Path before;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Formats()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    folder = folder.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    Map<Form, Path> uploads = new EnumMap<>(Form.class);
    for (Form form : Form.values()) {
      uploads.put(form, uploads(form));
    }
    Map<String, List<Measurement>> runs = new LinkedHashMap<>();
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      if (before != null) {
        run("csv, before", before.resolve("totsugo"), uploads.get(Form.csv), runs);
      }
      for (Form form : Form.values()) {
        run(form.name(), Path.of("./totsugo"), uploads.get(form), runs);
      }
    }
    print(runs);
    return sameStatistics(runs) ? 0 : 1;
  }

  private Path uploads(Form form) throws IOException, InterruptedException {
    Path nation = folder.resolve(form + "-" + records);
    if (!Files.exists(nation)) {
      if (form == Form.gzip) {
        pack(folder.resolve(Form.csv + "-" + records).resolve("uploads"), nation);
      } else {
        Measurement.of(
            List.of(
                "./totsugo",
                "generate",
                "--records",
                Long.toString(records),
                "--format",
                form.name(),
                "--out",
                nation.toString()),
            folder.resolve("generate.log"));
      }
    }
    return nation.resolve("uploads");
  }

  private static void pack(Path uploads, Path nation) throws IOException {
    Path unfinished = nation.resolveSibling("unfinished");
    if (Files.exists(unfinished)) {
      deleteRecursively(unfinished, ALLOW_INSECURE);
    }
    Path packed = Files.createDirectories(unfinished.resolve("uploads"));
    try (Stream<Path> files = Files.list(uploads)) {
      for (Path file : files.toList()) {
        try (OutputStream out =
            new GZIPOutputStream(
                Files.newOutputStream(packed.resolve(file.getFileName() + ".gz")))) {
          Files.copy(file, out);
        }
      }
    }
    Files.move(unfinished, nation);
  }

  private void run(String name, Path launcher, Path uploads, Map<String, List<Measurement>> runs)
      throws IOException, InterruptedException {
    Path out = out(name);
    if (Files.exists(out)) {
      deleteRecursively(out, ALLOW_INSECURE);
    }
    if (!runs.containsKey(name)) {
      // Builds the program if that is still to be done.
      Measurement.of(List.of(launcher.toString(), "--help"), folder.resolve("build.log"));
    }
    Measurement run =
        Measurement.of(
            List.of(
                launcher.toString(),
                "run",
                "--uploads",
                uploads.toString(),
                "--out",
                out.toString()),
            folder.resolve("run.log"));
    runs.computeIfAbsent(name, n -> new ArrayList<>()).add(run);
    System.out.printf(
        "%s: %.2f s, CPU %.2f s, peak %,d MiB%n",
        name, run.wall(), run.cpu(), run.peakBytes() >> 20);
  }

  private Path out(String name) {
    return folder.resolve("out-" + name.replaceAll("\\W+", "-"));
  }

  private void print(Map<String, List<Measurement>> runs) {
    Measurement csv = Measurement.median(runs.get(Form.csv.name()));
    System.out.println();
    System.out.println("| records | uploads | wall s | CPU s | peak MiB | wall : CSV |");
    System.out.println("|---:|---|---:|---:|---:|---:|");
    runs.forEach(
        (name, measurements) -> {
          Measurement median = Measurement.median(measurements);
          System.out.printf(
              "| %,d | %s | %.2f | %.2f | %,d | %.2f |%n",
              records,
              name,
              median.wall(),
              median.cpu(),
              median.peakBytes() >> 20,
              median.wall() / csv.wall());
        });
  }

  /** Equal records give equal statistics, whatever form they have. */
  private boolean sameStatistics(Map<String, List<Measurement>> runs) throws IOException {
    boolean same = true;
    for (String name : runs.keySet()) {
      for (String table : List.of("statistics/rules.csv", "statistics/insurers.csv")) {
        if (Files.mismatch(out(Form.csv.name()).resolve(table), out(name).resolve(table)) >= 0) {
          System.out.println("differs from that of csv: " + out(name).resolve(table));
          same = false;
        }
      }
    }
    return same;
  }
}
