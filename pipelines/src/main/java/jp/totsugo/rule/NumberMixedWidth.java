package jp.totsugo.rule;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/**
 * Half-width and full-width characters in one symbol or number; JP Core allows either, not both.
 */
final class NumberMixedWidth extends RecordRule {
  private static final Column[] FIELDS = {Column.SYMBOL, Column.NUMBER};
  private static final int BOTH = CharClasses.HALF_WIDTH | CharClasses.OTHER_WIDTH;

  NumberMixedWidth(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : FIELDS) {
      if ((record.classes(field) & BOTH) == BOTH) {
        findings.add(Rule.NUMBER_MIXED_WIDTH, field);
      }
    }
  }
}
