package jp.totsugo.rule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import jp.totsugo.record.Column;
import org.junit.jupiter.api.Test;

class RuleSetsTest {
  private final RuleSettings settings = RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1));
  private final RuleSets sets = new RuleSets(settings);

  @Test
  void files_with_equal_columns_share_their_rules() {
    int bits = bits(EnumSet.of(Column.MY_NUMBER, Column.BIRTHDATE));
    assertThat(sets.of(bits), sameInstance(sets.of(bits)));
    assertThat(sets.of(bits), not(sameInstance(sets.of(bits | 1 << Column.SEX.ordinal()))));
  }

  @Test
  void a_file_has_the_rules_that_its_columns_allow() {
    for (Column lacking : Column.values()) {
      Set<Column> columns = EnumSet.complementOf(EnumSet.of(lacking));
      for (Rule rule : Rule.values()) {
        assertThat(
            rule + " without " + lacking,
            sets.of(bits(columns)).applies(rule),
            is(settings.isOn(rule) && rule.canRead(columns)));
      }
    }
  }

  private static int bits(Set<Column> columns) {
    return columns.stream().mapToInt(column -> 1 << column.ordinal()).sum();
  }
}
