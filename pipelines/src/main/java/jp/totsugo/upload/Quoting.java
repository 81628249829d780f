package jp.totsugo.upload;

/** What a double quote at the beginning of a field means. */
enum Quoting {
  /** The field ends at the next one that is not doubled. */
  rfc4180,
  /** Nothing. */
  none
}
