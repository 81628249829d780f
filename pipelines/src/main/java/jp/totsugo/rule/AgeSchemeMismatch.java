package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.record.SchemeAge;

/**
 * Too young for the scheme of the late elderly at entry, or old enough for it and enrolled
 * elsewhere.
 */
final class AgeSchemeMismatch extends RecordRule {
  AgeSchemeMismatch(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    int birthdate = record.birthdate();
    int insurer = record.insurer();
    if (birthdate == Dates.INVALID || insurer == InsurerNumber.UNKNOWN) {
      return;
    }
    int qualification = record.date(Column.QUALIFICATION);
    boolean mismatch =
        SchemeAge.isUnusual(insurer, birthdate, qualification, record.asOf())
            && (SchemeAge.isLateElderly(insurer) || record.isEnrolled());
    if (mismatch) {
      findings.add(Rule.AGE_SCHEME_MISMATCH, Column.BIRTHDATE);
    }
  }
}
