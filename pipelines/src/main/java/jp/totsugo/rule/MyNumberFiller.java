package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** Twelve digits that were keyed to get past the field: one digit all over, or a listed number. */
final class MyNumberFiller extends RecordRule {
  private final RuleSettings settings;

  MyNumberFiller(RuleSettings settings) {
    this.settings = settings;
  }

  @Override
  void check(RecordView record, Findings findings) {
    if (record.hasTwelveDigits() && settings.isFiller(record.myNumber())) {
      findings.add(Rule.MY_NUMBER_FILLER, Column.MY_NUMBER);
    }
  }
}
