package jp.totsugo.publication;

import java.util.function.ToLongFunction;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.InsurerCount;

/** What the tables count. Figures of one measure and month add up; measures are not added. */
enum Measure {
  RECORDS(null, InsurerCount::getRecords),
  UNREGISTRABLE(Category.UNREGISTRABLE, InsurerCount::getUnregistrable),
  WRONG_MY_NUMBER(Category.WRONG_MY_NUMBER, InsurerCount::getWrongMyNumber),
  MISSING_CARD(Category.MISSING_CARD, InsurerCount::getMissingCard),
  MALFORMED_NUMBER(Category.MALFORMED_NUMBER, InsurerCount::getMalformedNumber),
  RECORD_DEFECT(Category.RECORD_DEFECT, InsurerCount::getRecordDefect);

  static final int COUNT = values().length;

  private final Category category;
  private final ToLongFunction<InsurerCount> count;

  /**
   * @param category of which it counts the cases, or null
   */
  Measure(Category category, ToLongFunction<InsurerCount> count) {
    this.category = category;
    this.count = count;
  }

  static Measure of(Category category) {
    return valueOf(category.name());
  }

  Category category() {
    return category;
  }

  /** The figure of it in a row of the history. */
  long of(InsurerCount row) {
    return count.applyAsLong(row);
  }
}
