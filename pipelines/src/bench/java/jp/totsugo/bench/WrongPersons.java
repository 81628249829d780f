package jp.totsugo.bench;

/**
 * Numbers that only a register shows to be wrong: those of two neighbours swapped, of somebody who
 * is in no upload, and of nobody.
 */
final class WrongPersons {
  private final long seed;
  private final double rate;
  private final Subscribers subscribers;
  private final long records;

  /** In {@code rate} of all records. */
  WrongPersons(long seed, double rate, Subscribers subscribers, long records) {
    this.seed = seed;
    this.rate = rate;
    this.subscribers = subscribers;
    this.records = records;
  }

  /** Gives the record another number, if it has a right one, or leaves it as it is. */
  void make(long index, String[] row) {
    Draw draw = new Draw(seed ^ 8, index & ~1L);
    int number = Field.MyNumber.ordinal();
    if (!draw.chance(rate) || !row[number].equals(Subscribers.myNumber(index))) {
      return;
    }
    Insurers insurers = subscribers.insurers();
    long neighbour = index ^ 1;
    switch (draw.below(3)) {
      case 0 -> {
        if (neighbour < records && insurers.holding(index) == insurers.holding(neighbour)) {
          row[number] = Subscribers.myNumber(neighbour);
        }
      }
      case 1 -> row[number] = Residents.numberOfUninsured(records, index / 50);
      default -> row[number] = Residents.numberOfNobody(records, index);
    }
  }
}
