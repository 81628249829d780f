package jp.totsugo.upload.infer;

/**
 * Something that was inferred from a file.
 *
 * @param why for people; never a value of a record
 */
record Guess<T>(T what, Certainty certainty, String why) {
  /** How far a guess may be trusted. */
  enum Certainty {
    sure,
    likely,
    doubtful
  }

  /** What a comment in a layout says of it. */
  String comment() {
    return certainty + ": " + why;
  }
}
