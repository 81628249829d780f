package jp.totsugo.job;

import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.block.BlindWorkerException;
import jp.totsugo.number.shard.ShardFullException;
import jp.totsugo.storage.DiskFull;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.TooManyOpenFilesException;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException;
import org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException;
import org.apache.flink.runtime.jobmaster.JobMasterException;
import org.apache.flink.util.SerializedThrowable;

/**
 * Says in a sentence why a run failed. Never more of an exception than its kind, unless its text is
 * known to be harmless.
 */
public final class Failures {
  /** How the engine speaks of a worker. */
  private static final Pattern WORKER =
      Pattern.compile("(?:TaskManager with id |remote task (?:manager|executor) ')([^ ']+)");

  private Failures() {}

  static RunFailedException explained(Throwable failure) {
    List<Throwable> chain = causes(failure);
    for (Throwable cause : chain) {
      if (cause instanceof LostFileException
          || cause instanceof WorkerFailureException
          || cause instanceof BlindWorkerException
          || cause instanceof Cluster.UnreachableException) {
        return failed(((Said) cause).saying(), failure);
      }
      if (cause instanceof ShardFullException full) {
        return new RunFailedException(full.saying(), failure);
      }
      if (isLossOfWorker(cause)) {
        return failed(lostWorker(chain), failure);
      }
      if (cause instanceof JobCancellationException) {
        return failed(Saying.of("failure.cancelled"), failure);
      }
      if (cause instanceof NoResourceAvailableException) {
        return failed(Saying.of("failure.noSlots"), failure);
      }
      if (text(cause).startsWith("Insufficient number of network buffers")) {
        return failed(Saying.of("failure.networkMemory"), failure);
      }
      if (cause instanceof ConnectException) {
        return failed(Saying.of("failure.clusterGone"), failure);
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

  private static boolean isLossOfWorker(Throwable cause) {
    return cause instanceof JobMasterException
        || cause instanceof RemoteTransportException
        || (cause instanceof TimeoutException && WORKER.matcher(text(cause)).find());
  }

  /** Names the worker, as the engine does. */
  private static Saying lostWorker(List<Throwable> chain) {
    for (Throwable cause : chain) {
      Matcher worker = WORKER.matcher(text(cause));
      if (isLossOfWorker(cause) && worker.find()) {
        return Saying.of("failure.lostWorkerNamed", ShownName.in(worker.group(1)));
      }
    }
    return Saying.of("failure.lostWorker");
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null ? "" : cause.getMessage();
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
