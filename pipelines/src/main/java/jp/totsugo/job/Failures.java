package jp.totsugo.job;

import com.google.common.base.Throwables;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jp.totsugo.number.shard.ShardFullException;
import jp.totsugo.storage.DiskFull;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.TooManyOpenFilesException;
import org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException;
import org.apache.flink.runtime.jobmaster.JobMasterException;

/**
 * Says in a sentence why a run failed. Never more of an exception than its kind, unless its text is
 * known to be harmless.
 */
public final class Failures {
  private Failures() {}

  static RunFailedException explained(Throwable failure) {
    List<Throwable> chain = Throwables.getCausalChain(failure);
    for (Throwable cause : chain) {
      if (cause instanceof LostFileException
          || cause instanceof WorkerFailureException
          || cause instanceof Cluster.UnreachableException) {
        return new RunFailedException(cause.getMessage() + "; nothing is published", failure);
      }
      if (cause instanceof ShardFullException) {
        return new RunFailedException(cause.getMessage(), failure);
      }
      if (cause instanceof JobMasterException || cause instanceof RemoteTransportException) {
        return new RunFailedException(
            "the cluster lost a worker in the middle of its work; run again, or give the cluster a"
                + " restart strategy, by which others take over; nothing is published",
            failure);
      }
      if (cause instanceof TooManyOpenFilesException) {
        return new RunFailedException(
            "too many files are open at once; let the user have more (`ulimit -n`), or give less to"
                + " --parallelism; nothing is published",
            failure);
      }
      if (DiskFull.is(cause)) {
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
            ShownName.in(file.getFile()) + ": " + reason(file) + "; nothing is published", failure);
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

  /**
   * Writes where something failed: classes and lines, also of its causes, and no message. Libraries
   * put into these what they could not read.
   */
  public static void trace(Throwable failure, PrintWriter out) {
    trace(failure, "", "", out, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void trace(
      Throwable failure, String indent, String what, PrintWriter out, Set<Throwable> known) {
    out.println(indent + what + failure.getClass().getName());
    if (!known.add(failure)) {
      return;
    }
    for (StackTraceElement element : failure.getStackTrace()) {
      out.println(indent + "\tat " + element);
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      trace(suppressed, indent + "\t", "suppressed: ", out, known);
    }
    if (failure.getCause() != null) {
      trace(failure.getCause(), indent, "caused by: ", out, known);
    }
  }

  /** What is wrong with the file, in words. */
  public static String reason(FileSystemException file) {
    if (file instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (file instanceof AccessDeniedException) {
      return "permission denied";
    }
    return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
  }
}
