package jp.totsugo.number.earlier;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The uploads before cannot be of the same people: person ids mean others there. No engine need try
 * again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnfitEarlierException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Fewer persons prove nothing. */
  private static final int FEWEST_PERSONS = 1_000;

  private final long inBoth;
  private final long changed;

  private UnfitEarlierException(long inBoth, long changed) {
    super("the uploads before do not fit the uploads");
    this.inBoth = inBoth;
    this.changed = changed;
  }

  /**
   * Judges one shard, which is a sample.
   *
   * @param inBoth persons in the uploads of both runs
   * @param changed those of them who have another number now
   */
  static void refuse(long inBoth, long changed) {
    if (inBoth >= FEWEST_PERSONS && changed > inBoth / 2) {
      throw new UnfitEarlierException(inBoth, changed);
    }
  }

  /** Of the persons in both, those with another number, in percent. */
  public double share() {
    return 100.0 * changed / inBoth;
  }
}
