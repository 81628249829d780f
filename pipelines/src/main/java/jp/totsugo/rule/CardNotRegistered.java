package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** Neither card number nor issuance date. */
final class CardNotRegistered extends RecordRule {
  private static final int LOST_BEFORE_ISSUE = Rule.CARD_NOT_REGISTERED.cause("LOST_BEFORE_ISSUE");
  private static final int NOT_ISSUED_YET = Rule.CARD_NOT_REGISTERED.cause("NOT_ISSUED_YET");
  private static final int OTHER = Rule.CARD_NOT_REGISTERED.cause("OTHER");

  private final RuleSettings settings;

  CardNotRegistered(RuleSettings settings) {
    this.settings = settings;
  }

  @Override
  void check(RecordView record, Findings findings) {
    if (record.isEmpty(Column.NUMBER) && record.isEmpty(Column.ISSUANCE)) {
      findings.add(Rule.CARD_NOT_REGISTERED, cause(record), Column.NUMBER);
    }
  }

  private int cause(RecordView record) {
    if (!record.isEmpty(Column.DISQUALIFICATION)) {
      return LOST_BEFORE_ISSUE;
    }
    return record.isEnrolled() && daysEnrolled(record) <= settings.cardIssueDays()
        ? NOT_ISSUED_YET
        : OTHER;
  }

  private static int daysEnrolled(RecordView record) {
    return Dates.day(record.asOf()) - Dates.day(record.date(Column.QUALIFICATION));
  }
}
