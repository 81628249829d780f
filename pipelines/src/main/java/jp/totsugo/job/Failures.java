package jp.totsugo.job;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import jp.totsugo.number.shard.ShardFullException;
import jp.totsugo.storage.DiskFull;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.TooManyOpenFilesException;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;
import org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException;
import org.apache.flink.runtime.jobmaster.JobMasterException;
import org.apache.flink.util.SerializedThrowable;

/**
 * Says in a sentence why a run failed. Never more of an exception than its kind, unless its text is
 * known to be harmless.
 */
public final class Failures {
  private Failures() {}

  static RunFailedException explained(Throwable failure) {
    List<Throwable> chain = causes(failure);
    for (Throwable cause : chain) {
      if (cause instanceof LostFileException
          || cause instanceof WorkerFailureException
          || cause instanceof Cluster.UnreachableException) {
        return failed(((Said) cause).saying(), failure);
      }
      if (cause instanceof ShardFullException full) {
        return new RunFailedException(full.saying(), failure);
      }
      if (cause instanceof JobMasterException || cause instanceof RemoteTransportException) {
        return failed(Saying.of("failure.lostWorker"), failure);
      }
      if (cause instanceof TooManyOpenFilesException) {
        return failed(Saying.of("failure.openFiles"), failure);
      }
      if (DiskFull.is(cause)) {
        return new RunFailedException(Saying.of("failure.diskFullOfRun"), failure);
      }
      if (cause instanceof OutOfMemoryError) {
        return new RunFailedException(Saying.of("failure.memoryOfRun"), failure);
      }
      if (cause instanceof FileSystemException file) {
        return failed(
            Saying.of("file.failed", ShownName.in(file.getFile()), reason(file)), failure);
      }
    }
    return failed(unknown(chain.get(chain.size() - 1)), failure);
  }

  /**
   * A failure and its causes. One that an engine brought from a worker is unpacked, if its class is
   * known here.
   */
  static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && known.add(cause); ) {
      causes.add(cause);
      Throwable unpacked =
          cause instanceof SerializedThrowable packed
              ? packed.deserializeError(Failures.class.getClassLoader())
              : cause;
      cause = unpacked == cause ? cause.getCause() : unpacked;
    }
    return causes;
  }

  private static RunFailedException failed(Saying why, Throwable failure) {
    return new RunFailedException(Saying.of("failure.nothingPublished", why), failure);
  }

  /** Names the kind and the place of a failure that nobody has thought of. */
  public static Saying unknown(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String kind = failure.getClass().getName();
    return trace.length == 0
        ? Saying.of("failure.unknown", kind)
        : Saying.of("failure.unknownAt", kind, trace[0].toString());
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
  public static Saying reason(FileSystemException file) {
    if (file instanceof NoSuchFileException) {
      return Saying.of("file.notThere");
    }
    if (file instanceof AccessDeniedException) {
      return Saying.of("file.denied");
    }
    if (file instanceof InputFile.NoRegularFileException) {
      return Saying.of("file.noRegular");
    }
    return Saying.of(
        "text", file.getReason() == null ? file.getClass().getSimpleName() : file.getReason());
  }
}
