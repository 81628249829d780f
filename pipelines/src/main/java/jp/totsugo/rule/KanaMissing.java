package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** No reading of the name. */
final class KanaMissing extends RecordRule {

  KanaMissing(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.KANA)) {
      findings.add(Rule.KANA_MISSING, Column.KANA);
    }
  }
}
