package jp.totsugo.cli;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.Optional;
import jp.totsugo.cli.command.ExitCode;

/**
 * Ends the program when the launcher that waits for it was killed outright, as it did end while
 * both were one process. Other signals the launcher passes on.
 */
final class LauncherWatch {
  private static final Duration BETWEEN = Duration.ofMillis(250);

  private LauncherWatch() {}

  /** Begins if a launcher says, as {@code totsugo.launcher}, which process it is. */
  static void begin() {
    Optional<Long> launcher = Optional.ofNullable(Long.getLong("totsugo.launcher"));
    if (launcher.isPresent() && launcher.equals(parent())) {
      Thread watch = new Thread(() -> endWithout(launcher), "watch launcher");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void endWithout(Optional<Long> launcher) {
    while (launcher.equals(parent())) {
      Uninterruptibles.sleepUninterruptibly(BETWEEN);
    }
    System.exit(ExitCode.FAILED);
  }

  private static Optional<Long> parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid);
  }
}
