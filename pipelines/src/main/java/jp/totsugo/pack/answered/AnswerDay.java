package jp.totsugo.pack.answered;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.record.DatePattern;
import jp.totsugo.record.Dates;

/**
 * The day of an answer, however a person or a spreadsheet writes days: as the count of days that
 * spreadsheets keep, with the year of the calendar or of an era, in digits of any width. Of a day
 * without a year the one nearest to the run is meant.
 *
 * @param day null if nothing or no day stands there
 * @param kind what stands there
 */
record AnswerDay(LocalDate day, Kind kind) {
  enum Kind {
    GIVEN,
    /** It had no year. */
    COMPLETED,
    MISSING,
    ILLEGIBLE
  }

  /** A day may be this long before the day of the run and still belong to the same year. */
  private static final int DAYS_BEFORE = 92;

  private static final List<DatePattern> PATTERNS =
      List.of(
          DatePattern.of("YYYY-MM-DD"),
          DatePattern.of("YYYY/MM/DD"),
          DatePattern.of("YYYY.MM.DD"),
          DatePattern.of("YYYY年MM月DD日"),
          DatePattern.of("YYYYMMDD"),
          DatePattern.of("元号YY年MM月DD日"),
          DatePattern.of("元号YY.MM.DD"),
          DatePattern.of("元号YY/MM/DD"),
          DatePattern.of("元号YY-MM-DD"),
          DatePattern.of("MM/DD/YYYY"));

  /** With the letter of an era, and not with its code: those are for machines. */
  private static final List<DatePattern> PATTERNS_WITH_LETTER =
      List.of(
          DatePattern.of("GYY.MM.DD"),
          DatePattern.of("GYY/MM/DD"),
          DatePattern.of("GYY-MM-DD"),
          DatePattern.of("GYY年MM月DD日"),
          DatePattern.of("GYYMMDD"));

  private static final Pattern TIME = Pattern.compile("[T ]\\s*[0-9]{1,2}:[0-9:.]*Z?$");

  /** In brackets or not. */
  private static final Pattern WEEKDAY = Pattern.compile("[(][月火水木金土日](曜日?)?[)]$|[月火水木金土日]曜日?$");

  private static final Pattern WITHOUT_YEAR = Pattern.compile("([0-9]{1,2})[/.月-]([0-9]{1,2})日?");

  /** Days between 1899-12-30, from which spreadsheets count, and 1904-01-01. */
  private static final int DAYS_TO_1904 = 1462;

  private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);
  private static final int EARLIEST = 36_526;
  private static final int LATEST = 73_050;
  private static final int LAST_YEAR = 2099;
  private static final int FIRST_YEAR = 2000;

  /**
   * @param isNumber whether the spreadsheet holds a number there
   * @param asOf of the run
   */
  static AnswerDay of(String text, boolean isNumber, boolean countsFrom1904, LocalDate asOf) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    if (folded.isEmpty()) {
      return new AnswerDay(null, Kind.MISSING);
    }
    if (isNumber) {
      LocalDate counted = counted(folded, countsFrom1904);
      if (counted != null) {
        return new AnswerDay(counted, Kind.GIVEN);
      }
    }
    String plain =
        WEEKDAY.matcher(TIME.matcher(folded).replaceFirst("")).replaceFirst("").replace(" ", "");
    LocalDate written = written(plain);
    if (written != null) {
      return new AnswerDay(written, Kind.GIVEN);
    }
    LocalDate completed = completed(plain, asOf);
    return completed == null
        ? new AnswerDay(null, Kind.ILLEGIBLE)
        : new AnswerDay(completed, Kind.COMPLETED);
  }

  private static LocalDate counted(String number, boolean countsFrom1904) {
    try {
      int days =
          new BigDecimal(number).toBigInteger().intValueExact()
              + (countsFrom1904 ? DAYS_TO_1904 : 0);
      return days < EARLIEST || days > LATEST ? null : DAY_0.plusDays(days);
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static LocalDate written(String text) {
    boolean hasLetter = text.matches("[A-Za-z].*");
    char[] characters = text.toCharArray();
    for (DatePattern pattern : hasLetter ? PATTERNS_WITH_LETTER : PATTERNS) {
      int ymd = pattern.parse(characters, 0, characters.length);
      if (ymd != Dates.INVALID && ymd / 10_000 >= FIRST_YEAR && ymd / 10_000 <= LAST_YEAR) {
        return LocalDate.of(ymd / 10_000, ymd / 100 % 100, ymd % 100);
      }
    }
    return null;
  }

  private static LocalDate completed(String text, LocalDate asOf) {
    Matcher day = WITHOUT_YEAR.matcher(text);
    if (!day.matches()) {
      return null;
    }
    LocalDate first = asOf.minusDays(DAYS_BEFORE);
    for (int year = first.getYear(); year <= first.getYear() + 1; year++) {
      try {
        LocalDate completed =
            LocalDate.of(year, Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)));
        if (!completed.isBefore(first)) {
          return completed;
        }
      } catch (DateTimeException e) {
        // A leap day may exist in the other year.
        continue;
      }
    }
    return null;
  }
}
