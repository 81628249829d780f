package jp.totsugo.bench;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Days as the uploads write them. */
final class Calendar {
  static final int AS_OF = epochDay(2026, 4, 1);

  private static final int FIRST = epochDay(1900, 1, 1);
  private static final String[] DAYS = new String[epochDay(2040, 1, 1) - FIRST];

  static {
    for (int i = 0; i < DAYS.length; i++) {
      DAYS[i] = LocalDate.ofEpochDay(FIRST + i).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
  }

  private Calendar() {}

  static int epochDay(int year, int month, int day) {
    return (int) LocalDate.of(year, month, day).toEpochDay();
  }

  /** The day as YYYYMMDD. */
  static String text(int epochDay) {
    return DAYS[epochDay - FIRST];
  }

  /** The day that {@link #text} wrote. */
  static int epochDay(String text) {
    return (int) LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
  }
}
