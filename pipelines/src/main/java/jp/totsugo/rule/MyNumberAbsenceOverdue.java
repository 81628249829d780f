package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** The number should have come by now. */
final class MyNumberAbsenceOverdue extends RecordRule {
  private final RuleSettings settings;

  MyNumberAbsenceOverdue(RuleSettings settings) {
    this.settings = settings;
  }

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.MY_NUMBER)
        && isPassing(AbsenceReason.of(record))
        && record.isEnrolled()) {
      int days = Dates.day(record.asOf()) - Dates.day(record.date(Column.QUALIFICATION));
      if (days > settings.absenceOverdueDays()) {
        findings.add(Rule.MY_NUMBER_ABSENCE_OVERDUE, Column.ABSENCE_REASON);
      }
    }
  }

  private static boolean isPassing(AbsenceReason reason) {
    return reason == AbsenceReason.NOT_YET_ISSUED || reason == AbsenceReason.PROCEDURE_UNDER_WAY;
  }
}
