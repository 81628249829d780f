package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** More than the 38 bytes that claims (記録条件仕様) have for a symbol or number. */
final class NumberTooLong extends RecordRule {
  private static final Column[] FIELDS = {Column.SYMBOL, Column.NUMBER};
  private static final int MOST_BYTES = 38;
  private final RuleSettings settings;

  NumberTooLong(RuleSettings settings) {
    this.settings = settings;
  }

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : FIELDS) {
      if (record.length(field) > MOST_BYTES / 2
          && settings
                  .charClasses()
                  .windows31jBytes(record.text(), record.start(field), record.end(field))
              > MOST_BYTES) {
        findings.add(Rule.NUMBER_TOO_LONG, field);
      }
    }
  }
}
