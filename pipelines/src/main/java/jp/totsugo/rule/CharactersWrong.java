package jp.totsugo.rule;

import java.util.function.BiFunction;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/**
 * A field holds a character of each of certain {@link CharClasses}: one of a single class, or
 * several that may not stand together.
 */
final class CharactersWrong extends RecordRule {
  private final Rule rule;
  private final Column[] fields;
  private final int classes;

  private CharactersWrong(Rule rule, int classes) {
    this.rule = rule;
    fields = rule.columns().toArray(Column[]::new);
    this.classes = classes;
  }

  /** The check for characters of all these classes, which are bits of {@link CharClasses}. */
  static BiFunction<Rule, RuleSettings, RecordRule> of(int classes) {
    return (rule, settings) -> new CharactersWrong(rule, classes);
  }

  @Override
  void check(RecordView record, Findings findings) {
    for (Column field : fields) {
      if ((record.classes(field) & classes) == classes) {
        findings.add(rule, field);
      }
    }
  }
}
