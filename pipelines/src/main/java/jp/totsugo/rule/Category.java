package jp.totsugo.rule;

/**
 * The four problems of March 2021, and other defects of a record. In the order in which they decide
 * a record's state.
 */
public enum Category {
  UNREGISTRABLE,
  WRONG_MY_NUMBER,
  MISSING_CARD,
  MALFORMED_NUMBER,
  RECORD_DEFECT;

  public static final int COUNT = values().length;
}
