package jp.totsugo.page.result;

import java.util.List;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.IssueRate;

/**
 * What the rates of a run tell of the categories, for runs of versions that kept no counts: only
 * where the rules of a category exclude each other.
 */
final class CountsOfRates {
  private CountsOfRates() {}

  /**
   * @param rates of one run and the nation
   */
  static Counts of(List<IssueRate> rates) {
    long withReason = records(rates, Rule.MY_NUMBER_ABSENT_WITH_REASON);
    long withoutReason = records(rates, Rule.MY_NUMBER_ABSENT_WITHOUT_REASON);
    long notRegistered = records(rates, Rule.CARD_NOT_REGISTERED);
    long numberMissing = records(rates, Rule.CARD_NUMBER_MISSING);
    boolean hasReasons = withReason != Counts.UNKNOWN && withoutReason != Counts.UNKNOWN;
    boolean hasCards = notRegistered != Counts.UNKNOWN && numberMissing != Counts.UNKNOWN;
    return new Counts(
        true,
        "",
        denominator(rates, Rule.MY_NUMBER_ABSENT_WITH_REASON),
        denominator(rates, Rule.CARD_NOT_REGISTERED),
        hasReasons ? withReason + withoutReason : Counts.UNKNOWN,
        withReason,
        withoutReason,
        Counts.UNKNOWN,
        hasCards ? notRegistered + numberMissing : Counts.UNKNOWN,
        Counts.UNKNOWN,
        Counts.UNKNOWN,
        Counts.UNKNOWN);
  }

  private static long records(List<IssueRate> rates, Rule rule) {
    return rates.stream()
        .filter(rate -> rate.getRule().equals(rule.name()))
        .mapToLong(IssueRate::getRecords)
        .findFirst()
        .orElse(Counts.UNKNOWN);
  }

  private static long denominator(List<IssueRate> rates, Rule rule) {
    return rates.stream()
        .filter(rate -> rate.getRule().equals(rule.name()))
        .mapToLong(IssueRate::getDenominator)
        .findFirst()
        .orElse(Counts.UNKNOWN);
  }
}
