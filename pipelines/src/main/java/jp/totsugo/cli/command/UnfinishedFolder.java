package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;

/** A folder that goes, with all that is in it, however the command ends, unless it is kept. */
final class UnfinishedFolder implements Closeable {
  private static final int ATTEMPTS = 40;
  private static final int MILLIS_BETWEEN = 50;

  private final Path path;
  private final Consumer<Saying> notice;
  private final Thread onExit = new Thread(this::remove, "remove unfinished files");
  private boolean kept;

  /**
   * @param path exists or will be made
   * @param notice told if it cannot be removed
   */
  UnfinishedFolder(Path path, Consumer<Saying> notice) {
    this.path = path;
    this.notice = notice;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  Path path() {
    return path;
  }

  /** Says that the folder is finished. */
  synchronized void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook does the same.
      return;
    }
  }

  /** A worker may still be writing while the process ends, so it is tried more than once. */
  private synchronized void remove() {
    for (int attempt = 1; !kept && Files.exists(path); attempt++) {
      try {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          notice.accept(Saying.of("notice.notRemoved", ShownName.of(path)));
          return;
        }
        Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(MILLIS_BETWEEN));
      }
    }
  }
}
