package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;

/** The record names another insurer than the one that uploads it. */
final class InsurerNotUploader extends RecordRule {

  InsurerNotUploader(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.uploader() != InsurerNumber.UNKNOWN
        && record.ownInsurer() != InsurerNumber.INVALID
        && record.ownInsurer() != record.uploader()) {
      findings.add(Rule.INSURER_NOT_UPLOADER, Column.INSURER_NUMBER);
    }
  }
}
