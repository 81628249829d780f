package jp.totsugo.number.shard;

import java.util.Locale;

/** More records came together in one {@link Shard} than it can hold. */
public final class ShardFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param most so many it can hold
   */
  public ShardFullException(int most) {
    super(
        String.format(
            Locale.ROOT,
            "more than %,d records came together in one shard, as those do that share one My Number"
                + " or one card; correct them in the uploads, or name the number under fillers in"
                + " --rules (with --runner inProcess all records come together: take flink)",
            most));
  }
}
