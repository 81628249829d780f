package jp.totsugo.record;

import java.time.LocalDate;
import java.time.Month;

/**
 * Calendar dates as the integers that records carry: {@code yyyymmdd}, which sort as dates do, and
 * day numbers, which can be subtracted.
 */
public final class Dates {
  /** The length of a date that is written out. */
  public static final int LENGTH = 8;

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
   * The date written as eight half-width digits, which are the bytes of a word, the first of them
   * lowest; as {@code yyyymmdd}, or {@link #INVALID}.
   */
  public static int parse(long word) {
    int ymd = Digits.eight(word);
    return ymd != Digits.NONE && isReal(ymd) ? ymd : INVALID;
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

  /** Whether both are dates, and the first is the later one. */
  public static boolean isAfter(int first, int second) {
    return second != INVALID && first > second;
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
