package jp.totsugo.cli.terminal;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how many of a known number of things are done: a bar on a terminal, which goes at the end;
 * else a plain line now and then, so that a short command prints none. Serves one thread.
 */
public final class CountDisplay implements AutoCloseable {
  private static final int MILLIS_ON_TERMINAL = 200;
  private static final long NANOS_ELSEWHERE = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream err;
  private final String name;
  private final long all;
  private final ProgressBar bar;
  private long done;
  private long nextLine = System.nanoTime() + NANOS_ELSEWHERE;

  CountDisplay(PrintStream err, boolean onTerminal, String name, long all) {
    this.err = err;
    this.name = name;
    this.all = all;
    bar =
        onTerminal
            ? new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(all)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(MILLIS_ON_TERMINAL)
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .clearDisplayOnFinish()
                .build()
            : null;
  }

  /**
   * On stderr; the launcher knows whether it is a terminal.
   *
   * @param name of the things
   * @param all how many there are, as far as is known
   */
  public static CountDisplay onStderr(String name, long all) {
    return new CountDisplay(System.err, Boolean.getBoolean("totsugo.terminal"), name, all);
  }

  /** So many more are done. */
  public void add(long more) {
    done += more;
    if (bar != null) {
      bar.stepTo(done);
    } else if (System.nanoTime() >= nextLine) {
      nextLine += NANOS_ELSEWHERE;
      err.println("totsugo: " + name + " " + done + "/" + Math.max(done, all));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
