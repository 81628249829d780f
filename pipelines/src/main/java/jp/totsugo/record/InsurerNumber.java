package jp.totsugo.record;

import com.google.common.base.Strings;

/**
 * Insurer numbers (保険者番号) in their eight-digit form, as integers.
 *
 * <p>Source: Ministry of Health, Labour and Welfare, 保険者番号等設定要領: scheme (2), prefecture (2),
 * insurer (3), check digit (1); municipal health insurance writes it without the scheme.
 */
public final class InsurerNumber {
  public static final int INVALID = -1;

  /**
   * Stands for an insurer that neither file name nor record tells; no valid number, and behind all
   * of them.
   */
  public static final int UNKNOWN = 99_999_999;

  /** Stands for the residents' register among the sources of keys; no valid number. */
  public static final int REGISTER = 99_999_998;

  private static final long SCHEMES = schemes(0, 1, 2, 3, 4, 6, 7, 31, 32, 33, 34, 39, 63);
  private static final long SCHEMES_FROM_64 = schemes(67 - 64, 72 - 64, 73 - 64, 74 - 64, 75 - 64);

  /** Twice a digit, as the sum of the digits of the product. */
  private static final int[] DOUBLED = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

  private InsurerNumber() {}

  private static long schemes(int... codes) {
    long bits = 0;
    for (int code : codes) {
      bits |= 1L << code;
    }
    return bits;
  }

  /**
   * The eight-digit form of a valid number of six or eight half-width digits, else {@link
   * #INVALID}.
   */
  public static int parse(String text) {
    long word = 0;
    for (int i = 0; i < text.length() && i < Long.BYTES; i++) {
      word |= (text.charAt(i) < 0x80 ? (long) text.charAt(i) : 0xFFL) << i * Byte.SIZE;
    }
    return parse(word, text.length());
  }

  /**
   * The same for characters of ASCII that are the bytes of a word, the first of them lowest.
   *
   * @param length how many they are; of more than eight the word means nothing
   */
  static int parse(long word, int length) {
    if (length != 8 && length != 6) {
      return INVALID;
    }
    int value = 0;
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int digit = (int) (word >>> i * Byte.SIZE & 0xFF) - '0';
      if (digit < 0 || digit > 9) {
        return INVALID;
      }
      value = value * 10 + digit;
      // Modulus 10, weights 2 and 1 from the last digit before the check digit; both lengths are
      // even.
      sum += i % 2 == 0 ? DOUBLED[digit] : digit;
    }
    return sum % 10 == 0 && isInsurer(value) ? value : INVALID;
  }

  private static boolean isInsurer(int value) {
    int scheme = scheme(value);
    long known = scheme < 64 ? SCHEMES >>> scheme : SCHEMES_FROM_64 >>> (scheme - 64);
    int prefecture = prefecture(value);
    return scheme < 76 && (known & 1) != 0 && prefecture >= 1 && prefecture <= 47;
  }

  /** 法別番号, 0 for municipal health insurance. */
  public static int scheme(int insurer) {
    return insurer / 1_000_000;
  }

  /** 都道府県番号, 1 to 47. */
  public static int prefecture(int insurer) {
    return insurer / 10_000 % 100;
  }

  /** The three digits that number the insurers of a scheme in a prefecture. */
  static int body(int insurer) {
    return insurer / 10 % 1000;
  }

  /** The insurer that {@link #text} calls so, {@link #UNKNOWN} if it calls none so. */
  public static int ofText(String text) {
    int insurer = parse(text);
    return insurer == INVALID ? UNKNOWN : insurer;
  }

  /** Eight digits, or {@code unknown}. */
  public static String text(int insurer) {
    return insurer == UNKNOWN ? "unknown" : Strings.padStart(Integer.toString(insurer), 8, '0');
  }
}
