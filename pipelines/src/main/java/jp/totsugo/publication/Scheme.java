package jp.totsugo.publication;

/** How small figures are kept from being known. */
public enum Scheme {
  /** They are not shown, nor what they could be computed from. */
  SUPPRESS,
  /** All figures are rounded to multiples of a base. */
  ROUND
}
