package jp.totsugo.nation;

import java.time.LocalDate;

/** The days on which the insurers upload, one a month, numbered from 1. */
final class Months {
  final int count;
  private final int[] days;

  Months(LocalDate first, int count) {
    this.count = count;
    days = new int[count + 1];
    for (int month = 1; month <= count; month++) {
      days[month] = Days.of(first.plusMonths(month - 1L));
    }
  }

  int day(int month) {
    return days[month];
  }

  int first() {
    return days[1];
  }

  int last() {
    return days[count];
  }

  /** A day after the upload of the month before, and at the latest on that of this month. */
  int dayOf(int month, Draw draw) {
    return draw.between(days[month - 1] + 1, days[month]);
  }
}
