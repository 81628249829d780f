package jp.totsugo.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Decimal numbers as text, with their check digits and as dates. */
final class Digits {
  private static final int[] MY_NUMBER_WEIGHTS = {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  private Digits() {}

  /** {@code value} in {@code width} digits, with leading zeros. */
  static String padded(long value, int width) {
    byte[] digits = new byte[width];
    long rest = value;
    for (int i = width - 1; i >= 0; i--) {
      digits[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return new String(digits, ISO_8859_1);
  }

  /** The My Number whose first eleven digits are {@code payload}. */
  static String myNumber(long payload) {
    long rest = payload;
    int sum = 0;
    for (int i = 10; i >= 0; i--) {
      sum += (int) (rest % 10) * MY_NUMBER_WEIGHTS[i];
      rest /= 10;
    }
    int remainder = sum % 11;
    return padded(payload * 10 + (remainder <= 1 ? 0 : 11 - remainder), 12);
  }

  /** The corporate number whose last twelve digits are {@code payload}. */
  static String corporateNumber(long payload) {
    long rest = payload;
    int sum = 0;
    for (int n = 1; n <= 12; n++) {
      sum += (int) (rest % 10) * (n % 2 == 1 ? 1 : 2);
      rest /= 10;
    }
    return padded((9 - sum % 9) * 1_000_000_000_000L + payload, 13);
  }

  /** The eight-digit insurer number whose first seven digits are {@code payload}. */
  static String insurerNumber(long payload) {
    long rest = payload;
    int sum = 0;
    for (int weight = 2; rest > 0; weight = 3 - weight) {
      int product = (int) (rest % 10) * weight;
      sum += product / 10 + product % 10;
      rest /= 10;
    }
    return padded(payload * 10 + (10 - sum % 10) % 10, 8);
  }

  /** The text with each half-width digit as a full-width one. */
  static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder(text.length());
    text.chars().forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c + 0xFEE0 : c)));
    return wide.toString();
  }
}
