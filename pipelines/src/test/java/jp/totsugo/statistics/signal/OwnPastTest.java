package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OwnPastTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/spec/signals/comparison-of-two.csv", numLinesToSkip = 1)
  void a_count_after_others_has_the_p_of_the_spec_table(
      String counts, String denominators, long count, long denominator, double p) {
    OwnPast past = new OwnPast(numbers(counts), numbers(denominators));

    assertThat(new AgainstItself(past, 0, 1, count, denominator).p(1), closeTo(p, 1e-8 * p));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/spec/signals/laney.csv", numLinesToSkip = 1)
  void the_chart_is_as_wide_as_the_spec_table_says_and_no_narrower_than_chance(
      String counts, String denominators, double sigma) {
    OwnPast past = new OwnPast(numbers(counts), numbers(denominators));

    double widened = Math.max(1, sigma * sigma);
    assertThat(past.chart(), closeTo(widened, 1e-6 * widened));
  }

  @Test
  void a_chart_without_findings_is_as_wide_as_chance() {
    assertThat(new OwnPast(new long[6], numbers("9 9 9 9 9 9")).chart(), is(1.0));
  }

  /**
   * 1,000 then 1,500 of a million, where rates vary by a fifth: not even two standard deviations.
   */
  @Test
  void rates_that_vary_from_run_to_run_widen_the_limits() {
    OwnPast past = new OwnPast(numbers("1000"), numbers("1000000"));

    assertThat(new AgainstItself(past, 0, 1, 1_500, 1_000_000).p(1) < 1e-20, is(true));
    // ln 1.5 / √(2·0.04 + 1/1000 + 1/1500) = 1.42; by the normal distribution 0.155.
    assertThat(new AgainstItself(past, 0.04, 1, 1_500, 1_000_000).p(1), closeTo(0.155, 0.01));
  }

  @Test
  void limits_hold_what_is_no_signal() {
    AgainstItself comparison =
        new AgainstItself(new OwnPast(numbers("20 22"), numbers("5000 5000")), 0, 1, 60, 5_000);
    long upper = comparison.upper(0.001);

    // By scipy.stats.binom: 41 leaves 0.00132, 42 leaves 0.00086.
    assertThat(upper, is(41L));
    assertThat(p(comparison, upper), is(greaterThan(0.002)));
    assertThat(p(comparison, upper + 1) <= 0.002, is(true));
    assertThat(p(comparison, comparison.lower(0.001)), is(greaterThan(0.002)));
    assertThat(p(comparison, comparison.lower(0.001) - 1) <= 0.002, is(true));
  }

  private static double p(AgainstItself of, long count) {
    return new AgainstItself(of.past(), of.drift(), of.chart(), count, of.denominator()).p(1);
  }

  private static long[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
