package jp.totsugo.number.mixup;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * What explains a mismatch.
 *
 * @param group equal for all records of one ring or one shifted run, {@link #NO_GROUP} for others
 * @param related locators of the records that explain it: the rest of the ring in its order, from
 *     the owner's record on; of a shifted row the owner's; of a copy the holders; of any other the
 *     owner's, as far as there are any
 * @param shift where the run is, for a shifted row only
 */
public record Resolution(
    Mismatch mismatch,
    Explanation explanation,
    int group,
    List<Long> related,
    Optional<Shift> shift) {
  public static final int NO_GROUP = -1;

  public Resolution {
    related = ImmutableList.copyOf(related);
  }

  /**
   * A run of shifted rows.
   *
   * @param offset a row has the number of the person this many lines further down, from -3 to 3
   * @param firstLine the line of the first shifted row
   * @param lastLine the line of the last shifted row
   */
  public record Shift(int offset, long firstLine, long lastLine) {}
}
