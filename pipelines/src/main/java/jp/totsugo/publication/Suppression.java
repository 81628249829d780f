package jp.totsugo.publication;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Chooses the figures of one month and measure that are not shown: the small ones, and as few
 * others as it finds without which a small one could be computed. For a small figure that is not
 * wide open, the cheapest way round is looked for along which it can change (a shortest path), and
 * what is shown on the way is hidden. What was hidden only ever leaves a reader with less, so that
 * no figure has to be looked at twice.
 */
final class Suppression {
  private static final double UNREACHED = Double.POSITIVE_INFINITY;

  /** What it costs to hide a figure: an insurer's is the least loss, the nation's the greatest. */
  private static final double OF_INSURER = 1;

  private static final double OF_PREFECTURE = 30;
  private static final double OF_TYPE = 60;
  private static final double OF_NATION = 1000;

  /** For one that does not go all the way. */
  private static final double TOO_SMALL = 5;

  private final LinkedFigures figures;
  private final long small;
  private final BitSet isFixed;
  private final long[] leastIfHidden;
  private final long[] mostIfHidden;
  private final BitSet hidden = new BitSet();

  /** By two nodes, the figure that is cheapest to hide so that the flow between them can change. */
  private final int[][] cheapest;

  private final double[][] cost;

  /**
   * @param figures all shown
   * @param small figures from 1 to this are not to be known
   * @param isFixed places of figures that are public already
   * @param leastIfHidden by place, what everybody knows of a figure that is not shown
   * @param mostIfHidden by place, the same from above
   */
  Suppression(
      LinkedFigures figures,
      long small,
      BitSet isFixed,
      long[] leastIfHidden,
      long[] mostIfHidden) {
    this.figures = figures;
    this.small = small;
    this.isFixed = isFixed;
    this.leastIfHidden = leastIfHidden;
    this.mostIfHidden = mostIfHidden;
    cheapest = new int[figures.nodes()][figures.nodes()];
    cost = new double[figures.nodes()][figures.nodes()];
  }

  /** The places of the figures not to be shown. */
  BitSet hidden() {
    for (int place = 0; place < figures.size(); place++) {
      if (isSmall(place) && !isFixed.get(place)) {
        hide(place);
      }
    }
    BitSet primary = (BitSet) hidden.clone();
    for (int place = primary.nextSetBit(0); place >= 0; place = primary.nextSetBit(place + 1)) {
      protect(place, true, Audit.wantedMost(figures, place, small) - figures.value(place));
      protect(place, false, figures.value(place) - Audit.wantedLeast(figures, place));
    }
    return hidden;
  }

  private boolean isSmall(int place) {
    return figures.value(place) >= 1 && figures.value(place) <= small;
  }

  private void hide(int place) {
    hidden.set(place);
    figures.setBounds(place, leastIfHidden[place], mostIfHidden[place]);
  }

  /** Hides figures until this one can change by so much; gives up where nothing is left to hide. */
  private void protect(int place, boolean up, long wanted) {
    int from = up ? figures.head(place) : figures.tail(place);
    int to = up ? figures.tail(place) : figures.head(place);
    while (wanted > 0) {
      long[][] room = figures.without(place);
      long missing = wanted - LinkedFigures.maximumFlow(from, to, room, wanted);
      if (missing <= 0 || !hideOnTheWay(from, to, room, missing)) {
        return;
      }
    }
  }

  private boolean hideOnTheWay(int from, int to, long[][] room, long missing) {
    findCheapest(room, missing);
    int[] before = shortestPath(from, to);
    if (before == null) {
      return false;
    }
    for (int node = to; node != from; node = before[node]) {
      int place = cheapest[before[node]][node];
      if (place >= 0) {
        hide(place);
      }
    }
    return true;
  }

  private void findCheapest(long[][] room, long missing) {
    for (int a = 0; a < room.length; a++) {
      for (int b = 0; b < room.length; b++) {
        cheapest[a][b] = -1;
        cost[a][b] = room[a][b] > 0 ? 0 : UNREACHED;
      }
    }
    for (int place = 0; place < figures.size(); place++) {
      if (hidden.get(place) || isFixed.get(place) || figures.value(place) == 0) {
        continue;
      }
      long value = figures.value(place);
      offer(figures.tail(place), figures.head(place), place, mostIfHidden[place] - value, missing);
      offer(figures.head(place), figures.tail(place), place, value - leastIfHidden[place], missing);
    }
  }

  private void offer(int from, int to, int place, long room, long missing) {
    if (room <= 0) {
      return;
    }
    double price =
        (price(place) + Math.log10(figures.value(place)) / 10) * (room < missing ? TOO_SMALL : 1);
    if (price < cost[from][to]) {
      cost[from][to] = price;
      cheapest[from][to] = place;
    }
  }

  private double price(int place) {
    if (figures.isOfInsurer(place)) {
      return OF_INSURER;
    }
    return place == figures.nation()
        ? OF_NATION
        : place >= figures.prefecture(0) ? OF_PREFECTURE : OF_TYPE;
  }

  /** The node before each on the cheapest way (Dijkstra), or null if there is none. */
  private int[] shortestPath(int from, int to) {
    int nodes = cost.length;
    double[] distance = new double[nodes];
    int[] before = new int[nodes];
    boolean[] isDone = new boolean[nodes];
    Arrays.fill(distance, UNREACHED);
    distance[from] = 0;
    for (int round = 0; round < nodes; round++) {
      int nearest = -1;
      for (int node = 0; node < nodes; node++) {
        if (!isDone[node] && (nearest < 0 || distance[node] < distance[nearest])) {
          nearest = node;
        }
      }
      isDone[nearest] = true;
      for (int node = 0; node < nodes; node++) {
        double way = distance[nearest] + cost[nearest][node];
        if (way < distance[node]) {
          distance[node] = way;
          before[node] = nearest;
        }
      }
    }
    return distance[to] == UNREACHED ? null : before;
  }
}
