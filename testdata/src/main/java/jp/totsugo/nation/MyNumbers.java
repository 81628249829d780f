package jp.totsugo.nation;

/**
 * Gives every person a My Number of his own without a table: a keyed permutation of the 11 payload
 * digits, then the check digit. The permutation can be undone, so whether a number belongs to
 * somebody is known too.
 */
final class MyNumbers {
  private static final long PAYLOADS = 100_000_000_000L;
  private static final long LEFT = 100_000;
  private static final long RIGHT = 1_000_000;
  private static final int ROUNDS = 3;
  private static final long ROUND_STEP = 0x632BE59BD9B4E019L;
  private static final long[] FILLER_PAYLOADS = {0, 12_345_678_901L};
  private static final int[] WEIGHTS = {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  private final long key;

  MyNumbers(long seed) {
    key = Draw.key(seed, 0x4d79);
  }

  /** The number of person {@code person}, from 0 to 99,999,999,997. */
  long of(long person) {
    long payload = permuted(person);
    for (int i = 0; i < FILLER_PAYLOADS.length; i++) {
      if (payload == FILLER_PAYLOADS[i]) {
        payload = permuted(PAYLOADS - 1 - i);
      }
    }
    return payload * 10 + checkDigit(payload);
  }

  /** Whose number this would be; at least 99,999,999,998 for the fillers. */
  long personOf(long number) {
    long payload = number / 10;
    long right = payload % RIGHT;
    long left = payload / RIGHT;
    for (int round = ROUNDS - 1; round >= 0; round--) {
      right = Math.floorMod(right - round(2 * round + 1, left, RIGHT), RIGHT);
      left = Math.floorMod(left - round(2 * round, right, LEFT), LEFT);
    }
    return left * RIGHT + right;
  }

  private long permuted(long person) {
    long right = person % RIGHT;
    long left = person / RIGHT;
    for (int round = 0; round < ROUNDS; round++) {
      left = (left + round(2 * round, right, LEFT)) % LEFT;
      right = (right + round(2 * round + 1, left, RIGHT)) % RIGHT;
    }
    return left * RIGHT + right;
  }

  private long round(int round, long half, long bound) {
    return ((Draw.mixed(key + round * ROUND_STEP + half) >>> 32) * bound) >>> 32;
  }

  /** The check digit of an 11-digit payload (order 85 of 2014, article 5). */
  static int checkDigit(long payload) {
    int sum = 0;
    for (int i = WEIGHTS.length - 1; i >= 0; i--) {
      sum += (int) (payload % 10) * WEIGHTS[i];
      payload /= 10;
    }
    int remainder = sum % 11;
    return remainder <= 1 ? 0 : 11 - remainder;
  }

  static boolean passes(long number) {
    return checkDigit(number / 10) == number % 10;
  }

  /** Whether the number is one that nobody has but that clerks type into mandatory fields. */
  static boolean isFiller(long number) {
    return number % 111_111_111_111L == 0
        || number == 123_456_789_012L
        || number == 123_456_789_018L;
  }
}
