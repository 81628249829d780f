package jp.totsugo.publication;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Controlled rounding (Cox and Ernst 1982): every figure of one month and measure becomes one of
 * the two multiples of the base that enclose it, a multiple stays, and the rounded figures add up
 * like the exact ones. That such a rounding exists is a theorem of flows. Each figure is rounded to
 * the nearer multiple first; where sums are then off, the figures that are nearest to the middle
 * are rounded the other way.
 *
 * <p>Because all rounded figures add up, every figure can differ from its rounded one by up to base
 * - 1 while the others are as they are shown: sums tell no more than the figure itself.
 */
final class Rounding {
  private final LinkedFigures figures;
  private final long base;
  private final long[] rounded;

  /** The insurers between two nodes, those first that are rounded the other way soonest. */
  private final List<List<List<Integer>>> between = new ArrayList<>();

  Rounding(LinkedFigures figures, long base) {
    this.figures = figures;
    this.base = base;
    rounded = new long[figures.size()];
    for (int a = 0; a < figures.nodes(); a++) {
      between.add(new ArrayList<>());
      for (int b = 0; b < figures.nodes(); b++) {
        between.get(a).add(new ArrayList<>());
      }
    }
  }

  /** All figures rounded, by place. */
  long[] rounded() {
    for (int place = 0; place < figures.insurers(); place++) {
      long rest = figures.value(place) % base;
      rounded[place] = figures.value(place) - rest + (2 * rest >= base ? base : 0);
      add(place, rounded[place]);
      between.get(figures.tail(place)).get(figures.head(place)).add(place);
    }
    for (List<List<Integer>> row : between) {
      for (List<Integer> places : row) {
        places.sort(Comparator.comparingLong(this::distanceFromMiddle));
      }
    }
    for (int place = figures.insurers(); place < figures.size(); place++) {
      between.get(figures.tail(place)).get(figures.head(place)).add(place);
    }
    for (int place = figures.insurers(); place < figures.size(); place++) {
      while (rounded[place] > most(place)) {
        change(place, -base);
      }
      while (rounded[place] < least(place)) {
        change(place, base);
      }
    }
    return rounded;
  }

  private void add(int place, long change) {
    rounded[figures.type(figures.tail(place))] += change;
    rounded[figures.insurers() + figures.head(place)] += change;
    rounded[figures.nation()] += change;
  }

  private long distanceFromMiddle(int place) {
    return Math.abs(2 * (figures.value(place) % base) - base);
  }

  private long least(int place) {
    return figures.value(place) / base * base;
  }

  private long most(int place) {
    return (figures.value(place) + base - 1) / base * base;
  }

  /** Changes a figure, and others on a way round, none of them away from its bounds. */
  private void change(int place, long change) {
    boolean up = change > 0;
    int from = up ? figures.head(place) : figures.tail(place);
    int to = up ? figures.tail(place) : figures.head(place);
    int[] before = way(from, to, place);
    rounded[place] += change;
    for (int node = to; node != from; node = before[node]) {
      int on = changeable(before[node], node, place);
      rounded[on] += figures.tail(on) == before[node] ? base : -base;
    }
  }

  private int[] way(int from, int to, int without) {
    int[] before = new int[figures.nodes()];
    Arrays.fill(before, -1);
    before[from] = from;
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(from));
    while (before[to] < 0 && !queue.isEmpty()) {
      int node = queue.remove();
      for (int next = 0; next < figures.nodes(); next++) {
        if (before[next] < 0 && changeable(node, next, without) >= 0) {
          before[next] = node;
          queue.add(next);
        }
      }
    }
    if (before[to] < 0) {
      throw new IllegalStateException("figures that do not add up cannot be rounded");
    }
    return before;
  }

  /** A figure by which more can flow from one node to the other, or -1. */
  private int changeable(int from, int to, int without) {
    for (int place : between.get(from).get(to)) {
      if (place != without && rounded[place] + base <= most(place)) {
        return place;
      }
    }
    for (int place : between.get(to).get(from)) {
      if (place != without && rounded[place] - base >= least(place)) {
        return place;
      }
    }
    return -1;
  }
}
