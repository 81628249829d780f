package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonIdsTest {
  @ParameterizedTest
  @CsvSource({
    "records that generally have such ids, 1000000, 1000000, 100000, true",
    "as many as chance lets, 1000000, 1000000, 101200, true",
    "more than chance lets, 1000000, 1000000, 101201, false",
    "none passes, 1000, 1000, 0, true",
    "all pass, 1000, 1000, 1000, false",
    "just more than half of the records, 1000, 501, 50, true",
    "half of the records, 1000, 500, 50, false",
    "no such ids, 1000, 0, 0, false",
    "one number among other ids, 1000, 1, 1, false",
    "so few that nothing can be said, 9, 9, 1, false",
    "ten, 10, 10, 1, true",
    "four of ten, 10, 10, 4, true",
    "five of ten, 10, 10, 5, false",
    "no record, 0, 0, 0, false",
  })
  void ids_that_pass_for_numbers_are_shown_if_that_is_chance(
      String what, long records, long twelveDigits, long validNumbers, boolean shown) {
    assertThat(what, PersonIds.areShown(records, twelveDigits, validNumbers), is(shown));
  }
}
