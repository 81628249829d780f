package jp.totsugo.person;

/** How one field of two sides compares, from the closest to the farthest. */
public enum FieldOutcome {
  /** Equal as it stands. */
  IDENTICAL,
  /** Equal when width, case, small kana, separators and variation selectors are taken away. */
  SAME_AFTER_FOLDING,
  /** One name in two spellings: variant kanji, another order, a middle name left out. */
  SAME_AFTER_VARIANTS,
  /** A side is empty, or a placeholder stands where the sides would have to agree. */
  UNKNOWN,
  /** Neither equal nor unknown. */
  DIFFERENT;

  /** Returns whether the sides say the same. Unknown neither agrees nor differs. */
  public boolean agrees() {
    return compareTo(SAME_AFTER_VARIANTS) <= 0;
  }

  FieldOutcome orCloser(FieldOutcome other) {
    return compareTo(other) <= 0 ? this : other;
  }

  FieldOutcome orFarther(FieldOutcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
