package jp.totsugo.record;

/**
 * Eight characters as one word, the first of them lowest, and what number they are if all of them
 * are half-width digits. Eight are looked at together: one question instead of eight.
 */
final class Digits {
  /** What {@link #eight} answers for anything but eight digits. */
  static final int NONE = -1;

  private static final long ZEROES = 0x3030303030303030L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Takes a byte above 9 into its high bit. */
  private static final long ABOVE_NINE = 0x7676767676767676L;

  private Digits() {}

  static int eight(long word) {
    long digits = word ^ ZEROES;
    if (((digits + ABOVE_NINE | digits) & HIGH_BITS) != 0) {
      return NONE;
    }
    // Pairs, then fours, then all: the first digit is the lowest byte and the highest place.
    long pairs = digits * 10 + (digits >>> 8) & 0x00FF00FF00FF00FFL;
    long fours = pairs * 100 + (pairs >>> 16) & 0x0000FFFF0000FFFFL;
    return (int) (fours * 10_000 + (fours >>> 32));
  }
}
