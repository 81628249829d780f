package jp.totsugo.number.mixup;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds the rings among records, each of which leads to the records of its number's owner. A record
 * takes the shortest way back to itself. Rings that share a record are one group: a person may have
 * two records with the same wrong number.
 */
public final class Rings {
  private static final int LONGEST = 50;

  /** Where a search has met so many records, there is no ring but a tangle of equal persons. */
  private static final int MOST_MET = 1000;

  private static final int NONE = -1;
  private static final int[] NO_RING = {};

  private final int[][] next;
  private final int[][] others;
  private final int[] joined;

  private final int[] metBy;
  private final int[] met = new int[MOST_MET];
  private final int[] metFrom = new int[MOST_MET];

  /**
   * @param next for each record those that it leads to, the likeliest first
   * @param passing which records are part of rings, but only to pass through
   */
  public Rings(int[][] next, IntPredicate passing) {
    this.next = next;
    others = new int[next.length][];
    joined = new int[next.length];
    metBy = new int[next.length];
    for (int i = 0; i < next.length; i++) {
      others[i] = NO_RING;
      joined[i] = i;
      metBy[i] = NONE;
    }
    for (int i = 0; i < next.length; i++) {
      if (!isOnRing(i) && !passing.test(i)) {
        int[] ring = shortestWayBack(i);
        for (int at = 0; at < ring.length; at++) {
          if (!passing.test(ring[at])) {
            join(ring, at);
          }
        }
      }
    }
  }

  public boolean isOnRing(int record) {
    return others[record].length > 0;
  }

  /** Returns the rest of the record's ring, in the order of the ring. */
  public int[] others(int record) {
    return others[record];
  }

  /** Returns the first record of all rings that share records with this record's. */
  public int group(int record) {
    int first = record;
    while (joined[first] != first) {
      first = joined[first];
    }
    return first;
  }

  private void join(int[] ring, int at) {
    int record = ring[at];
    if (!isOnRing(record)) {
      others[record] = new int[ring.length - 1];
      for (int i = 1; i < ring.length; i++) {
        others[record][i - 1] = ring[(at + i) % ring.length];
      }
    }
    int one = group(ring[0]);
    int other = group(record);
    joined[Math.max(one, other)] = Math.min(one, other);
  }

  /**
   * Returns the records of the shortest ring through this one, from it on; none if there is none.
   */
  private int[] shortestWayBack(int start) {
    met[0] = start;
    metFrom[0] = NONE;
    metBy[start] = start;
    int count = 1;
    int levelEnd = 1;
    int length = 1;
    for (int at = 0; at < count; at++) {
      if (at == levelEnd) {
        levelEnd = count;
        length++;
      }
      if (length > LONGEST) {
        return NO_RING;
      }
      for (int record : next[met[at]]) {
        if (record == start) {
          return way(at);
        }
        if (metBy[record] != start && count < MOST_MET) {
          metBy[record] = start;
          met[count] = record;
          metFrom[count++] = at;
        }
      }
    }
    return NO_RING;
  }

  private int[] way(int last) {
    List<Integer> way = new ArrayList<>();
    for (int at = last; at != NONE; at = metFrom[at]) {
      way.add(0, met[at]);
    }
    return Ints.toArray(way);
  }
}
