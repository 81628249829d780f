package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A code that is not in its list. Sex and family class may not be empty. */
final class CodeInvalid extends RecordRule {

  CodeInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (!record.isCode(Column.SEX, '1', '3')) {
      addIfPresent(record, Column.SEX, findings);
    }
    if (!record.isCode(Column.FAMILY, '1', '2')) {
      addIfPresent(record, Column.FAMILY, findings);
    }
    if (!record.isEmpty(Column.REASON_OF_LOSS) && !isReasonOfLoss(record)) {
      findings.add(Rule.CODE_INVALID, Column.REASON_OF_LOSS);
    }
    if (!record.isEmpty(Column.CARD_CLASS) && !isTwoDigits(record, Column.CARD_CLASS, '7')) {
      findings.add(Rule.CODE_INVALID, Column.CARD_CLASS);
    }
    if (!record.isEmpty(Column.NON_DISCLOSURE) && !record.isCode(Column.NON_DISCLOSURE, '0', '1')) {
      findings.add(Rule.CODE_INVALID, Column.NON_DISCLOSURE);
    }
  }

  private static void addIfPresent(RecordView record, Column field, Findings findings) {
    if (record.isPresent(field)) {
      findings.add(Rule.CODE_INVALID, field);
    }
  }

  private static boolean isReasonOfLoss(RecordView record) {
    return isTwoDigits(record, Column.REASON_OF_LOSS, '3')
        || record.length(Column.REASON_OF_LOSS) == 2
            && record.charAt(Column.REASON_OF_LOSS, 0) == '9'
            && record.charAt(Column.REASON_OF_LOSS, 1) == '9';
  }

  private static boolean isTwoDigits(RecordView record, Column field, char last) {
    return record.length(field) == 2
        && record.charAt(field, 0) == '0'
        && record.charAt(field, 1) >= '1'
        && record.charAt(field, 1) <= last;
  }
}
