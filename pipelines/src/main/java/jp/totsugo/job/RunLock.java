package jp.totsugo.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The right to an unfinished folder. A run holds it from before it puts anything there until
 * nothing of it is left, and only who holds it removes anything: so two runs that begin, end or
 * clean up at the same time cannot take each other's files. It goes with the process.
 */
final class RunLock {
  private static final int MOST_ATTEMPTS = 100;
  private static final int LONGEST_TOKEN = 1 << 20;

  private final Path folder;
  private FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the right to a folder, which is made if there is none. What a dead run has left in it is
   * still there.
   *
   * @return null if another run has it
   */
  static RunLock take(Path folder) throws IOException {
    FileChannel channel = lock(folder);
    return channel == null ? null : new RunLock(folder, channel);
  }

  /** The part of the folder that only its owner can read. */
  static Path work(Path folder) {
    return folder.resolve("work");
  }

  private static Path file(Path folder) {
    return work(folder).resolve("lock");
  }

  /** Windows has no such permissions: there those of the folder above hold. */
  private static FileAttribute<?>[] ofItsOwnerAlone(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static FileChannel lock(Path folder) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        makeFolder(folder);
        makeFolder(work(folder), ofItsOwnerAlone(folder));
        FileChannel channel =
            FileChannel.open(file(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
          if (channel.tryLock() == null) {
            return null;
          }
          mine = isAt(file(folder), channel);
        } catch (OverlappingFileLockException e) {
          return null;
        } finally {
          if (!mine) {
            channel.close();
          }
        }
        if (mine) {
          return channel;
        }
      } catch (NoSuchFileException e) {
        // The run that had the folder was removing it.
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void makeFolder(Path folder, FileAttribute<?>... attributes) throws IOException {
    try {
      Files.createDirectory(folder, attributes);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /**
   * Whether the locked file is the one that has its name now: another run may have removed the
   * folder and made it anew between opening and locking. The file gets a length that tells. (It
   * must not be opened again for that: closing it would end the lock.)
   */
  private static boolean isAt(Path path, FileChannel channel) throws IOException {
    int token = ThreadLocalRandom.current().nextInt(1, LONGEST_TOKEN);
    channel.truncate(0);
    channel.write(ByteBuffer.allocate(1), token - 1L);
    return Files.size(path) == token;
  }

  /**
   * Removes all that is in the folder but the lock; more than once if need be, since an engine may
   * still be removing or even writing files of its own.
   *
   * @param kept what stays besides, or null
   */
  synchronized void clear(Path kept) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        clearOnce(folder, work(folder));
        clearOnce(work(folder), kept);
        return;
      } catch (IOException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void clearOnce(Path part, Path kept) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(part)) {
      for (Path entry : entries) {
        if (!entry.equals(kept) && !entry.equals(file(folder))) {
          RunFolder.remove(entry);
        }
      }
    }
  }

  /** Removes the folder, and gives up the right to it. */
  synchronized void remove() throws IOException {
    for (int attempt = 1; channel != null; attempt++) {
      clear(null);
      Files.deleteIfExists(file(folder));
      try {
        Files.deleteIfExists(work(folder));
        Files.deleteIfExists(folder);
        release();
      } catch (DirectoryNotEmptyException e) {
        // Another run has just begun there, or the engine of this one has written once more.
        release();
        channel = attempt == MOST_ATTEMPTS ? null : lock(folder);
      }
    }
  }

  /** Gives up the right to the folder, and leaves it as it is. */
  synchronized void giveUp() throws IOException {
    release();
  }

  private void release() throws IOException {
    channel.close();
    channel = null;
  }
}
