package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** Not empty, and no date of the calendar or one after the day of the check. */
final class IssuanceDateInvalid extends RecordRule {

  IssuanceDateInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    int date = record.date(Column.ISSUANCE);
    if (!record.isEmpty(Column.ISSUANCE) && (date == Dates.INVALID || date > record.asOf())) {
      findings.add(Rule.ISSUANCE_DATE_INVALID, Column.ISSUANCE);
    }
  }
}
