package jp.totsugo.block;

/** What became of an issue by a run. */
public enum Status {
  /** Found, and not among the issues of the run before. */
  NEW,
  /** Found, and known before as not closed. */
  OPEN,
  /** Found, and known before as closed. */
  REOPENED,
  /** Found, but an accepted answer says that the record is right. */
  CLEARED,
  /** No longer found, and it is known why. */
  CLOSED,
  /** No longer found, but that proves nothing. */
  UNOBSERVED
}
