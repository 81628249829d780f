package jp.totsugo.rule;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A branch number is two half-width digits, or empty. */
final class BranchNumberFormat extends RecordRule {

  BranchNumberFormat(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (!record.isEmpty(Column.BRANCH)
        && !record.holdsPlaceholder(Column.BRANCH)
        && (record.length(Column.BRANCH) != 2
            || (record.classes(Column.BRANCH) & CharClasses.NOT_DIGIT) != 0)) {
      findings.add(Rule.BRANCH_NUMBER_FORMAT, Column.BRANCH);
    }
  }
}
