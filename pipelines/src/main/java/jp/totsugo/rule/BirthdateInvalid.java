package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** Empty, no date of the calendar, after the day of the check, or before 1868. */
final class BirthdateInvalid extends RecordRule {

  BirthdateInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.birthdate() == Dates.INVALID) {
      findings.add(Rule.BIRTHDATE_INVALID, Column.BIRTHDATE);
    }
  }
}
