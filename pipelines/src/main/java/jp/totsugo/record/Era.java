package jp.totsugo.record;

/** The Japanese eras (年号); {@link EraCodes} knows the codes by which they go. */
public enum Era {
  /**
   * From the first day of the Gregorian calendar on (明治6年1月1日). The days before it were counted by
   * another calendar.
   */
  MEIJI("明治", '㍾', 1867, 18730101),
  TAISHO("大正", '㍽', 1911, 19120730),
  SHOWA("昭和", '㍼', 1925, 19261225),
  HEISEI("平成", '㍻', 1988, 19890108),
  REIWA("令和", '㋿', 2018, 20190501);

  private static final Era[] VALUES = values();

  private final String kanji;
  private final char square;
  private final int yearBefore;
  private final int firstDay;

  Era(String kanji, char square, int yearBefore, int firstDay) {
    this.kanji = kanji;
    this.square = square;
    this.yearBefore = yearBefore;
    this.firstDay = firstDay;
  }

  /** Its name of two characters. */
  public String kanji() {
    return kanji;
  }

  /** The one character that holds its name. */
  char square() {
    return square;
  }

  /** The era of a letter such as R or r, or null. */
  static Era ofLetter(char c) {
    for (Era era : VALUES) {
      char letter = era.name().charAt(0);
      if (c == letter || c == Character.toLowerCase(letter)) {
        return era;
      }
    }
    return null;
  }

  /** The era of a place in their order, from 0. */
  static Era of(int place) {
    return VALUES[place];
  }

  /**
   * The day as {@code yyyymmdd}, or {@link Dates#INVALID} for a day before the era began. Days
   * behind its end are counted on: 平成32年 is 2020.
   *
   * @param year of the era, from 1
   */
  int day(int year, int month, int day) {
    int ymd = (yearBefore + year) * 10000 + month * 100 + day;
    return year >= 1 && ymd >= firstDay ? ymd : Dates.INVALID;
  }
}
