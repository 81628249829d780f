package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A My Number, and a reason why there is none. */
final class MyNumberPresentWithReason extends RecordRule {

  MyNumberPresentWithReason(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (!record.isEmpty(Column.MY_NUMBER) && !record.isEmpty(Column.ABSENCE_REASON)) {
      findings.add(Rule.MY_NUMBER_PRESENT_WITH_REASON, Column.ABSENCE_REASON);
    }
  }
}
