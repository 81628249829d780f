package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A card was issued, but its number is not there. */
final class CardNumberMissing extends RecordRule {

  CardNumberMissing(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.NUMBER) && !record.isEmpty(Column.ISSUANCE)) {
      findings.add(Rule.CARD_NUMBER_MISSING, Column.NUMBER);
    }
  }
}
