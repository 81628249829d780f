package jp.totsugo.number.register;

import static jp.totsugo.number.register.UnfitRegisterException.Reason.A_PART;
import static jp.totsugo.number.register.UnfitRegisterException.Reason.NO_NUMBERS;
import static jp.totsugo.number.register.UnfitRegisterException.Reason.OTHER_PEOPLE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jp.totsugo.number.register.UnfitRegisterException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnfitRegisterExceptionTest {
  /** Of a million numbers in the uploads: in both, in the register, the likely reason. */
  static Arguments[] registers() {
    return new Arguments[] {
      Arguments.of(0, 0, NO_NUMBERS),
      Arguments.of(100, 90_000, NO_NUMBERS),
      Arguments.of(40_000, 40_000, A_PART),
      Arguments.of(1, 1, NO_NUMBERS),
      Arguments.of(100, 300_000, A_PART),
      Arguments.of(480_000, 480_000, A_PART),
      Arguments.of(530_000, 530_000, A_PART),
      Arguments.of(100, 1_000_000, OTHER_PEOPLE),
      Arguments.of(400_000, 3_000_000, OTHER_PEOPLE)
    };
  }

  @ParameterizedTest
  @MethodSource("registers")
  void a_register_whose_numbers_are_those_of_the_uploads_is_a_part(
      long inBoth, long inRegister, Reason reason) {
    RegisterFit.Numbers numbers = new RegisterFit.Numbers(1_000_000, inBoth, inRegister);
    assertThat(new UnfitRegisterException(numbers).reason(), is(reason));
  }
}
