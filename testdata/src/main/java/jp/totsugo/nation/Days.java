package jp.totsugo.nation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Dates as days since 1970, and their eight digits. */
final class Days {
  /** No date. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int FIRST = (int) LocalDate.of(1868, 1, 1).toEpochDay();
  private static final int LAST = (int) LocalDate.of(2120, 12, 31).toEpochDay();
  private static final byte[] DIGITS = digits();

  private Days() {}

  private static byte[] digits() {
    StringBuilder all = new StringBuilder(8 * (LAST - FIRST + 1));
    for (int day = FIRST; day <= LAST; day++) {
      DateTimeFormatter.BASIC_ISO_DATE.formatTo(LocalDate.ofEpochDay(day), all);
    }
    return all.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static int of(LocalDate date) {
    return (int) date.toEpochDay();
  }

  static int of(int year, int month, int day) {
    return of(LocalDate.of(year, month, day));
  }

  /** The same day of the year, {@code years} later. */
  static int plusYears(int day, int years) {
    return of(LocalDate.ofEpochDay(day).plusYears(years));
  }

  static int year(int day) {
    return LocalDate.ofEpochDay(day).getYear();
  }

  static String text(int day) {
    return day == NONE ? "" : new String(DIGITS, (day - FIRST) * 8, 8, StandardCharsets.US_ASCII);
  }

  static int write(int day, byte[] into, int at) {
    if (day == NONE) {
      return at;
    }
    System.arraycopy(DIGITS, (day - FIRST) * 8, into, at, 8);
    return at + 8;
  }
}
