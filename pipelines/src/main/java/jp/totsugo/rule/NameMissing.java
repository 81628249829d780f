package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** No name. */
final class NameMissing extends RecordRule {

  NameMissing(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.NAME)) {
      findings.add(Rule.NAME_MISSING, Column.NAME);
    }
  }
}
