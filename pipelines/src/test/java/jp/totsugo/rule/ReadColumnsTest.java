package jp.totsugo.rule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.WatchedRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that one record decides reads the columns that the catalogue says, and no others. */
class ReadColumnsTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  private static Stream<Rule> recordRules() {
    return Arrays.stream(Rule.values()).filter(rule -> rule.scope() == Rule.Scope.RECORD);
  }

  @ParameterizedTest
  @MethodSource("recordRules")
  void over_its_spec_table_a_rule_asks_for_all_its_columns_and_for_no_others(Rule rule) {
    Set<Column> asked = EnumSet.noneOf(Column.class);
    for (Map<String, String> row : SpecTables.rows("spec/rules/" + rule + ".csv")) {
      asked.addAll(askedFor(rule, row));
    }
    assertThat(asked, is(rule.columns()));
  }

  private static Set<Column> askedFor(Rule rule, Map<String, String> row) {
    Map<String, String> values = SpecTables.baseRecord();
    values.put("uploader", values.get("InsurerNumber"));
    SpecTables.apply(row.get("values"), values);
    String uploader = values.remove("uploader");
    Map<Column, String> fields = new EnumMap<>(Column.class);
    values.forEach((header, value) -> fields.put(Column.ofHeader(header), value));
    if (!rule.canRead(fields.keySet())) {
      return Set.of();
    }
    RuleSettings settings =
        RuleSettingsFile.defaults(
            row.get("as_of").isEmpty() ? AS_OF : LocalDate.parse(row.get("as_of")));
    WatchedRecord record =
        new WatchedRecord(settings.charClasses(), settings.fillers(), settings.asOf());
    record.pointTo(
        fields, uploader.isEmpty() ? InsurerNumber.UNKNOWN : InsurerNumber.parse(uploader));
    rule.newCheck(settings).check(record, new Findings());
    return record.asked();
  }
}
