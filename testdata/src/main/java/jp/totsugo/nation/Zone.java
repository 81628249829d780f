package jp.totsugo.nation;

/** The rows of a cell that may meet the same rows of another cell. */
enum Zone {
  HOME(Site.LOCAL_ROWS, 208),
  AWAY(208, Insurer.CELL);

  final int first;
  final int end;

  Zone(int first, int end) {
    this.first = first;
    this.end = end;
  }

  /** How many rows of a cell with {@code rows} rows are in this zone. */
  int rowsOf(int rows) {
    return Math.max(0, Math.min(rows, end) - first);
  }
}
