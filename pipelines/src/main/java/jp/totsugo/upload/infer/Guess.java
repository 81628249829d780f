package jp.totsugo.upload.infer;

import jp.totsugo.words.Saying;

/**
 * Something that was inferred from a file.
 *
 * @param why for people; never a value of a record
 */
record Guess<T>(T what, Certainty certainty, Saying why) {
  /** How far a guess may be trusted. */
  enum Certainty {
    sure,
    likely,
    doubtful
  }

  /** The same guess with one more reason. */
  Guess<T> and(Certainty other, Saying more) {
    return new Guess<>(what, other, Saying.of("infer.and", why, more));
  }

  /** What a comment in a layout says of it. */
  Saying comment() {
    return Saying.of("infer." + certainty, why);
  }
}
