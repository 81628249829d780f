package jp.totsugo.job;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;

/**
 * The folder in which a run builds its outputs, a hidden sibling of the final one that only its
 * owner can read. The outputs get their final name by one rename; all else goes.
 */
public final class RunFolder implements Closeable {
  /** Why a run cannot write where it was told to; the message says what to do. */
  public static final class UnusableException extends SaidException {
    private static final long serialVersionUID = 1L;

    UnusableException(String key, Object... values) {
      super(Saying.of(key, values));
    }
  }

  private static final int MOST_ATTEMPTS = 20;
  private static final String RESULTS = "results";

  private final String id = UUID.randomUUID().toString();
  private final Path out;
  private final Path folder;
  private final RunLock lock;
  private final Consumer<Saying> notice;
  private final Thread onExit;
  private boolean closed;
  private boolean abandoned;

  private RunFolder(Path out, Path folder, RunLock lock, Consumer<Saying> notice) {
    this.notice = notice;
    this.out = out;
    this.folder = folder;
    this.lock = lock;
    onExit = new Thread(this::abandon, "remove work files");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Begins a run: refuses an output folder with files in it, removes what a run that was killed has
   * left.
   *
   * @param notice told what was removed
   */
  public static RunFolder begin(Path wanted, Consumer<Saying> notice)
      throws UnusableException, IOException {
    return begin(wanted, notice, ClusterJob.PATIENCE);
  }

  /**
   * @param patience so long a job of a run that was killed may take to end
   */
  static RunFolder begin(Path wanted, Consumer<Saying> notice, Duration patience)
      throws UnusableException, IOException {
    OutputPlace place = OutputPlace.of(wanted);
    place.makeParent();
    return place.make(() -> begin(place, notice, patience));
  }

  private static RunFolder begin(OutputPlace place, Consumer<Saying> notice, Duration patience)
      throws UnusableException, IOException {
    Path folder = place.inProgress();
    boolean leftOver = Files.exists(folder);
    RunLock lock = RunLock.take(folder);
    if (lock == null) {
      throw new UnusableException("out.anotherRun", ShownName.of(folder));
    }
    boolean begun = false;
    try {
      // Another run may have ended between the first look and the lock.
      place.refuseUsed();
      if (leftOver) {
        notice.accept(Saying.of("notice.leftByRun", ShownName.of(folder)));
      }
      ClusterJob.Place living = ClusterJob.endAllIn(RunLock.work(folder), patience);
      if (living != null) {
        begun = true;
        lock.giveUp();
        throw new UnusableException(
            "out.jobLives", ShownName.of(folder), living.job(), living.cluster());
      }
      lock.clear(null);
      RunFolder run = new RunFolder(place.folder(), folder, lock, notice);
      place.tryRename(run.outputs());
      Files.createDirectory(run.outputs());
      Files.createDirectory(run.ownWork());
      begun = true;
      return run;
    } finally {
      if (!begun) {
        lock.remove();
      }
    }
  }

  /** Tells this run from all others. */
  public String id() {
    return id;
  }

  /** Where the outputs are built. */
  public Path outputs() {
    return work().resolve(RESULTS);
  }

  /** Where work files are: readable by their owner alone, and gone when the run ends. */
  public Path work() {
    return RunLock.work(folder);
  }

  /**
   * The part of the work folder that has the run's id in its path: a worker that still serves an
   * older run with the same output does not find it.
   */
  public Path ownWork() {
    return work().resolve(id);
  }

  /** Removes the work files and makes the outputs visible under their final name, in one step. */
  public synchronized void publish() throws IOException {
    if (abandoned) {
      throw new IOException("the run was interrupted");
    }
    lock.clear(outputs());
    Files.move(outputs(), out, StandardCopyOption.ATOMIC_MOVE);
    removeQuietly();
  }

  /** The process is ending: what is not published now never will be, not even in part. */
  void abandon() {
    synchronized (this) {
      abandoned = true;
    }
    removeQuietly();
  }

  /**
   * Removes a file or folder, more than once if need be: when a run ends, its engine is still
   * removing files of its own there, and when the process is being ended, a worker may still be
   * writing.
   */
  static void remove(Path folder) throws IOException {
    for (int attempt = 1; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); attempt++) {
      try {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      } catch (IOException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Whoever waits for no result any more needs no job. */
  private void endJobs() throws IOException {
    if (Files.isDirectory(ownWork())) {
      ClusterJob.Place living = ClusterJob.endAllIn(work(), ClusterJob.PATIENCE);
      if (living != null) {
        notice.accept(Saying.of("notice.jobLives", living.job(), living.cluster()));
      }
    }
  }

  private void removeQuietly() {
    try {
      endJobs();
      lock.remove();
    } catch (IOException e) {
      notice.accept(Saying.of("notice.notRemoved", ShownName.of(folder)));
    }
  }

  /** Removes everything that was not published. */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      removeQuietly();
      try {
        Runtime.getRuntime().removeShutdownHook(onExit);
      } catch (IllegalStateException e) {
        // The process is ending, and the hook does the same.
        return;
      }
    }
  }
}
