package jp.totsugo.history;

/**
 * Tells of nearly all persons who have no issue that is open that they have none, before issues are
 * looked through. Never changed once made, so that all workers of a process share it.
 */
final class PersonFilter {
  /** For every open issue. */
  private static final int BITS = 16;

  private static final int MOST_LONGS = 1 << 20;

  private final long[] bits;

  PersonFilter(KnownIssues.OfInsurer issues) {
    long wanted = Long.highestOneBit(Math.max(Long.SIZE, issues.open() * BITS));
    bits = new long[(int) Math.min(MOST_LONGS, wanted / Long.SIZE)];
    for (int i = 0; i < issues.count(); i++) {
      if (!issues.isClosed(i)) {
        long bit = bit(issues.person(i));
        bits[(int) (bit >>> 6)] |= 1L << bit;
      }
    }
  }

  private long bit(long person) {
    return person & bits.length * (long) Long.SIZE - 1;
  }

  boolean mayHave(long person) {
    long bit = bit(person);
    return (bits[(int) (bit >>> 6)] >>> bit & 1) != 0;
  }
}
