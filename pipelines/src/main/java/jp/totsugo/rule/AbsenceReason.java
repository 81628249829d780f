package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** The codes of 個人番号未登録理由, which says why a record has no My Number. */
final class AbsenceReason {
  static final int NONE_VALID = 0;
  static final int NOT_YET_ISSUED = 3;
  static final int PROCEDURE_UNDER_WAY = 5;
  static final int OTHER = 9;

  private AbsenceReason() {}

  /** The record's code, or {@link #NONE_VALID} if it is empty or not in the list. */
  static int of(RecordView record) {
    if (record.isCode(Column.ABSENCE_REASON, '1', '5')) {
      return record.charAt(Column.ABSENCE_REASON, 0) - '0';
    }
    return record.isCode(Column.ABSENCE_REASON, '9', '9') ? OTHER : NONE_VALID;
  }
}
