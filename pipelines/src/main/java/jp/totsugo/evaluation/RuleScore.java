package jp.totsugo.evaluation;

/**
 * How well one rule found what was planted.
 *
 * @param expected findings that the contract demands
 * @param found those of them that the run reports
 * @param wrong findings that the run reports and the contract does not demand
 * @param canBeExact whether the contract alone decides the rule, so that anything below 100 % is a
 *     defect
 */
public record RuleScore(String rule, long expected, long found, long wrong, boolean canBeExact) {
  public long missed() {
    return expected - found;
  }

  /** Between 0 and 1; 1 if nothing was expected. */
  public double recall() {
    return expected == 0 ? 1 : (double) found / expected;
  }

  /** Between 0 and 1; 1 if nothing was reported. */
  public double precision() {
    return found + wrong == 0 ? 1 : (double) found / (found + wrong);
  }

  public boolean isExact() {
    return missed() == 0 && wrong == 0;
  }
}
