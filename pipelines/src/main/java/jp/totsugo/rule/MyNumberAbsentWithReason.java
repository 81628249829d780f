package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** No My Number, and a reason why: a fact, not an error. */
final class MyNumberAbsentWithReason extends RecordRule {
  MyNumberAbsentWithReason(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.MY_NUMBER)) {
      AbsenceReason reason = AbsenceReason.of(record);
      if (reason != null) {
        findings.add(
            Rule.MY_NUMBER_ABSENT_WITH_REASON,
            Rule.MY_NUMBER_ABSENT_WITH_REASON.cause(reason.name()),
            Column.MY_NUMBER);
      }
    }
  }
}
