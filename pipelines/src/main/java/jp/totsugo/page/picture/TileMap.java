package jp.totsugo.page.picture;

import java.util.List;

/**
 * Japan as 47 tiles of one size, so that small prefectures are seen as well as large ones. A tile
 * has its name, its value, and one of five shades; the darker, the higher.
 */
public final class TileMap {
  private static final int TILE = 50;
  private static final int GAP = 3;
  private static final int SHADES = 5;

  /** Column and row of each prefecture, in the order of their numbers. */
  private static final int[][] PLACES = {
    {12, 0}, {12, 1}, {12, 2}, {12, 3}, {11, 2}, {11, 3}, {12, 4}, {12, 5}, {11, 5}, {10, 5},
    {10, 6}, {12, 6}, {11, 6}, {10, 7}, {10, 4}, {9, 4}, {8, 4}, {8, 5}, {9, 6}, {9, 5},
    {8, 6}, {9, 7}, {8, 7}, {7, 7}, {7, 6}, {6, 6}, {5, 7}, {5, 6}, {6, 7}, {6, 8},
    {4, 6}, {3, 6}, {4, 7}, {3, 7}, {2, 7}, {5, 9}, {4, 9}, {4, 10}, {5, 10}, {1, 8},
    {0, 8}, {0, 9}, {0, 10}, {1, 9}, {1, 10}, {1, 11}, {0, 12}
  };

  /**
   * Of one prefecture.
   *
   * @param value as it is written; empty where there is none
   * @param rate for the shade; NaN where there is none
   */
  public record Tile(String name, String value, double rate) {}

  private TileMap() {}

  /**
   * @param id unique on the page
   * @param tiles 47 in the order of their numbers
   */
  public static String of(String id, String title, String description, List<Tile> tiles) {
    if (tiles.size() != PLACES.length) {
      throw new IllegalArgumentException("47 prefectures are expected");
    }
    int size = TILE * 13;
    Svg svg = new Svg(id, size, size, title, description);
    double[] sorted =
        tiles.stream()
            .mapToDouble(Tile::rate)
            .filter(rate -> !Double.isNaN(rate))
            .sorted()
            .toArray();
    for (int i = 0; i < PLACES.length; i++) {
      Tile tile = tiles.get(i);
      int shade = shade(tile.rate(), sorted);
      double x = TILE * PLACES[i][0];
      double y = TILE * PLACES[i][1];
      svg.rect(x, y, TILE - GAP, TILE - GAP, shade < 0 ? "tile none" : "tile shade" + shade);
      String ink = shade >= SHADES - 2 ? " inverse" : "";
      double middle = x + (TILE - GAP) / 2.0;
      svg.text(middle, y + 19, tile.name(), "tilename mid" + ink);
      svg.text(middle, y + 36, tile.value(), "tilevalue mid" + ink);
    }
    return svg.end();
  }

  /** By fifths of the prefectures that have a rate; -1 for none. */
  private static int shade(double rate, double[] sorted) {
    if (Double.isNaN(rate)) {
      return -1;
    }
    int below = 0;
    while (below < sorted.length && sorted[below] < rate) {
      below++;
    }
    return Math.min(SHADES - 1, below * SHADES / sorted.length);
  }
}
