package jp.totsugo.nation;

/**
 * How people are counted: the rows of all cells first, then the people whom only the register has.
 */
final class Population {
  static final int REGISTER_ONLY_PER_CELL = 4;

  private final long cells;

  Population(long cells) {
    this.cells = cells;
  }

  long registerOnly(long cell, int which) {
    return cells * Insurer.CELL + cell * REGISTER_ONLY_PER_CELL + which;
  }

  /** All numbers below this one are somebody's. */
  long people() {
    return cells * (Insurer.CELL + REGISTER_ONLY_PER_CELL);
  }
}
