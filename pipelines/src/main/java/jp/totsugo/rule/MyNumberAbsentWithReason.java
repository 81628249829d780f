package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** No My Number, and a reason why: a fact, not an error. */
final class MyNumberAbsentWithReason extends RecordRule {
  private static final int OTHER = 5;

  MyNumberAbsentWithReason(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.MY_NUMBER)) {
      int reason = AbsenceReason.of(record);
      if (reason != AbsenceReason.NONE_VALID) {
        int cause = reason == AbsenceReason.OTHER ? OTHER : reason - 1;
        findings.add(Rule.MY_NUMBER_ABSENT_WITH_REASON, cause, Column.MY_NUMBER);
      }
    }
  }
}
