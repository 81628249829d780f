package jp.totsugo.comparison;

import java.nio.charset.StandardCharsets;

/**
 * The id of an issue as two numbers, which have the order of the ids: {@code f}, 16 characters of
 * five bits, and the number among equal ones. The lower number leaves room for 16 bits of something
 * else.
 */
final class PackedId {
  static final int FREE_BITS = 16;

  private static final byte[] LETTERS =
      "234567abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
  private static final int BITS = 5;
  private static final int HIGH_LETTERS = 12;
  private static final int LETTERS_OF_ID = 16;
  private static final int NUMBER_BITS = 28;
  private static final byte[] VALUES = values();

  private PackedId() {}

  private static byte[] values() {
    byte[] values = new byte[128];
    java.util.Arrays.fill(values, (byte) -1);
    for (int i = 0; i < LETTERS.length; i++) {
      values[LETTERS[i]] = (byte) i;
    }
    return values;
  }

  /** The upper number: the first 60 bits. */
  static long high(byte[] id, int length) {
    if (length <= LETTERS_OF_ID || id[0] != 'f') {
      throw new IllegalArgumentException("no id of an issue");
    }
    return bits(id, 1, 1 + HIGH_LETTERS);
  }

  /** The lower number, without what it leaves room for. */
  static long low(byte[] id, int length) {
    long number = 0;
    if (length > LETTERS_OF_ID + 1) {
      boolean isNumbered = id[LETTERS_OF_ID + 1] == '-' && length > LETTERS_OF_ID + 2;
      for (int i = LETTERS_OF_ID + 2; i < length; i++) {
        isNumbered &= id[i] >= '0' && id[i] <= '9' && number < 1L << NUMBER_BITS;
        number = 10 * number + id[i] - '0';
      }
      if (!isNumbered || number >= 1L << NUMBER_BITS) {
        throw new IllegalArgumentException("no id of an issue");
      }
    }
    long rest = bits(id, 1 + HIGH_LETTERS, 1 + LETTERS_OF_ID);
    return (rest << NUMBER_BITS | number) << FREE_BITS;
  }

  private static long bits(byte[] id, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      byte value = id[i] < 0 ? -1 : VALUES[id[i]];
      if (value < 0) {
        throw new IllegalArgumentException("no id of an issue");
      }
      bits = bits << BITS | value;
    }
    return bits;
  }

  /** The id again. */
  static String text(long high, long low) {
    byte[] id = new byte[LETTERS_OF_ID + 1];
    id[0] = 'f';
    long bits = high;
    for (int i = HIGH_LETTERS; i > 0; i--) {
      id[i] = LETTERS[(int) bits & 31];
      bits >>>= BITS;
    }
    bits = low >>> FREE_BITS + NUMBER_BITS;
    for (int i = LETTERS_OF_ID; i > HIGH_LETTERS; i--) {
      id[i] = LETTERS[(int) bits & 31];
      bits >>>= BITS;
    }
    long number = low >>> FREE_BITS & (1L << NUMBER_BITS) - 1;
    String text = new String(id, StandardCharsets.US_ASCII);
    return number == 0 ? text : text + "-" + number;
  }
}
