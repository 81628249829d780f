package jp.totsugo.rule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.block.Records;
import jp.totsugo.record.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void a_file_with_all_columns_has_all_rules_but_those_of_a_reference() {
    Set<String> ofReference = new TreeSet<>();
    for (Rule rule : Rule.values()) {
      if (rule.scope() == Rule.Scope.REGISTER || rule.scope() == Rule.Scope.EARLIER) {
        ofReference.add(rule.name());
      }
    }
    assertThat(lacking(EnumSet.noneOf(Column.class)), is(ofReference));
  }

  /** What only that column tells; a rule that looks at several fields goes on with the others. */
  @ParameterizedTest
  @CsvSource({
    "BRANCH, BRANCH_NUMBER_FORMAT CARD_KEY_SHARED",
    "SYMBOL, CARD_KEY_SHARED",
    "ISSUANCE, CARD_NOT_REGISTERED CARD_NUMBER_MISSING ISSUANCE_DATE_INVALID",
    "ABSENCE_REASON, MY_NUMBER_ABSENCE_OVERDUE MY_NUMBER_ABSENT_WITHOUT_REASON"
        + " MY_NUMBER_ABSENT_WITH_REASON MY_NUMBER_PRESENT_WITH_REASON",
    "NAME, NAME_MISSING",
    "ADDRESS, ''",
    "VALID_TO, ''",
    "FAMILY, ''",
  })
  void a_file_that_lacks_a_column_lacks_the_rules_that_need_it(Column column, String rules) {
    Set<String> without = lacking(EnumSet.of(column));
    without.removeAll(lacking(EnumSet.noneOf(Column.class)));
    assertThat(String.join(" ", without), is(rules));
  }

  @Test
  void a_rule_of_several_fields_goes_when_the_last_of_them_does() {
    EnumSet<Column> both = EnumSet.of(Column.VALID_FROM, Column.VALID_TO);
    assertThat(lacking(both).contains("VALIDITY_DATE_INVALID"), is(true));
    both.remove(Column.VALID_FROM);
    assertThat(lacking(both).contains("VALIDITY_DATE_INVALID"), is(false));
  }

  @Test
  void only_the_rules_of_a_file_are_asked() {
    Map<Column, String> wrong = new EnumMap<>(Column.class);
    wrong.put(Column.BIRTHDATE, "19800230");
    wrong.put(Column.BRANCH, "1");
    assertThat(
        found(EnumSet.allOf(Column.class), wrong)
            .containsAll(List.of("BIRTHDATE_INVALID", "BRANCH_NUMBER_FORMAT")),
        is(true));

    Set<String> without = found(EnumSet.complementOf(EnumSet.of(Column.BRANCH)), wrong);
    Set<String> expected = found(EnumSet.allOf(Column.class), wrong);
    expected.remove("BRANCH_NUMBER_FORMAT");
    assertThat(without, is(expected));
  }

  private Set<String> found(Set<Column> columns, Map<Column, String> values) {
    Findings findings = new Findings();
    sets.of(bits(columns)).check(Records.of(values), findings);
    Set<String> rules = new TreeSet<>();
    for (int i = 0; i < findings.count(); i++) {
      rules.add(findings.rule(i).name());
    }
    return rules;
  }

  private Set<String> lacking(Set<Column> columns) {
    Set<Column> present = EnumSet.allOf(Column.class);
    present.removeAll(columns);
    RuleSet set = sets.of(bits(present));
    return Stream.of(Rule.values())
        .filter(rule -> !set.applies(rule))
        .map(Rule::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int bits(Set<Column> columns) {
    return columns.stream().mapToInt(column -> 1 << column.ordinal()).sum();
  }
}
