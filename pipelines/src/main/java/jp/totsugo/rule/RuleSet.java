package jp.totsugo.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/**
 * The rules that are on for a file with certain columns, ready to check its records. Serves one
 * thread.
 */
public final class RuleSet {
  private static final Column[] COLUMNS = Column.values();

  private final RecordRule[] checks;
  private final Trigger[] triggers;

  /** By column the signs that trigger any of the checks. */
  private final int[] anyTrigger = new int[Column.COUNT];

  private final boolean[] applies = new boolean[Rule.COUNT];

  public RuleSet(RuleSettings settings, Set<Column> columns) {
    List<RecordRule> list = new ArrayList<>();
    List<Trigger> listed = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      if (settings.isOn(rule) && rule.canRead(columns)) {
        applies[rule.ordinal()] = true;
        if (rule.scope() == Rule.Scope.RECORD) {
          list.add(rule.newCheck(settings));
          listed.add(rule.trigger());
          rule.trigger().forEach((column, signs) -> anyTrigger[column.ordinal()] |= signs);
        }
      }
    }
    checks = list.toArray(new RecordRule[0]);
    triggers = listed.toArray(new Trigger[0]);
  }

  /** Whether a rule is on and the file has the columns that it needs. */
  public boolean applies(Rule rule) {
    return applies[rule.ordinal()];
  }

  /** Clears the findings, then adds those of every record rule. */
  public void check(RecordView record, Findings findings) {
    findings.clear();
    if (!triggersAny(record)) {
      return;
    }
    for (int i = 0; i < checks.length; i++) {
      if (triggers[i].isIn(record)) {
        checks[i].check(record, findings);
      }
    }
  }

  private boolean triggersAny(RecordView record) {
    int seen = 0;
    for (Column column : COLUMNS) {
      seen |= record.signs(column) & anyTrigger[column.ordinal()];
    }
    return seen != 0;
  }

  /** As {@link #check}, but every rule is asked: to hold the triggers against. */
  void checkWithoutTriggers(RecordView record, Findings findings) {
    findings.clear();
    for (RecordRule check : checks) {
      check.check(record, findings);
    }
  }

  /** The rules that are on but cannot be applied to a file with these columns. */
  public static List<Rule> notApplicable(RuleSettings settings, Set<Column> columns) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      if (settings.isOn(rule) && !rule.canRead(columns)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /** The rules that can be applied to such a file, but without some columns that they read. */
  public static Map<Rule, Set<Column>> appliedInPart(RuleSettings settings, Set<Column> columns) {
    Map<Rule, Set<Column>> rules = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      Set<Column> lacking = rule.lacking(columns);
      if (settings.isOn(rule) && rule.canRead(columns) && !lacking.isEmpty()) {
        rules.put(rule, lacking);
      }
    }
    return rules;
  }
}
