package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** Not empty, and no date of the calendar. */
final class DisqualificationDateInvalid extends RecordRule {

  DisqualificationDateInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (!record.isEmpty(Column.DISQUALIFICATION)
        && record.date(Column.DISQUALIFICATION) == Dates.INVALID) {
      findings.add(Rule.DISQUALIFICATION_DATE_INVALID, Column.DISQUALIFICATION);
    }
  }
}
