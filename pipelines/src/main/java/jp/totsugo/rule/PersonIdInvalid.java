package jp.totsugo.rule;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** Without the insurer's own id of the person the record cannot be found again. */
final class PersonIdInvalid extends RecordRule {
  private static final int MOST_CHARACTERS = 20;

  PersonIdInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    int length = record.length(Column.PERSON_ID);
    if (length == 0
        || length > MOST_CHARACTERS
        || (record.classes(Column.PERSON_ID) & CharClasses.NOT_ID) != 0) {
      findings.add(Rule.PERSON_ID_INVALID, Column.PERSON_ID);
    }
  }
}
