package jp.totsugo.number.mixup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jp.totsugo.number.mixup.NumberSlip.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSlipTest {
  @ParameterizedTest
  @CsvSource({
    "111111111111, 111111111110, ONE_DIGIT, 12, 0",
    "123456789018, 923456789018, ONE_DIGIT, 1, 0",
    "123456789018, 23456789018, ONE_DIGIT, 1, 0",
    "123456789018, 213456789018, TRANSPOSITION, 1, 2",
    "123456789018, 123456789081, TRANSPOSITION, 11, 12",
    "123456789018, 723456189018, TRANSPOSITION, 1, 7",
    "123456789018, 123458789016, TRANSPOSITION, 6, 12",
    "123456789018, 321456789018, OTHER_NUMBER, 0, 0",
    "123456789018, 213456789081, OTHER_NUMBER, 0, 0",
    "123456789018, 133456789018, ONE_DIGIT, 2, 0",
    "123456789018, 143456789018, ONE_DIGIT, 2, 0",
    "123456789018, 132456789019, OTHER_NUMBER, 0, 0",
    "123456789018, 123456798019, OTHER_NUMBER, 0, 0",
    "123456789018, 987654321098, OTHER_NUMBER, 0, 0"
  })
  void tells_a_slip_from_another_number(
      long own, long written, Kind kind, int position, int otherPosition) {
    assertThat(NumberSlip.between(own, written), is(new NumberSlip(kind, position, otherPosition)));
    assertThat(NumberSlip.between(written, own), is(new NumberSlip(kind, position, otherPosition)));
  }

  @Test
  void shows_no_number_when_it_cannot_compare() {
    IllegalArgumentException equal =
        assertThrows(
            IllegalArgumentException.class, () -> NumberSlip.between(123456789018L, 123456789018L));
    IllegalArgumentException tooLong =
        assertThrows(
            IllegalArgumentException.class,
            () -> NumberSlip.between(123456789018L, 1234567890189L));

    assertThat(equal.getMessage(), not(containsString("1234")));
    assertThat(tooLong.getMessage(), not(containsString("1234")));
  }
}
