package jp.totsugo.record;

import java.time.LocalDate;

/**
 * Calendar dates as the integers that records carry: {@code yyyymmdd}, which sort as dates do, and
 * day numbers, which can be subtracted.
 */
public final class Dates {
  /** What {@link #parse} answers for anything but a real date. */
  public static final int INVALID = -1;

  /**
   * My Numbers are given to people on the resident register; nobody on it was born before the Meiji
   * era.
   */
  public static final int FIRST_BIRTHDATE = 18680101;

  private static final int[] MONTH_DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Dates() {}

  /**
   * The date written as eight half-width digits from {@code from}, as {@code yyyymmdd}, or {@link
   * #INVALID}.
   */
  public static int parse(char[] text, int from, int to) {
    if (to - from != 8) {
      return INVALID;
    }
    int year = twoDigits(text, from) * 100 + twoDigits(text, from + 2);
    int month = twoDigits(text, from + 4);
    int day = twoDigits(text, from + 6);
    return isReal(year, month, day) ? year * 10000 + month * 100 + day : INVALID;
  }

  /** The value of two half-width digits, or one so far below zero that no date with it is real. */
  private static int twoDigits(char[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits ? tens * 10 + ones : -1_000_000;
  }

  /** Whether this {@code yyyymmdd} is a day of the Gregorian calendar from year 1 on. */
  public static boolean isReal(int ymd) {
    return isReal(ymd / 10000, ymd / 100 % 100, ymd % 100);
  }

  private static boolean isReal(int year, int month, int day) {
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month]) {
      return false;
    }
    return month != 2 || day != 29 || isLeap(year);
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Days since 0001-01-01, which is day 1, of a real date; at most 22 bits. */
  public static int day(int ymd) {
    int year = ymd / 10000;
    int month = ymd / 100 % 100;
    if (month < 3) {
      year--;
      month += 12;
    }
    return 365 * year
        + year / 4
        - year / 100
        + year / 400
        + (153 * (month - 3) + 2) / 5
        + ymd % 100
        - 306;
  }

  public static int ymd(LocalDate date) {
    return date.getYear() * 10000 + date.getMonthValue() * 100 + date.getDayOfMonth();
  }

  /** Completed years of age at a date; a year is completed on the birthday. */
  public static int age(int birthYmd, int atYmd) {
    return Math.floorDiv(atYmd - birthYmd, 10000);
  }
}
