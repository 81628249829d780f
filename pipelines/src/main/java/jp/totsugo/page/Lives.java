package jp.totsugo.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jp.totsugo.schema.IssueRate;

/**
 * What became of issues: the columns of {@code rates.csv}, added up over rules.
 *
 * @param fresh found, and not known before
 */
public record Lives(
    long fresh,
    long open,
    long reopened,
    long cleared,
    long corrected,
    long left,
    long ruleChanged,
    long registerChanged,
    long untraceable,
    long unobserved) {
  private static final Lives NONE = new Lives(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Of the rates of one key together, the keys in the order in which they come. */
  static Map<String, Lives> by(Function<IssueRate, String> key, List<IssueRate> rates) {
    Map<String, Lives> lives = new LinkedHashMap<>();
    for (IssueRate rate : rates) {
      lives.merge(key.apply(rate), NONE.plus(rate), Lives::plus);
    }
    return lives;
  }

  /** The sum of all. */
  static Lives of(List<IssueRate> rates) {
    return new ArrayList<>(by(rate -> "", rates).values()).stream().findFirst().orElse(NONE);
  }

  private Lives plus(IssueRate rate) {
    return plus(
        new Lives(
            rate.getNew$(),
            rate.getOpen(),
            rate.getReopened(),
            rate.getCleared(),
            rate.getClosedCorrected(),
            rate.getClosedLeft(),
            rate.getClosedRuleChanged(),
            rate.getClosedRegisterChanged(),
            rate.getClosedUntraceable(),
            rate.getUnobserved()));
  }

  Lives plus(Lives other) {
    return new Lives(
        fresh + other.fresh,
        open + other.open,
        reopened + other.reopened,
        cleared + other.cleared,
        corrected + other.corrected,
        left + other.left,
        ruleChanged + other.ruleChanged,
        registerChanged + other.registerChanged,
        untraceable + other.untraceable,
        unobserved + other.unobserved);
  }

  /** Found, or not observed: what is still to be done. */
  public long toDo() {
    return fresh + open + reopened + unobserved;
  }

  /** Gone, for whatever reason. */
  public long closed() {
    return corrected + left + ruleChanged + registerChanged + untraceable;
  }
}
