package jp.totsugo.rule;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A colon, space or control character, which separate or end numbers elsewhere. */
final class NumberForbiddenCharacter extends RecordRule {
  private static final Column[] FIELDS = {Column.SYMBOL, Column.NUMBER};

  NumberForbiddenCharacter(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : FIELDS) {
      if ((record.classes(field) & CharClasses.FORBIDDEN) != 0) {
        findings.add(Rule.NUMBER_FORBIDDEN_CHARACTER, field);
      }
    }
  }
}
