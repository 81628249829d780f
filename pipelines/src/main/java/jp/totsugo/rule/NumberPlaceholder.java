package jp.totsugo.rule;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A ● or its like stands where a character of the card number was. */
final class NumberPlaceholder extends RecordRule {
  private static final int BLACK_CIRCLE = Rule.NUMBER_PLACEHOLDER.cause("BLACK_CIRCLE");
  private static final int OTHER = Rule.NUMBER_PLACEHOLDER.cause("OTHER");
  private static final Column[] FIELDS = {Column.SYMBOL, Column.NUMBER, Column.BRANCH};

  NumberPlaceholder(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : FIELDS) {
      if (record.holdsPlaceholder(field)) {
        boolean blackCircle = (record.classes(field) & CharClasses.BLACK_CIRCLE) != 0;
        findings.add(Rule.NUMBER_PLACEHOLDER, blackCircle ? BLACK_CIRCLE : OTHER, field);
      }
    }
  }
}
