package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import jp.totsugo.number.mixup.NumberSlip;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.State;
import jp.totsugo.upload.file.UnreadableCause;
import org.junit.jupiter.api.Test;

/**
 * Blocks, lists of unreadable lines and tallies hold constants as their ordinals. They live within
 * one run of one build, so that constants may be added and moved; but they must fit into the bits
 * that they are given, and where an order means something, it must stay.
 */
class OrdinalsTest {
  private static final int BITS_OF_MARKS_IN_A_KEY = 12;

  @Test
  void a_rule_is_one_byte_of_a_row_and_one_bit_of_a_long() {
    assertThat(Rule.COUNT, lessThanOrEqualTo(Long.SIZE));
  }

  @Test
  void a_cause_of_a_rule_is_less_than_32_with_one_more_for_none() {
    for (Rule rule : Rule.values()) {
      assertThat(rule.name(), rule.causes().size() + 1, lessThanOrEqualTo(32));
    }
  }

  @Test
  void a_column_is_one_bit_of_an_int() {
    assertThat(Column.COUNT, lessThan(Integer.SIZE));
  }

  @Test
  void a_cause_of_an_unreadable_line_is_one_byte() {
    assertThat(UnreadableCause.values().length, lessThanOrEqualTo((int) Byte.MAX_VALUE));
  }

  @Test
  void the_marks_of_a_record_fit_into_a_key_and_beside_the_flag_of_a_row() {
    assertThat(State.COUNT, lessThanOrEqualTo(BITS_OF_MARKS_IN_A_KEY));
    assertThat(State.bit(State.CLEAN), lessThan(FindingRow.OVER_RECORDS));
  }

  @Test
  void of_several_marks_the_first_state_of_the_contract_counts() {
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
  }

  @Test
  void every_category_has_one_state_and_every_state_with_marks_survives_a_row() {
    assertThat(
        Arrays.stream(Category.values()).map(State::of).filter(Objects::nonNull).distinct().count(),
        is((long) Category.COUNT));
    for (State state : State.values()) {
      int inRow = (State.bit(state) | FindingRow.OVER_RECORDS) & ~FindingRow.OVER_RECORDS & 0xFF;
      assertThat(State.of(inRow), is(state));
    }
  }

  @Test
  void a_row_begins_with_the_values_of_its_record_and_ends_with_those_of_its_finding() {
    for (FindingRow.Value ofRecord :
        EnumSet.range(FindingRow.Value.PERSON_ID, FindingRow.Value.QUALIFICATION)) {
      for (FindingRow.Value ofFinding :
          List.of(FindingRow.Value.GROUP_ID, FindingRow.Value.RELATED, FindingRow.Value.EVIDENCE)) {
        assertThat(ofRecord, lessThan(ofFinding));
      }
    }
    assertThat(
        EnumSet.range(FindingRow.Value.PERSON_ID, FindingRow.Value.QUALIFICATION),
        is(
            EnumSet.of(
                FindingRow.Value.PERSON_ID,
                FindingRow.Value.PERSON_ID_MASK,
                FindingRow.Value.SYMBOL,
                FindingRow.Value.NUMBER,
                FindingRow.Value.BRANCH,
                FindingRow.Value.MY_NUMBER_MASKED,
                FindingRow.Value.QUALIFICATION)));
  }

  @Test
  void slips_of_numbers_go_from_the_smallest_to_the_largest_and_are_causes_of_the_rule() {
    assertThat(
        List.of(NumberSlip.Kind.values()),
        is(
            List.of(
                NumberSlip.Kind.ONE_DIGIT,
                NumberSlip.Kind.TRANSPOSITION,
                NumberSlip.Kind.OTHER_NUMBER)));
    for (NumberSlip.Kind kind : NumberSlip.Kind.values()) {
      assertThat(Rule.MY_NUMBER_NOT_IN_REGISTER.causes().contains(kind.name()), is(true));
    }
  }
}
