package jp.totsugo.rule;

import java.util.EnumMap;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** What a record is, as one word: the first that applies, in the order in which they stand here. */
public enum State {
  UNREGISTRABLE(Category.UNREGISTRABLE),
  WRONG_MY_NUMBER(Category.WRONG_MY_NUMBER),
  MISSING_CARD(Category.MISSING_CARD),
  MALFORMED_NUMBER(Category.MALFORMED_NUMBER),
  RECORD_DEFECT(Category.RECORD_DEFECT),
  REVIEW(null),
  CLEAN(null);

  public static final int COUNT = values().length;
  private static final State[] VALUES = values();
  private static final EnumMap<Category, State> BY_CATEGORY = new EnumMap<>(Category.class);

  static {
    for (State state : VALUES) {
      if (state.category != null) {
        BY_CATEGORY.put(state.category, state);
      }
    }
  }

  private final Category category;

  /**
   * @param category of which a record in this state has an ERROR, or null
   */
  State(Category category) {
    this.category = category;
  }

  /** The state of a record that has an ERROR of this category, and none of one before it. */
  public static State of(Category category) {
    return BY_CATEGORY.get(category);
  }

  /**
   * The marks for a record's state as bits, so that findings of several places can be OR-ed: one
   * bit a {@link Category} of which it has an ERROR (UNREGISTRABLE: its My Number is empty), one
   * for a REVIEW.
   */
  public static int bit(State state) {
    return 1 << state.ordinal();
  }

  /** The marks that the record itself gives before any rule. */
  public static int marksOf(RecordView record) {
    return record.isEmpty(Column.MY_NUMBER) ? bit(UNREGISTRABLE) : 0;
  }

  /**
   * The marks that one finding adds. An ERROR of UNREGISTRABLE does not make a record
   * unregistrable: only an empty My Number does.
   */
  public static int marksOf(Rule rule, Severity severity) {
    return switch (severity) {
      case ERROR ->
          rule.category() == Category.UNREGISTRABLE ? bit(REVIEW) : bit(of(rule.category()));
      case REVIEW -> bit(REVIEW);
      case NOTICE -> 0;
    };
  }

  /** The first state of which there is a mark. */
  public static State of(int marks) {
    return VALUES[Integer.numberOfTrailingZeros(marks | bit(CLEAN))];
  }
}
