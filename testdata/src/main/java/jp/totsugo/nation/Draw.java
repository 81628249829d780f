package jp.totsugo.nation;

/**
 * A stream of random numbers that can start anywhere: equal keys give equal streams, on every
 * machine and in every order. The mixing is SplitMix64's.
 */
final class Draw {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Draw(long key) {
    state = key;
  }

  /** The key of part {@code part} of what {@code key} stands for. */
  static long key(long key, long part) {
    return mixed(mixed(key ^ GOLDEN) + part * GOLDEN);
  }

  static long mixed(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  void restart(long key) {
    state = key;
  }

  long next() {
    state += GOLDEN;
    return mixed(state);
  }

  /** A number from 0 to {@code bound} - 1. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number from {@code first} to {@code last}, both included. */
  int between(int first, int last) {
    return first + below(last - first + 1);
  }

  /** From 0 (included) to 1 (excluded). */
  double fraction() {
    return (next() >>> 11) * 0x1p-53;
  }

  boolean chance(double probability) {
    return fraction() < probability;
  }

  <T> T oneOf(T[] choices) {
    return choices[below(choices.length)];
  }
}
