package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A reason of loss without a loss, or the reverse. */
final class ReasonOfLossMismatch extends RecordRule {

  ReasonOfLossMismatch(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.REASON_OF_LOSS) != record.isEmpty(Column.DISQUALIFICATION)) {
      findings.add(Rule.REASON_OF_LOSS_MISMATCH, Column.REASON_OF_LOSS);
    }
  }
}
