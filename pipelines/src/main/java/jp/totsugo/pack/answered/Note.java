package jp.totsugo.pack.answered;

/** What a receipt says of an answer beside whether it is taken; bits of a set. */
public enum Note {
  /** An ERROR is said to be right: the steward looks at it, the issue stays open. */
  DISPUTE,
  /** It counts instead of one that was given before. */
  LATER_COUNTS,
  /** The same was answered again later, and that counts. */
  REPEATED,
  /** A My Number in it is masked. */
  NUMBER_MASKED,
  /** There was no day: the day of the run stands for it. */
  DAY_MISSING,
  /** There was no year. */
  DAY_COMPLETED,
  /** It is refused, and an answer to the same issue was taken since: nothing is to be mended. */
  ANSWERED_SINCE;

  int bit() {
    return 1 << ordinal();
  }
}
