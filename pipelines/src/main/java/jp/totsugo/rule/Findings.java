package jp.totsugo.rule;

import jp.totsugo.record.Column;

/** The findings of one record, reused for the next. */
public final class Findings {
  /** The cause of a finding whose rule tells none apart. */
  public static final int NO_CAUSE = -1;

  private static final int MOST = 64;

  private final Rule[] rules = new Rule[MOST];
  private final int[] causes = new int[MOST];
  private final Column[] fields = new Column[MOST];
  private int count;

  public void clear() {
    count = 0;
  }

  public void add(Rule rule, Column field) {
    add(rule, NO_CAUSE, field);
  }

  /**
   * @param cause index into {@link Rule#causes}
   */
  public void add(Rule rule, int cause, Column field) {
    rules[count] = rule;
    causes[count] = cause;
    fields[count] = field;
    count++;
  }

  public int count() {
    return count;
  }

  public Rule rule(int i) {
    return rules[i];
  }

  public int cause(int i) {
    return causes[i];
  }

  /** Whether none before it is of the same rule with the same cause: those of one rule follow. */
  public boolean isFirstOfCause(int i) {
    for (int j = i - 1; j >= 0 && rules[j] == rules[i]; j--) {
      if (causes[j] == causes[i]) {
        return false;
      }
    }
    return true;
  }

  public Column field(int i) {
    return fields[i];
  }
}
