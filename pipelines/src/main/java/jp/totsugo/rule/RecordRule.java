package jp.totsugo.rule;

import jp.totsugo.record.RecordView;

/** A rule that one record alone decides. An instance serves one thread. */
public abstract class RecordRule {
  /** Adds a finding for each field of the record on which the rule fails. Allocates nothing. */
  abstract void check(RecordView record, Findings findings);
}
