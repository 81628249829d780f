package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** What must come later comes earlier. Only valid dates are compared. */
final class DateOrder extends RecordRule {

  DateOrder(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    int qualification = record.date(Column.QUALIFICATION);
    int disqualification = record.date(Column.DISQUALIFICATION);
    if (Dates.isAfter(record.birthdate(), qualification)) {
      findings.add(Rule.DATE_ORDER, Column.QUALIFICATION);
    }
    if (Dates.isAfter(qualification, disqualification)) {
      findings.add(Rule.DATE_ORDER, Column.DISQUALIFICATION);
    }
    if (Dates.isAfter(record.date(Column.VALID_FROM), record.date(Column.VALID_TO))) {
      findings.add(Rule.DATE_ORDER, Column.VALID_TO);
    }
  }
}
