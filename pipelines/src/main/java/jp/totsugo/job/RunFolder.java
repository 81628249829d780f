package jp.totsugo.job;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder in which a run builds its outputs, a hidden sibling of the final one, with the work
 * files in a part that only their owner can read. It becomes the final folder by one rename, or it
 * goes.
 */
public final class RunFolder implements Closeable {
  /** Why a run cannot write where it was told to; the message says what to do. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  private static final int MOST_ATTEMPTS = 20;

  private final Path out;
  private final Path folder;
  private final FileChannel lockFile;
  private final Thread onExit;
  private boolean closed;
  private boolean abandoned;

  private RunFolder(Path out, Path folder, FileChannel lockFile) {
    this.out = out;
    this.folder = folder;
    this.lockFile = lockFile;
    onExit = new Thread(this::abandon, "remove work files");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Begins a run: refuses an output folder with files in it, removes what a run that was killed has
   * left.
   *
   * @param notice told what was removed
   */
  public static RunFolder begin(Path wanted, Consumer<String> notice)
      throws UnusableException, IOException {
    Path out = wanted.toAbsolutePath().normalize();
    if (out.getFileName() == null) {
      throw new UnusableException(wanted + ": the root folder cannot be the output");
    }
    refuseUsed(out, wanted);
    Path folder = out.resolveSibling("." + out.getFileName() + ".inprogress");
    try {
      Files.createDirectories(out.getParent());
      if (Files.exists(folder)) {
        removeLeftOver(folder, notice);
      }
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      throw new UnusableException(
          wanted + ": cannot be created, " + e.getFile() + " is in the way");
    } catch (java.nio.file.AccessDeniedException e) {
      throw new UnusableException(wanted + ": no permission to write in " + out.getParent());
    } catch (java.nio.file.FileSystemException e) {
      throw new UnusableException(wanted + ": cannot be written: " + Failures.reason(e));
    }
    Path work = folder.resolve("work");
    Files.createDirectory(
        work, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel lockFile =
        FileChannel.open(work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lockFile.tryLock() == null) {
      throw new UnusableException(folder + ": another run began here just now");
    }
    return new RunFolder(out, folder, lockFile);
  }

  private static void refuseUsed(Path out, Path wanted) throws UnusableException, IOException {
    if (!Files.exists(out)) {
      return;
    }
    if (!Files.isDirectory(out)) {
      throw new UnusableException(wanted + ": is a file; give a folder that does not exist yet");
    }
    try (Stream<Path> entries = Files.list(out)) {
      if (entries.findAny().isPresent()) {
        throw new UnusableException(
            wanted + ": exists and is not empty; give another folder or remove it");
      }
    }
  }

  private static void removeLeftOver(Path folder, Consumer<String> notice)
      throws UnusableException, IOException {
    Path lock = folder.resolve("work/lock");
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        throw new UnusableException(folder + ": another run is writing here; wait until it ends");
      }
    } catch (OverlappingFileLockException e) {
      throw new UnusableException(folder + ": another run is writing here; wait until it ends");
    } catch (NoSuchFileException e) {
      // Killed before it had a lock, or after its work files went: nobody is at work there.
    }
    notice.accept("removing " + folder + ", left by a run that did not end");
    remove(folder);
  }

  /** Where the outputs are built. */
  public Path outputs() {
    return folder;
  }

  /** Where work files are: readable by their owner alone, and gone when the run ends. */
  public Path work() {
    return folder.resolve("work");
  }

  /** Removes the work files and makes the outputs visible under their final name, in one step. */
  public synchronized void publish() throws IOException {
    if (abandoned) {
      throw new IOException("the run was interrupted");
    }
    lockFile.close();
    remove(work());
    Files.move(folder, out, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The process is ending: what is not published now never will be, not even in part. */
  void abandon() {
    synchronized (this) {
      abandoned = true;
    }
    removeQuietly();
  }

  /**
   * Removes the folder, more than once if need be: when a run ends, its engine is still removing
   * files of its own there, and when the process is being ended, a worker may still be writing.
   */
  static void remove(Path folder) throws IOException {
    for (int attempt = 1; Files.exists(folder); attempt++) {
      try {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      } catch (IOException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void removeQuietly() {
    try {
      remove(folder);
    } catch (IOException e) {
      System.err.println("totsugo: could not remove " + folder + "; remove it by hand");
    }
  }

  /** Removes everything that was not published. */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      lockFile.close();
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
