package jp.totsugo.pack.answered;

/** Why an answer is not taken. */
public enum Refusal {
  /** The pack is of another run, so its rows may be about other records. */
  OTHER_RUN,
  /** The row has no id of an issue that can be read. */
  ISSUE_ID_ILLEGIBLE,
  /** The queue that the pack was made of has no such issue. */
  ISSUE_NOT_OF_PACK,
  /** The line of the text cannot be read. */
  UNREADABLE,
  /** What stands in the row is computed. */
  FORMULA,
  /** There is a reason, but no answer. */
  ANSWER_MISSING,
  ANSWER_NOT_IN_LIST,
  REASON_MISSING,
  TOO_LONG,
  DATE_ILLEGIBLE,
  /** The row does not say any more which finding it is about. */
  LOCKED_CELL_CHANGED,
  /** A later row says something else. */
  ANSWERED_DIFFERENTLY
}
