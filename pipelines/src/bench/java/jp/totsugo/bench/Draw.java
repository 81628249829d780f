package jp.totsugo.bench;

/** Random draws that depend on nothing but a seed and what they are drawn for. */
final class Draw {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Draw(long seed, long subject) {
    state = mix(seed + GOLDEN * subject);
  }

  /** A number from 0 to below {@code bound}. */
  int below(int bound) {
    return (int) below((long) bound);
  }

  /** A number from 0 to below {@code bound}. */
  long below(long bound) {
    return Math.multiplyHigh(next() >>> 1, bound << 1);
  }

  /** A number from {@code from} to {@code to}, both included. */
  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  /** True in {@code share} of all draws. */
  boolean chance(double share) {
    return (next() >>> 11) < share * (1L << 53);
  }

  <T> T of(T[] choices) {
    return choices[below(choices.length)];
  }

  private long next() {
    state += GOLDEN;
    return mix(state);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
