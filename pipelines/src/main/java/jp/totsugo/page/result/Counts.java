package jp.totsugo.page.result;

import jp.totsugo.rule.Category;
import jp.totsugo.schema.InsurerCount;

/**
 * What one run counted of an insurer, or of the nation: records, and those with an error of each
 * category. {@link #UNKNOWN} stands for what the results of older versions do not hold.
 *
 * @param complete whether its uploads are all that it has
 * @param note what the coverage notes of its uploads
 */
public record Counts(
    boolean complete,
    String note,
    long records,
    long registered,
    long unregistrable,
    long absentWithReason,
    long absentWithoutReason,
    long wrongMyNumber,
    long missingCard,
    long malformedNumber,
    long blackCircle,
    long recordDefect) {
  public static final long UNKNOWN = -1;

  static Counts of(InsurerCount row) {
    return new Counts(
        row.getComplete(),
        row.getNote(),
        row.getRecords(),
        row.getRegistered(),
        row.getUnregistrable(),
        row.getAbsentWithReason(),
        row.getAbsentWithoutReason(),
        row.getWrongMyNumber(),
        row.getMissingCard(),
        row.getMalformedNumber(),
        row.getBlackCircle(),
        row.getRecordDefect());
  }

  /** Records with an error of the category; of UNREGISTRABLE, those without a My Number. */
  public long of(Category category) {
    return switch (category) {
      case UNREGISTRABLE -> unregistrable;
      case WRONG_MY_NUMBER -> wrongMyNumber;
      case MISSING_CARD -> missingCard;
      case MALFORMED_NUMBER -> malformedNumber;
      case RECORD_DEFECT -> recordDefect;
    };
  }

  /** What they are divided by: all records, or those with a My Number, as in {@code rules.csv}. */
  public long denominator(Category category) {
    return isOfAllRecords(category) ? records : registered;
  }

  /** Whether a category is divided by all records, not by those with a My Number. */
  public static boolean isOfAllRecords(Category category) {
    return category == Category.UNREGISTRABLE || category == Category.RECORD_DEFECT;
  }

  /** Errors for one record; NaN where that is not known. */
  public double rate(Category category) {
    long count = of(category);
    long all = denominator(category);
    return count == UNKNOWN || all <= 0 ? Double.NaN : (double) count / all;
  }

  /** The sum of two; what one of them does not know is not known. */
  public Counts plus(Counts other) {
    return new Counts(
        complete && other.complete,
        "",
        sum(records, other.records),
        sum(registered, other.registered),
        sum(unregistrable, other.unregistrable),
        sum(absentWithReason, other.absentWithReason),
        sum(absentWithoutReason, other.absentWithoutReason),
        sum(wrongMyNumber, other.wrongMyNumber),
        sum(missingCard, other.missingCard),
        sum(malformedNumber, other.malformedNumber),
        sum(blackCircle, other.blackCircle),
        sum(recordDefect, other.recordDefect));
  }

  private static long sum(long a, long b) {
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
  }
}
