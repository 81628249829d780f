package jp.totsugo.nation;

/**
 * How people are counted: the rows of all cells first, then the people whom only the register has;
 * behind as many who do not exist, those who take the place of a record that left.
 */
final class Population {
  static final int REGISTER_ONLY_PER_CELL = 4;

  private final long cells;
  private final boolean somebodyTakesPlaces;

  /**
   * @param somebodyTakesPlaces whether records leave, and others come instead
   */
  Population(long cells, boolean somebodyTakesPlaces) {
    this.cells = cells;
    this.somebodyTakesPlaces = somebodyTakesPlaces;
  }

  long registerOnly(long cell, int which) {
    return cells * Insurer.CELL + cell * REGISTER_ONLY_PER_CELL + which;
  }

  /** All numbers below this one are somebody's. */
  long people() {
    return cells * (Insurer.CELL + REGISTER_ONLY_PER_CELL);
  }

  /** Whoever takes the place of a row's first person. */
  long successor(long cell, int row) {
    return 2 * people() + cell * Insurer.CELL + row;
  }

  /** Whether a number may be somebody's. */
  boolean isSomebody(long person) {
    return person < people()
        || somebodyTakesPlaces
            && person >= 2 * people()
            && person < 2 * people() + cells * Insurer.CELL;
  }
}
