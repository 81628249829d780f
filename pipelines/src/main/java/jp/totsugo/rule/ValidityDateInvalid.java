package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** A begin or end of validity that is no date of the calendar. */
final class ValidityDateInvalid extends RecordRule {
  private static final Column[] FIELDS = {Column.VALID_FROM, Column.VALID_TO};

  ValidityDateInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : FIELDS) {
      if (!record.isEmpty(field) && record.date(field) == Dates.INVALID) {
        findings.add(Rule.VALIDITY_DATE_INVALID, field);
      }
    }
  }
}
