package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** What a record is, as one word: the first that applies. */
public enum State {
  UNREGISTRABLE,
  WRONG_MY_NUMBER,
  MISSING_CARD,
  MALFORMED_NUMBER,
  RECORD_DEFECT,
  REVIEW,
  CLEAN;

  public static final int COUNT = values().length;
  private static final State[] VALUES = values();

  /**
   * The evidence for a record's state as bits, so that findings of several places can be OR-ed: one
   * bit a {@link Category} of which it has an ERROR (UNREGISTRABLE: its My Number is empty), one
   * for a REVIEW.
   */
  public static int bit(State state) {
    return 1 << state.ordinal();
  }

  /** The evidence that the record itself gives before any rule. */
  public static int evidenceOf(RecordView record) {
    return record.isEmpty(Column.MY_NUMBER) ? bit(UNREGISTRABLE) : 0;
  }

  /**
   * The evidence that one finding adds. An ERROR of UNREGISTRABLE does not make a record
   * unregistrable: only an empty My Number does.
   */
  public static int evidenceOf(Rule rule, Severity severity) {
    return switch (severity) {
      case ERROR ->
          rule.category() == Category.UNREGISTRABLE ? bit(REVIEW) : 1 << rule.category().ordinal();
      case REVIEW -> bit(REVIEW);
      case NOTICE -> 0;
    };
  }

  public static State of(int evidence) {
    return VALUES[Integer.numberOfTrailingZeros(evidence | bit(CLEAN))];
  }
}
