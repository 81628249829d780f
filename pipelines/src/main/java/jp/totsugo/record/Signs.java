package jp.totsugo.record;

/**
 * What {@link RecordView#signs} says of a column, as bits behind those of {@link CharClasses}: what
 * is known of every value without asking a rule. A rule names the signs without which it has
 * nothing to say.
 */
public final class Signs {
  /** Nothing stands there. */
  public static final int EMPTY = 1 << 8;

  public static final int FILLED = 1 << 9;

  /** More bytes than {@value #SHORT}: so has every value of more characters. */
  public static final int LONG = 1 << 10;

  /** Characters of both {@link CharClasses#HALF_WIDTH} and {@link CharClasses#OTHER_WIDTH}. */
  public static final int MIXED_WIDTH = 1 << 11;

  /**
   * Filled, but not with what the column is for: no valid My Number or insurer number, no real date
   * or none on which somebody alive can be born, a code that is not in its list, a branch that is
   * not two digits.
   */
  public static final int INVALID = 1 << 12;

  /** A date after the day of the check. */
  public static final int FUTURE = 1 << 13;

  /** A date before one that comes first: birth, qualification, or the begin of validity. */
  public static final int OUT_OF_ORDER = 1 << 14;

  /** The insurer number of another than the uploader. */
  public static final int OTHER_INSURER = 1 << 15;

  /** A birth date that is unusual for the insurer's scheme, see {@link SchemeAge}. */
  public static final int UNUSUAL_AGE = 1 << 16;

  static final int SHORT = 19;

  private Signs() {}
}
