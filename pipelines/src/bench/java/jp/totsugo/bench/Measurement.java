package jp.totsugo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What one run of a program took: all of its processes together.
 *
 * @param wall seconds from its start to its end
 * @param cpu seconds of all cores, user and system; 0 where there is no /proc
 * @param peakBytes most memory that its living processes held at their peaks; 0 where there is no
 *     /proc
 */
record Measurement(double wall, double cpu, long peakBytes) {
  private static final int SAMPLE_MILLIS = 100;
  private static final double TICKS_PER_SECOND = 100;
  private static final Path PROC = Path.of("/proc");

  /**
   * Runs the command to its end.
   *
   * @throws IOException if it fails; its output is in {@code log}
   */
  static Measurement of(List<String> command, Path log) throws IOException, InterruptedException {
    double cpuBefore = cpuOfEndedChildren();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long peak = 0;
    while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakBytes(process));
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          "exit "
              + process.exitValue()
              + " of "
              + String.join(" ", command)
              + "; its output: "
              + log);
    }
    return new Measurement(wall, cpuOfEndedChildren() - cpuBefore, peak);
  }

  /** The median of each figure by itself. */
  static Measurement median(List<Measurement> runs) {
    return new Measurement(
        median(runs, Measurement::wall),
        median(runs, Measurement::cpu),
        (long) median(runs, Measurement::peakBytes));
  }

  private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The kernel adds to these two figures what a child, and its own ended children, had used when it
   * ended.
   */
  private static double cpuOfEndedChildren() throws IOException {
    Path stat = PROC.resolve("self/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    String[] afterName = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(afterName[13]) + Long.parseLong(afterName[14])) / TICKS_PER_SECOND;
  }

  private static long peakBytes(Process process) {
    long bytes = 0;
    List<ProcessHandle> tree =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    for (ProcessHandle handle : tree) {
      bytes += peakBytes(PROC.resolve(handle.pid() + "/status"));
    }
    return bytes;
  }

  private static long peakBytes(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException endedMeanwhile) {
      return 0;
    }
  }
}
