package jp.totsugo.publication;

import jp.totsugo.rule.Category;

/** What the tables count. Figures of one measure and month add up; measures are not added. */
enum Measure {
  RECORDS(null),
  UNREGISTRABLE(Category.UNREGISTRABLE),
  WRONG_MY_NUMBER(Category.WRONG_MY_NUMBER),
  MISSING_CARD(Category.MISSING_CARD),
  MALFORMED_NUMBER(Category.MALFORMED_NUMBER),
  RECORD_DEFECT(Category.RECORD_DEFECT);

  static final int COUNT = values().length;

  private final Category category;

  /**
   * @param category of which it counts the cases, or null
   */
  Measure(Category category) {
    this.category = category;
  }

  static Measure of(Category category) {
    return valueOf(category.name());
  }

  Category category() {
    return category;
  }

  /** Whether a record can be one case at most, so that everybody knows a bound. */
  boolean isOncePerRecord() {
    return this == UNREGISTRABLE || this == MISSING_CARD;
  }
}
