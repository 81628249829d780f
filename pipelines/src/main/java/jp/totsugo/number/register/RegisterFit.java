package jp.totsugo.number.register;

import java.io.Serializable;
import jp.totsugo.block.Tally;

/**
 * Whether a register that calls itself complete can be that of the uploads. If it holds too few of
 * their numbers, the run ends before it makes wrong whatever the register lacks.
 *
 * @param leastShare of the different valid numbers in the uploads, in percent, that the register
 *     must hold; 0 takes any register
 */
public record RegisterFit(int leastShare) implements Serializable {
  public static final int USUAL_SHARE = 50;

  /** Fewer numbers prove nothing. */
  public static final int FEWEST_NUMBERS = 1_000;

  /**
   * A shard is a sample of the numbers. One of {@link #FEWEST_NUMBERS} is more than six standard
   * deviations from the whole if it is so many percent below.
   */
  private static final int MARGIN = 10;

  /**
   * Different valid numbers.
   *
   * @param inUploads those in the uploads
   * @param inBoth those of them that the register holds
   * @param inRegister those in the register
   */
  public record Numbers(long inUploads, long inBoth, long inRegister) {
    /** As they were counted. */
    public static Numbers of(Tally tally) {
      return new Numbers(
          tally.step(Tally.Step.NUMBERS_IN_UPLOADS),
          tally.step(Tally.Step.NUMBERS_IN_BOTH),
          tally.step(Tally.Step.NUMBERS_IN_REGISTER));
    }
  }

  /**
   * Judges one shard, as long as little has been done.
   *
   * @throws UnfitRegisterException if the whole cannot be better
   */
  public void refuseByShard(Numbers ofShard) {
    refuse(ofShard, leastShare - MARGIN);
  }

  /**
   * Judges the whole.
   *
   * @throws UnfitRegisterException if the register holds too few of the numbers
   */
  public void refuse(Numbers ofAll) {
    refuse(ofAll, leastShare);
  }

  private static void refuse(Numbers numbers, int least) {
    if (numbers.inUploads() >= FEWEST_NUMBERS
        && numbers.inBoth() * 100 < numbers.inUploads() * least) {
      throw new UnfitRegisterException(numbers);
    }
  }
}
