package jp.totsugo.rule;

import java.util.HashMap;
import java.util.Map;
import jp.totsugo.record.Column;

/** The rules for files of any columns, made once for all files of equal ones. Serves one thread. */
public final class RuleSets {
  private final RuleSettings settings;
  private final Map<Integer, RuleSet> byColumns = new HashMap<>();

  public RuleSets(RuleSettings settings) {
    this.settings = settings;
  }

  /**
   * The rules that can be applied to a file.
   *
   * @param columns those that the file has, one bit an ordinal
   */
  public RuleSet of(int columns) {
    return byColumns.computeIfAbsent(columns, bits -> new RuleSet(settings, Column.ofBits(bits)));
  }
}
