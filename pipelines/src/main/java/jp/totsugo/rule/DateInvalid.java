package jp.totsugo.rule;

import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/** A field holds no date of the calendar, or one that is too early or too late. */
final class DateInvalid extends RecordRule {
  /** Before every date, and after {@link Dates#INVALID}. */
  private static final int ANY = 0;

  private final Rule rule;
  private final Column[] fields;
  private final boolean mayBeEmpty;
  private final int first;
  private final int last;

  private DateInvalid(Rule rule, boolean mayBeEmpty, int first, int last) {
    this.rule = rule;
    fields = rule.columns().toArray(Column[]::new);
    this.mayBeEmpty = mayBeEmpty;
    this.first = first;
    this.last = last;
  }

  /** May not be empty. */
  static DateInvalid required(Rule rule, RuleSettings settings) {
    return new DateInvalid(rule, false, ANY, Integer.MAX_VALUE);
  }

  /** May not be empty, and is of somebody who may be alive on the day of the check. */
  static DateInvalid ofBirth(Rule rule, RuleSettings settings) {
    return new DateInvalid(rule, false, Dates.FIRST_BIRTHDATE, settings.asOf());
  }

  /** May be empty. */
  static DateInvalid orEmpty(Rule rule, RuleSettings settings) {
    return new DateInvalid(rule, true, ANY, Integer.MAX_VALUE);
  }

  /** May be empty, and is not after the day of the check. */
  static DateInvalid pastOrEmpty(Rule rule, RuleSettings settings) {
    return new DateInvalid(rule, true, ANY, settings.asOf());
  }

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : fields) {
      int date = record.date(field);
      if ((date < first || date > last) && !(mayBeEmpty && record.isEmpty(field))) {
        findings.add(rule, field);
      }
    }
  }
}
