package jp.totsugo.publication;

import java.util.Arrays;
import java.util.List;

/**
 * The figures of one month and measure, and what a reader of the tables knows of each of them. They
 * add up in two ways: an insurer is of one type and of one prefecture, and the types as well as the
 * prefectures make the nation. So they are a flow that goes round in a network: from a source to
 * the types, from types to prefectures (the insurers), from the prefectures to a sink, and from
 * there back (the nation). What a reader can compute of a figure, the least and the most that it
 * can be, is found exactly by two maximum flows (Cox 1980; Kelly, Golden and Assad 1992).
 *
 * <p>Figures have places: the insurers in their order, then types, prefectures, the nation.
 */
final class LinkedFigures {
  /** More than there are people. */
  static final long UNLIMITED = 1L << 40;

  /** The least and the most that a figure can be. */
  record Bounds(long least, long most) {}

  private final int insurers;
  private final int types;
  private final int prefectures;
  private final int source;
  private final int sink;
  private final int[] tail;
  private final int[] head;
  private final long[] value;
  private final long[] least;
  private final long[] most;

  /** By how much the flow between two nodes can change: all that is known, added up. */
  private final long[][] room;

  /** What can flow between two nodes by ways round, or -1 where that is to be found out. */
  private final long[][] beyond;

  /**
   * All figures are known, as if all were published.
   *
   * @param values of the insurers; {@link Month#NONE} counts as nothing
   */
  LinkedFigures(List<Insurer> of, long[] values, int types, int prefectures) {
    this.insurers = values.length;
    this.types = types;
    this.prefectures = prefectures;
    source = types + prefectures;
    sink = source + 1;
    int size = insurers + types + prefectures + 1;
    tail = new int[size];
    head = new int[size];
    value = new long[size];
    for (int i = 0; i < insurers; i++) {
      tail[i] = of.get(i).type().ordinal();
      head[i] = types + of.get(i).prefecture();
      value[i] = Math.max(0, values[i]);
      value[type(tail[i])] += value[i];
      value[insurers + head[i]] += value[i];
      value[nation()] += value[i];
    }
    for (int type = 0; type < types; type++) {
      tail[type(type)] = source;
      head[type(type)] = type;
    }
    for (int prefecture = 0; prefecture < prefectures; prefecture++) {
      tail[prefecture(prefecture)] = types + prefecture;
      head[prefecture(prefecture)] = sink;
    }
    tail[nation()] = sink;
    head[nation()] = source;
    least = value.clone();
    most = value.clone();
    room = new long[sink + 1][sink + 1];
    beyond = new long[sink + 1][sink + 1];
    forget();
  }

  int size() {
    return value.length;
  }

  int insurers() {
    return insurers;
  }

  int type(int type) {
    return insurers + type;
  }

  int prefecture(int prefecture) {
    return insurers + types + prefecture;
  }

  int nation() {
    return insurers + types + prefectures;
  }

  boolean isOfInsurer(int place) {
    return place < insurers;
  }

  long value(int place) {
    return value[place];
  }

  long least(int place) {
    return least[place];
  }

  long most(int place) {
    return most[place];
  }

  boolean isKnown(int place) {
    return least[place] == most[place];
  }

  int tail(int place) {
    return tail[place];
  }

  int head(int place) {
    return head[place];
  }

  int nodes() {
    return room.length;
  }

  /** Says what a reader knows of a figure by itself. The figure is within it. */
  void setBounds(int place, long newLeast, long newMost) {
    if (newLeast > value[place] || newMost < value[place]) {
      throw new IllegalArgumentException("a figure is not within its bounds");
    }
    room[tail[place]][head[place]] += newMost - most[place];
    room[head[place]][tail[place]] += least[place] - newLeast;
    least[place] = newLeast;
    most[place] = newMost;
    forget();
  }

  private void forget() {
    for (long[] row : beyond) {
      Arrays.fill(row, -1);
    }
  }

  /** What a reader can compute of a figure from all of them together. */
  Bounds bounds(int place) {
    return new Bounds(
        value[place] - canFall(place, value[place] - least[place]),
        value[place] + canRise(place, most[place] - value[place]));
  }

  /** By how much the figure can be more, of what is asked for. */
  long canRise(int place, long enough) {
    return change(
        head[place],
        tail[place],
        value[place] - least[place],
        Math.min(enough, most[place] - value[place]));
  }

  /** By how much the figure can be less, of what is asked for. */
  long canFall(int place, long enough) {
    return change(
        tail[place],
        head[place],
        most[place] - value[place],
        Math.min(enough, value[place] - least[place]));
  }

  /** What can flow, first by those between the same two nodes, then by all ways round. */
  private long change(int from, int to, long own, long enough) {
    long beside = room[from][to] - own;
    return beside >= enough ? enough : Math.min(enough, beside + beyond(from, to));
  }

  private long beyond(int from, int to) {
    if (beyond[from][to] < 0) {
      long[][] left = copy();
      left[from][to] = 0;
      left[to][from] = 0;
      beyond[from][to] = maximumFlow(from, to, left, UNLIMITED);
    }
    return beyond[from][to];
  }

  private long[][] copy() {
    long[][] copy = new long[room.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = room[i].clone();
    }
    return copy;
  }

  /** The room that the other figures leave. */
  long[][] without(int place) {
    long[][] left = copy();
    left[tail[place]][head[place]] -= most[place] - value[place];
    left[head[place]][tail[place]] -= value[place] - least[place];
    return left;
  }

  /** By shortest augmenting paths (Edmonds and Karp); takes what flows out of the room. */
  static long maximumFlow(int from, int to, long[][] room, long enough) {
    long flow = 0;
    int[] before = new int[room.length];
    int[] queue = new int[room.length];
    while (flow < enough) {
      Arrays.fill(before, -1);
      before[from] = from;
      int end = 0;
      queue[end++] = from;
      for (int i = 0; i < end && before[to] < 0; i++) {
        long[] out = room[queue[i]];
        for (int next = 0; next < out.length; next++) {
          if (before[next] < 0 && out[next] > 0) {
            before[next] = queue[i];
            queue[end++] = next;
          }
        }
      }
      if (before[to] < 0) {
        return flow;
      }
      long more = enough - flow;
      for (int node = to; node != from; node = before[node]) {
        more = Math.min(more, room[before[node]][node]);
      }
      for (int node = to; node != from; node = before[node]) {
        room[before[node]][node] -= more;
        room[node][before[node]] += more;
      }
      flow += more;
    }
    return flow;
  }
}
