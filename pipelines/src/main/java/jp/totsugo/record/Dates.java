package jp.totsugo.record;

import java.time.LocalDate;
import java.time.Month;

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

  /** By month as two digits; 0 days for those that do not exist. */
  private static final byte[] MONTH_DAYS = new byte[128];

  static {
    for (int month = 1; month <= 12; month++) {
      MONTH_DAYS[month] = (byte) Month.of(month).maxLength();
    }
  }

  private Dates() {}

  /**
   * The date written as eight half-width digits from {@code from}, as {@code yyyymmdd}, or {@link
   * #INVALID}.
   */
  public static int parse(char[] text, int from, int to) {
    if (to - from != 8) {
      return INVALID;
    }
    int y1 = text[from] - '0';
    int y2 = text[from + 1] - '0';
    int y3 = text[from + 2] - '0';
    int y4 = text[from + 3] - '0';
    int m1 = text[from + 4] - '0';
    int m2 = text[from + 5] - '0';
    int d1 = text[from + 6] - '0';
    int d2 = text[from + 7] - '0';
    // Negative if one of them is below 0 or above 9: one question instead of eight.
    int outside =
        y1 | y2 | y3 | y4 | m1 | m2 | d1 | d2 | 9 - y1 | 9 - y2 | 9 - y3 | 9 - y4 | 9 - m1 | 9 - m2
            | 9 - d1 | 9 - d2;
    if (outside < 0) {
      return INVALID;
    }
    int year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
    int month = m1 * 10 + m2;
    int day = d1 * 10 + d2;
    return isReal(year, month, day) ? year * 10000 + month * 100 + day : INVALID;
  }

  /** Whether this {@code yyyymmdd} is a day of the Gregorian calendar from year 1 on. */
  public static boolean isReal(int ymd) {
    return isReal(ymd / 10000, ymd / 100 % 100, ymd % 100);
  }

  private static boolean isReal(int year, int month, int day) {
    return year >= 1
        && day >= 1
        && day <= MONTH_DAYS[month & 127]
        && (day != 29 || month != 2 || isLeap(year));
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
