package jp.totsugo.publication;

/** What stands beside a figure, in a column of its own. */
final class Symbol {
  /** The figure is as it stands. */
  static final String PLAIN = "";

  /** There is no case: the figure is 0. */
  static final String NOTHING = "-";

  /** Where figures are rounded: the figure is 0, or rounded to it. */
  static final String ROUNDED_TO_NOTHING = "0";

  /** Nothing is known: the insurer sent nothing, or nobody looked. */
  static final String UNKNOWN = "…";

  /** Not shown, so that no small figure can be known. */
  static final String HIDDEN = "x";

  private Symbol() {}
}
