package jp.totsugo.nation;

/**
 * The parts of a cell: most rows have plants within the cell, the others meet rows of another cell.
 */
enum Zone {
  LOCAL(0, 160),
  HOME(160, 208),
  AWAY(208, Insurer.CELL);

  private final int first;
  private final int end;

  Zone(int first, int end) {
    this.first = first;
    this.end = end;
  }

  /** Its share of the rows. */
  double share() {
    return (end - first) / (double) Insurer.CELL;
  }

  /** The zone's first row in a cell of {@code rows} rows. */
  int first(int rows) {
    return rows * first / Insurer.CELL;
  }

  /** How many rows of a cell of {@code rows} rows are in this zone. */
  int rowsOf(int rows) {
    return rows * end / Insurer.CELL - first(rows);
  }
}
