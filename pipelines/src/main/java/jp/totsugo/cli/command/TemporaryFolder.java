package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;

/**
 * A folder for temporary files, readable by its owner alone, that goes however the command ends.
 * Only a process that is killed outright leaves it behind; the next command then removes it.
 */
final class TemporaryFolder implements Closeable {
  private static final String PREFIX = "totsugo-check-";
  private static final String LOCK = "lock";

  private final UnfinishedFolder folder;
  private final FileChannel lock;

  private TemporaryFolder(Path path, Consumer<Saying> notice) throws IOException {
    folder = new UnfinishedFolder(path, notice);
    lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
  }

  /**
   * Makes a new one below {@code parent}, and removes what killed processes of the same user left
   * there.
   *
   * @param notice told what was removed
   */
  static TemporaryFolder in(Path parent, Consumer<Saying> notice) throws IOException {
    removeLeftOvers(parent, notice);
    return new TemporaryFolder(Files.createTempDirectory(parent, PREFIX), notice);
  }

  private static void removeLeftOvers(Path parent, Consumer<Saying> notice) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isOwn(folder) && nobodyHolds(folder.resolve(LOCK))) {
          notice.accept(Saying.of("notice.leftByCommand", ShownName.of(folder)));
          MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
      }
    }
  }

  private static boolean isOwn(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"));
  }

  /** A folder without a lock has just been made, or is empty. */
  private static boolean nobodyHolds(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path path() {
    return folder.path();
  }

  @Override
  public void close() throws IOException {
    lock.close();
    folder.close();
  }
}
