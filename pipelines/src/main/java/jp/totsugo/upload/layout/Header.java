package jp.totsugo.upload.layout;

/** What the first line with text is, behind those that the layout skips. */
public enum Header {
  /** It has the names of the columns. */
  names,
  /** It is no record, and what it has is of no interest. */
  skip,
  /** It is a record. */
  none
}
