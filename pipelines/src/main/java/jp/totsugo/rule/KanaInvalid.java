package jp.totsugo.rule;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A character that no reading of a name is written with. */
final class KanaInvalid extends RecordRule {

  KanaInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if ((record.classes(Column.KANA) & CharClasses.NOT_KANA) != 0) {
      findings.add(Rule.KANA_INVALID, Column.KANA);
    }
  }
}
