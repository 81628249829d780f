package jp.totsugo.block;

/** Why an issue is no longer found. */
public enum ClosedBecause {
  /** The record is there and passes. */
  CORRECTED,
  /** The insurer's uploads are complete and the record is not in them. */
  LEFT,
  /** The rule is off, or judges otherwise, or its columns are missing. */
  RULE_CHANGED,
  /** The record is as it was; the register is not. */
  REGISTER_CHANGED,
  /** Its record has no person id by which it could be found again. */
  UNTRACEABLE
}
