package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** Empty, or no date of the calendar. */
final class QualificationDateInvalid extends RecordRule {

  QualificationDateInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.date(Column.QUALIFICATION) == Dates.INVALID) {
      findings.add(Rule.QUALIFICATION_DATE_INVALID, Column.QUALIFICATION);
    }
  }
}
