package jp.totsugo.rule;

/** The four problems of March 2021, and other defects of a record. See {@link State}. */
public enum Category {
  UNREGISTRABLE,
  WRONG_MY_NUMBER,
  MISSING_CARD,
  MALFORMED_NUMBER,
  RECORD_DEFECT;

  public static final int COUNT = values().length;
}
