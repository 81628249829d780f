package jp.totsugo.upload.container;

import java.time.LocalDate;
import jp.totsugo.record.Column;

/** What a typed field of a container file means as the text that rules see. */
public enum FieldKind {
  /** Text in UTF-8, as it stands. */
  TEXT,
  /** A whole number that stands for its decimal digits. */
  NUMBER,
  /** Days since 1970-01-01, which stand for YYYYMMDD. */
  DAYS;

  /**
   * Whether a whole number can stand in a column: where leading zeros mean something, a number has
   * lost them.
   */
  public static boolean canBeNumber(Column column) {
    return switch (column) {
      case ABSENCE_REASON, SEX, FAMILY, NON_DISCLOSURE -> true;
      default -> isDate(column);
    };
  }

  public static boolean isDate(Column column) {
    return switch (column) {
      case BIRTHDATE, QUALIFICATION, DISQUALIFICATION, ISSUANCE, VALID_FROM, VALID_TO -> true;
      default -> false;
    };
  }

  /** The number whose digits are the text of a number or a day. */
  public long digits(long value) {
    if (this != DAYS) {
      return value;
    }
    LocalDate date = LocalDate.ofEpochDay(value);
    return date.getYear() * 10_000L + date.getMonthValue() * 100 + date.getDayOfMonth();
  }
}
