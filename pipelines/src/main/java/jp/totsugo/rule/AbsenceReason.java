package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** The codes of 個人番号未登録理由, which says why a record has no My Number. */
enum AbsenceReason {
  LIVES_ABROAD('1'),
  NOT_SUBMITTED('2'),
  NOT_YET_ISSUED('3'),
  SHORT_STAY('4'),
  PROCEDURE_UNDER_WAY('5'),
  OTHER('9');

  private static final AbsenceReason[] VALUES = values();

  private final char code;

  AbsenceReason(char code) {
    this.code = code;
  }

  /** The record's reason, or null if it is empty or not in the list. */
  static AbsenceReason of(RecordView record) {
    for (AbsenceReason reason : VALUES) {
      if (record.isCode(Column.ABSENCE_REASON, reason.code, reason.code)) {
        return reason;
      }
    }
    return null;
  }
}
