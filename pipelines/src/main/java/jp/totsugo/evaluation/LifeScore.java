package jp.totsugo.evaluation;

/**
 * How many issues of one status a run has as the truth has them.
 *
 * @param status a status, with the reason behind a CLOSED
 * @param expected issues of the truth that have it
 * @param right those of them that the history holds with the same status and reason, first seen on
 *     the same day, as often reopened, with the same answer and end of a clearance
 * @param missing those of them that the history lacks
 * @param extra issues of this status in the history that the truth lacks
 */
public record LifeScore(String status, long expected, long right, long missing, long extra) {
  /** Those that the history holds otherwise. */
  public long wrong() {
    return expected - right - missing;
  }

  boolean isExact() {
    return right == expected && extra == 0;
  }
}
