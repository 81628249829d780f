package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** A field that must not be empty is. */
final class FieldMissing extends RecordRule {
  private final Rule rule;
  private final Column[] fields;

  FieldMissing(Rule rule, RuleSettings settings) {
    this.rule = rule;
    fields = rule.columns().toArray(Column[]::new);
  }

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : fields) {
      if (record.isEmpty(field)) {
        findings.add(rule, field);
      }
    }
  }
}
