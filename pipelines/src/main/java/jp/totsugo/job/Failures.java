package jp.totsugo.job;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import jp.totsugo.number.ShardFullException;
import jp.totsugo.upload.LostFileException;

/**
 * Says in a sentence why a run failed. Never more of an exception than its kind, unless its text is
 * known to be harmless.
 */
final class Failures {
  private Failures() {}

  static RunFailedException explained(Throwable failure) {
    List<Throwable> chain = Throwables.getCausalChain(failure);
    for (Throwable cause : chain) {
      if (cause instanceof LostFileException) {
        return new RunFailedException(cause.getMessage() + "; nothing is published", failure);
      }
      if (cause instanceof ShardFullException) {
        return new RunFailedException(cause.getMessage(), failure);
      }
      if (isDiskFull(cause)) {
        return new RunFailedException(
            "the disk is full; the folder of --out needs room for the outputs and for work files"
                + " of about the size of the uploads",
            failure);
      }
      if (cause instanceof OutOfMemoryError) {
        return new RunFailedException(
            "the memory is not enough; set TOTSUGO_HEAP to more, or --parallelism to less"
                + " (--runner inProcess keeps everything in memory, --runner flink does not)",
            failure);
      }
      if (cause instanceof FileSystemException file) {
        return new RunFailedException(
            file.getFile() + ": " + reason(file) + "; nothing is published", failure);
      }
    }
    Throwable root = chain.get(chain.size() - 1);
    StackTraceElement[] trace = root.getStackTrace();
    return new RunFailedException(
        "the program failed with "
            + root.getClass().getName()
            + (trace.length == 0 ? "" : " at " + trace[0])
            + "; nothing is published",
        failure);
  }

  private static boolean isDiskFull(Throwable cause) {
    String message = cause.getMessage();
    return cause instanceof IOException
        && message != null
        && (message.contains("No space left on device") || message.contains("Disk quota exceeded"));
  }

  static String reason(FileSystemException file) {
    return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
  }
}
