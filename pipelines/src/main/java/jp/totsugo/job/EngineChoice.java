package jp.totsugo.job;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import jp.totsugo.upload.container.ContainerForm;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Which engine {@link RunOptions.Runner#auto} is: none for inputs that one thread is done with
 * before an engine pays, and whose keys and findings all fit in memory.
 */
final class EngineChoice {
  /** Bytes of text, all files together. */
  static final long LARGEST_IN_PROCESS = 100_000_000;

  /** So many times the text must fit into the heap: keys take about as much, findings may. */
  private static final int HEAP_FACTOR = 8;

  /** About as much as the columns of Avro and Parquet grow when they are text. */
  private static final int CONTAINER_FACTOR = 10;

  private EngineChoice() {}

  /** Bytes of text up to which no engine is needed. */
  static long largestInProcess(long heap) {
    return Math.min(LARGEST_IN_PROCESS, heap / HEAP_FACTOR);
  }

  /** Whether these files, as they lie on disk, will need an engine that loads meanwhile. */
  static boolean isWorthLoading(RunOptions options, Collection<Path> files) throws IOException {
    if (options.runner() != RunOptions.Runner.auto) {
      return options.runner() != RunOptions.Runner.inProcess;
    }
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
      if (sum > LARGEST_IN_PROCESS) {
        return true;
      }
    }
    return !options.beamArguments().isEmpty();
  }

  /** The engine of these options for this plan; that of the options if they name one. */
  static RunOptions.Runner of(RunOptions options, UploadPlan plan) {
    if (options.runner() != RunOptions.Runner.auto) {
      return options.runner();
    }
    // What is said to Beam is said to an engine.
    if (!options.beamArguments().isEmpty()) {
      return RunOptions.Runner.flink;
    }
    return textBytes(plan) <= largestInProcess(Runtime.getRuntime().maxMemory())
        ? RunOptions.Runner.inProcess
        : RunOptions.Runner.flink;
  }

  private static long textBytes(UploadPlan plan) {
    long sum = 0;
    for (UploadFile file : Iterables.concat(plan.files(), plan.referenceFiles())) {
      sum += file.bytes() * (file.form() instanceof ContainerForm ? CONTAINER_FACTOR : 1);
    }
    return sum;
  }
}
