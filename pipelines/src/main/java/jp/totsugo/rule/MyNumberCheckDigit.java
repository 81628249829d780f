package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** Twelve digits, no filler, wrong check digit: at least one digit is not what it should be. */
final class MyNumberCheckDigit extends RecordRule {
  private final RuleSettings settings;

  MyNumberCheckDigit(RuleSettings settings) {
    this.settings = settings;
  }

  @Override
  void check(RecordView record, Findings findings) {
    if (record.hasTwelveDigits()
        && !record.hasRightCheckDigit()
        && !settings.isFiller(record.myNumber())) {
      findings.add(Rule.MY_NUMBER_CHECK_DIGIT, Column.MY_NUMBER);
    }
  }
}
