package jp.totsugo.nation;

/**
 * Puts the numbers from 0 to {@code count} - 1 into random pairs, each found from the other without
 * a table; one stays alone if the count is odd.
 */
final class Pairs {
  private static final int ROUNDS = 4;

  private final long key;
  private final long count;
  private final int halfBits;

  Pairs(long key, long count) {
    this.key = key;
    this.count = count;
    halfBits = Math.max(1, (65 - Long.numberOfLeadingZeros(count)) / 2);
  }

  /** The other of the pair, or -1. */
  long partner(long one) {
    long place = place(one) ^ 1;
    return place < count ? atPlace(place) : -1;
  }

  private long place(long one) {
    long place = one;
    do {
      place = shuffled(place);
    } while (place >= count);
    return place;
  }

  private long atPlace(long place) {
    long one = place;
    do {
      one = unshuffled(one);
    } while (one >= count);
    return one;
  }

  private long shuffled(long number) {
    long left = number >>> halfBits;
    long right = number & mask();
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ (Draw.key(key + round, right) & mask());
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }

  private long unshuffled(long number) {
    long left = number >>> halfBits;
    long right = number & mask();
    for (int round = ROUNDS - 1; round >= 0; round--) {
      long previous = right ^ (Draw.key(key + round, left) & mask());
      right = left;
      left = previous;
    }
    return left << halfBits | right;
  }

  private long mask() {
    return (1L << halfBits) - 1;
  }
}
