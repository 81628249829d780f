package jp.totsugo.history.answer;

/**
 * An answer that is not taken, or a file of which none is.
 *
 * @param issueId empty where none can be read
 * @param file its name as it is shown
 * @param line on which the row starts, from 1 (the header's); of Avro the record, from 1; 0 for a
 *     file as a whole
 */
public record RefusedAnswer(String issueId, String file, long line, Cause cause) {
  /** Why it is refused. */
  public enum Cause {
    /** Quotes that do not close, another number of cells than the header, or spoilt characters. */
    UNREADABLE,
    ISSUE_ID_MALFORMED,
    ANSWER_NOT_IN_LIST,
    REASON_MISSING,
    /** The reason, or who answered, is longer than {@link AnswerRules} allows. */
    TOO_LONG,
    DATE_INVALID,
    /** It was given after the as-of of the run. */
    DATE_LATER,
    /** Two answers of one day to one issue say different things. */
    DIFFERENT_ANSWERS,
    /** The run before had no such issue. */
    ISSUE_UNKNOWN,
    /** The file lacks a column that must be there, has one twice, or is no text. */
    FILE_NO_ANSWERS,
    /** The file is damaged from here on. */
    FILE_DAMAGED
  }
}
