package jp.totsugo.rule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateTest {
  @Test
  void the_first_state_that_applies_is_the_records() {
    assertThat(
        List.of(State.values()),
        is(
            List.of(
                State.UNREGISTRABLE,
                State.WRONG_MY_NUMBER,
                State.MISSING_CARD,
                State.MALFORMED_NUMBER,
                State.RECORD_DEFECT,
                State.REVIEW,
                State.CLEAN)));
    assertThat(
        State.of(State.bit(State.REVIEW) | State.bit(State.MISSING_CARD)), is(State.MISSING_CARD));
    assertThat(State.of(0), is(State.CLEAN));
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void every_category_has_the_state_of_its_name(Category category) {
    assertThat(State.of(category).name(), is(category.name()));
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void an_error_gives_the_state_of_its_category_but_makes_no_record_unregistrable(Rule rule) {
    State state = State.of(State.marksOf(rule, Severity.ERROR));
    assertThat(
        state.name(),
        is(rule.category() == Category.UNREGISTRABLE ? "REVIEW" : rule.category().name()));
    assertThat(State.of(State.marksOf(rule, Severity.REVIEW)), is(State.REVIEW));
    assertThat(State.of(State.marksOf(rule, Severity.NOTICE)), is(State.CLEAN));
  }

  @Test
  void a_cause_that_a_rule_does_not_have_is_an_error() {
    assertThat(Rule.CARD_NOT_REGISTERED.cause("NOT_ISSUED_YET"), is(1));
    assertThrows(
        IllegalArgumentException.class, () -> Rule.CARD_NOT_REGISTERED.cause("NO_SUCH_CAUSE"));
  }
}
