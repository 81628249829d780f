package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/**
 * A ● or its like in name or address: usual for characters that a system lacks, so only to be
 * looked at.
 */
final class NamePlaceholder extends RecordRule {
  private static final Column[] FIELDS = {Column.NAME, Column.ADDRESS};

  NamePlaceholder(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : FIELDS) {
      if (record.holdsPlaceholder(field)) {
        findings.add(Rule.NAME_PLACEHOLDER, field);
      }
    }
  }
}
