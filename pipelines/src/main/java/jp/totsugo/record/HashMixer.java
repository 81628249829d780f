package jp.totsugo.record;

/** Spreads the bits of a number over all places of another one. */
public final class HashMixer {
  /** 2 to the power of 64 by the golden ratio: a multiplier whose high bits depend on all. */
  public static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private HashMixer() {}

  /** The finalizer of SplitMix64; 0 stays 0, and no two numbers become one. */
  public static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
