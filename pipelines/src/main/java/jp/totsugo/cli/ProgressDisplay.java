package jp.totsugo.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.totsugo.check.Progress;
import jp.totsugo.job.CheckJob;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a run has come: a bar on a terminal, else a plain line now and then. */
final class ProgressDisplay implements CheckJob.Observer, AutoCloseable {
  private static final int MILLIS_ON_TERMINAL = 200;
  private static final int MILLIS_ELSEWHERE = 10_000;
  private static final long MEBIBYTE = 1 << 20;

  private final PrintStream err;
  private final boolean onTerminal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private Instant start;
  private long bytes;
  private ProgressBar bar;

  private ProgressDisplay(PrintStream err, boolean onTerminal) {
    this.err = err;
    this.onTerminal = onTerminal;
  }

  /** The launcher knows whether stderr is a terminal. */
  static ProgressDisplay onStderr() {
    return new ProgressDisplay(System.err, Boolean.getBoolean("totsugo.terminal"));
  }

  @Override
  public void notice(String message) {
    err.println("totsugo: " + message);
  }

  @Override
  public void begins(int files, long totalBytes) {
    start = Instant.now();
    bytes = totalBytes;
    Progress.BYTES.reset();
    Progress.RECORDS.reset();
    Progress.FINDINGS.reset();
    if (onTerminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("check")
              .setInitialMax(totalBytes)
              .setUnit(" MiB", MEBIBYTE)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(MILLIS_ON_TERMINAL)
              .setConsumer(new ConsoleProgressBarConsumer(err))
              .build();
    }
    int interval = onTerminal ? MILLIS_ON_TERMINAL : MILLIS_ELSEWHERE;
    clock.scheduleAtFixedRate(this::show, interval, interval, TimeUnit.MILLISECONDS);
  }

  private void show() {
    if (bar != null) {
      bar.stepTo(Progress.BYTES.sum());
      bar.setExtraMessage(message());
    } else {
      long done = Progress.BYTES.sum();
      err.printf(
          Locale.ROOT,
          "totsugo: %d of %d MiB, %s%n",
          done / MEBIBYTE,
          bytes / MEBIBYTE,
          done < bytes ? message() : message() + ", matching and writing queues");
    }
  }

  private String message() {
    long records = Progress.RECORDS.sum();
    double seconds = Math.max(0.001, Duration.between(start, Instant.now()).toMillis() / 1000.0);
    return String.format(
        Locale.ROOT,
        "%,d records, %,.0f/s, %,d findings",
        records,
        records / seconds,
        Progress.FINDINGS.sum());
  }

  @Override
  public void finishes() {
    close();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    if (bar != null) {
      bar.stepTo(Progress.BYTES.sum());
      bar.close();
      bar = null;
    }
  }
}
