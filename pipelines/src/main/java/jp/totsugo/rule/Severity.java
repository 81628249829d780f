package jp.totsugo.rule;

/** ERROR: must be corrected. REVIEW: a person must look. NOTICE: a fact worth counting. */
public enum Severity {
  NOTICE,
  REVIEW,
  ERROR
}
