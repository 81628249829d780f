package jp.totsugo.rule;

import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A code that is not in its list. Sex and family class may not be empty. */
final class CodeInvalid extends RecordRule {

  private static final Column[] FIELDS = {
    Column.SEX, Column.FAMILY, Column.REASON_OF_LOSS, Column.CARD_CLASS, Column.NON_DISCLOSURE
  };
  private static final Set<Column> MAY_NOT_BE_EMPTY = Set.of(Column.SEX, Column.FAMILY);

  CodeInvalid(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : FIELDS) {
      boolean wrong =
          record.isEmpty(field)
              ? MAY_NOT_BE_EMPTY.contains(field) && record.isPresent(field)
              : !record.isListedCode(field);
      if (wrong) {
        findings.add(Rule.CODE_INVALID, field);
      }
    }
  }
}
