package jp.totsugo.number.shard;

import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/** More records came together in one {@link Shard} than it can hold. */
public final class ShardFullException extends RuntimeException implements Said {
  private static final long serialVersionUID = 1L;

  private final int most;

  /**
   * @param most so many it can hold
   */
  public ShardFullException(int most) {
    super(saying(most).toString());
    this.most = most;
  }

  private static Saying saying(int most) {
    return Saying.of("failure.shard", most);
  }

  @Override
  public Saying saying() {
    return saying(most);
  }
}
