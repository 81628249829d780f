package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** No My Number, and nobody says why. */
final class MyNumberAbsentWithoutReason extends RecordRule {

  MyNumberAbsentWithoutReason(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.MY_NUMBER) && AbsenceReason.of(record) == null) {
      findings.add(Rule.MY_NUMBER_ABSENT_WITHOUT_REASON, Column.ABSENCE_REASON);
    }
  }
}
