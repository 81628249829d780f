package jp.totsugo.check;

import java.util.concurrent.atomic.LongAdder;

/**
 * How far the run in this process has come, for the progress bar. Not audited: the tallies are.
 * Embedded Flink does not move Beam's metrics before a task ends.
 */
public final class Progress {
  public static final LongAdder BYTES = new LongAdder();
  public static final LongAdder RECORDS = new LongAdder();
  public static final LongAdder FINDINGS = new LongAdder();

  private Progress() {}
}
