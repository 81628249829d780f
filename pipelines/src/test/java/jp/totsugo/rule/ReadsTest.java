package jp.totsugo.rule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.EnumSet;
import java.util.Set;
import jp.totsugo.record.Column;
import org.junit.jupiter.api.Test;

class ReadsTest {
  @Test
  void a_rule_of_one_part_needs_all_its_columns() {
    assertThat(Rule.CARD_NUMBER_MISSING.canRead(Set.of(Column.NUMBER, Column.ISSUANCE)), is(true));
    assertThat(Rule.CARD_NUMBER_MISSING.canRead(without(Column.ISSUANCE)), is(false));
  }

  @Test
  void a_rule_of_several_parts_needs_the_columns_of_one_of_them() {
    Set<Column> noPair = EnumSet.of(Column.BIRTHDATE, Column.DISQUALIFICATION, Column.VALID_TO);
    assertThat(Rule.DATE_ORDER.canRead(noPair), is(false));
    noPair.add(Column.VALID_FROM);
    assertThat(Rule.DATE_ORDER.canRead(noPair), is(true));
    assertThat(Rule.DATE_ORDER.lacking(noPair), contains(Column.QUALIFICATION));
  }

  @Test
  void what_a_rule_reads_besides_is_not_needed_but_lacking() {
    Set<Column> columns = without(Column.DISQUALIFICATION);
    assertThat(Rule.CARD_NOT_REGISTERED.canRead(columns), is(true));
    assertThat(Rule.CARD_NOT_REGISTERED.lacking(columns), contains(Column.DISQUALIFICATION));
  }

  private static Set<Column> without(Column column) {
    return EnumSet.complementOf(EnumSet.of(column));
  }
}
