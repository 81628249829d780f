package jp.totsugo.number.group;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Finds, among records with periods, those that overlap in time with one of another colour. A
 * colour is what must differ: the insurer, the birth date, or the record itself. n log n, so that a
 * key that a whole upload shares is no problem.
 */
final class Overlaps {
  /** A record that has no colour contradicts nothing. */
  static final long NO_COLOUR = 0;

  private Overlaps() {}

  /**
   * @param from first days, 0 for a record without a period
   * @param to days behind the last
   * @return for each record whether it overlaps with a record of another colour
   */
  static boolean[] withOtherColour(int[] from, int[] to, long[] colours) {
    int count = from.length;
    Integer[] byStart = new Integer[count];
    int entering = 0;
    for (int i = 0; i < count; i++) {
      if (from[i] != 0 && from[i] < to[i] && colours[i] != NO_COLOUR) {
        byStart[entering++] = i;
      }
    }
    Integer[] started = Arrays.copyOf(byStart, entering);
    Arrays.sort(started, Comparator.comparingInt(i -> from[i]));
    Integer[] ending = Arrays.copyOf(byStart, entering);
    Arrays.sort(ending, Comparator.comparingInt(i -> to[i]));

    // For each record, among those that start before it ends: the latest end of any, and of any
    // other colour.
    boolean[] overlaps = new boolean[count];
    int latest = 0;
    long latestColour = NO_COLOUR;
    int latestOther = 0;
    int nextStart = 0;
    for (int i : ending) {
      while (nextStart < entering && from[started[nextStart]] < to[i]) {
        int s = started[nextStart++];
        if (colours[s] == latestColour) {
          latest = Math.max(latest, to[s]);
        } else if (to[s] > latest) {
          latestOther = latest;
          latest = to[s];
          latestColour = colours[s];
        } else {
          latestOther = Math.max(latestOther, to[s]);
        }
      }
      overlaps[i] = (colours[i] == latestColour ? latestOther : latest) > from[i];
    }
    return overlaps;
  }
}
