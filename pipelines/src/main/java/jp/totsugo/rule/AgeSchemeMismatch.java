package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;

/**
 * Too young for the scheme of the late elderly at entry, or old enough for it and enrolled
 * elsewhere.
 */
final class AgeSchemeMismatch extends RecordRule {
  private static final int LATE_ELDERLY = 39;
  private static final int ENTRY_AGE = 65;
  private static final int LATE_ELDERLY_AGE = 75;

  AgeSchemeMismatch(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    int birthdate = record.birthdate();
    int insurer = record.insurer();
    if (birthdate == Dates.INVALID || insurer == InsurerNumber.UNKNOWN) {
      return;
    }
    boolean mismatch;
    if (InsurerNumber.scheme(insurer) == LATE_ELDERLY) {
      int qualification = record.date(Column.QUALIFICATION);
      mismatch = qualification != Dates.INVALID && Dates.age(birthdate, qualification) < ENTRY_AGE;
    } else {
      mismatch = Dates.age(birthdate, record.asOf()) >= LATE_ELDERLY_AGE && record.isEnrolled();
    }
    if (mismatch) {
      findings.add(Rule.AGE_SCHEME_MISMATCH, Column.BIRTHDATE);
    }
  }
}
