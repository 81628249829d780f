package jp.totsugo.upload.layout;

/** What a double quote at the beginning of a field means. */
public enum Quoting {
  /** The field ends at the next one that is not doubled. */
  rfc4180,
  /** Nothing. */
  none
}
