package jp.totsugo.cli.terminal;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.totsugo.check.Progress;
import jp.totsugo.job.CheckJob;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Shows how far a run has come: a bar on a terminal, which goes when the run ends; else a plain
 * line now and then, so that a short run prints none.
 */
public final class ProgressDisplay implements CheckJob.Observer, AutoCloseable {
  private static final int MILLIS_ON_TERMINAL = 200;
  private static final int SECONDS_ELSEWHERE = 10;

  private final Words words;
  private final PrintStream err;
  private final boolean onTerminal;
  private ProgressBar bar;
  private ScheduledExecutorService clock;

  ProgressDisplay(PrintStream err, boolean onTerminal, Words words) {
    this.words = words;
    this.err = err;
    this.onTerminal = onTerminal;
  }

  /** The launcher knows whether stderr is a terminal. */
  public static ProgressDisplay onStderr(Words words) {
    return new ProgressDisplay(System.err, Boolean.getBoolean("totsugo.terminal"), words);
  }

  @Override
  public void notice(Saying message) {
    err.println("totsugo: " + ShownName.in(words.text(message)));
  }

  @Override
  public void begins(int files, long totalBytes) {
    close();
    Progress.BYTES.reset();
    Progress.RECORDS.reset();
    Progress.FINDINGS.reset();
    long start = System.nanoTime();
    if (onTerminal) {
      bar =
          new ProgressBarBuilder()
              .setInitialMax(totalBytes)
              .setUpdateIntervalMillis(MILLIS_ON_TERMINAL)
              .continuousUpdate()
              .setConsumer(new ConsoleProgressBarConsumer(err))
              .setRenderer((state, columns) -> stage(start, totalBytes).bar(columns))
              .clearDisplayOnFinish()
              .build();
    } else {
      clock =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "progress");
                thread.setDaemon(true);
                return thread;
              });
      clock.scheduleAtFixedRate(
          () -> err.println("totsugo: " + stage(start, totalBytes).line()),
          SECONDS_ELSEWHERE,
          SECONDS_ELSEWHERE,
          TimeUnit.SECONDS);
    }
  }

  private ProgressStage stage(long start, long totalBytes) {
    return new ProgressStage(
        words,
        Progress.BYTES.sum(),
        totalBytes,
        Progress.RECORDS.sum(),
        Progress.FINDINGS.sum(),
        (System.nanoTime() - start) / 1e9);
  }

  @Override
  public void finishes() {
    close();
  }

  @Override
  public void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
