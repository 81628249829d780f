package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;

/** No insurer has this number. */
final class InsurerNumberInvalid extends RecordRule {

  InsurerNumberInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.ownInsurer() == InsurerNumber.INVALID) {
      findings.add(Rule.INSURER_NUMBER_INVALID, Column.INSURER_NUMBER);
    }
  }
}
