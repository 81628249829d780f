package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BetaBinomialTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/spec/signals/beta-binomial.csv", numLinesToSkip = 1)
  void tails_are_those_of_the_spec_table(
      long trials, double mean, double dispersion, long count, double lower, double upper) {
    BetaBinomial law = new BetaBinomial(trials, mean, dispersion);

    assertThat(law.lowerTail(count), closeTo(lower, 1e-8 * lower));
    assertThat(law.upperTail(count), closeTo(upper, 1e-7 * upper + 1e-16));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/spec/signals/beta-binomial-wide.csv", numLinesToSkip = 1)
  void wide_tails_are_those_of_the_spec_table_within_a_tenth(
      long trials, double mean, double dispersion, long count, double lower, double upper) {
    BetaBinomial law = new BetaBinomial(trials, mean, dispersion);

    assertThat(law.lowerTail(count), closeTo(lower, 0.1 * lower));
    assertThat(law.upperTail(count), closeTo(upper, 0.1 * upper));
  }

  @Test
  void limits_leave_each_side_no_more_than_its_tail() {
    for (double dispersion : new double[] {1, 1.5, 30}) {
      BetaBinomial law = new BetaBinomial(5_000, 0.004, dispersion);
      long lower = BetaBinomial.smallestWithin(5_000, 0.001, law::lowerTail);
      long upper = BetaBinomial.largestWithin(5_000, 0.001, law::upperTail);

      assertThat(law.upperTail(upper), is(greaterThan(0.001)));
      assertThat(law.upperTail(upper + 1), is(lessThanOrEqualTo(0.001)));
      assertThat(law.lowerTail(lower), is(greaterThan(0.001)));
      assertThat(lower == 0 || law.lowerTail(lower - 1) <= 0.001, is(true));
    }
  }

  @Test
  void limits_are_none_where_any_count_is_within_chance() {
    BetaBinomial law = new BetaBinomial(3, 0.5, 1);

    assertThat(BetaBinomial.smallestWithin(3, 0.001, law::lowerTail), is(0L));
    assertThat(BetaBinomial.largestWithin(3, 0.001, law::upperTail), is(3L));
  }

  @Test
  void a_count_is_judged_on_both_sides_by_twice_the_smaller_tail() {
    BetaBinomial law = new BetaBinomial(1_000, 0.01, 3);

    assertThat(law.twoSided(60), is(2 * law.upperTail(60)));
    assertThat(law.twoSided(1), is(2 * law.lowerTail(1)));
    assertThat("nearer than a standard deviation", law.twoSided(12), is(1.0));
  }
}
