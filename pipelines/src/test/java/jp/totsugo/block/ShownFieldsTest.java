package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.RuleSettingsFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What rows show of a record, by the table in module testdata. */
class ShownFieldsTest {
  private static final Map<Column, Value> SHOWN =
      new EnumMap<>(
          Map.of(
              Column.PERSON_ID, Value.PERSON_ID,
              Column.SYMBOL, Value.SYMBOL,
              Column.NUMBER, Value.NUMBER,
              Column.BRANCH, Value.BRANCH));

  private final FindingBlockBuilder builder =
      new FindingBlockBuilder(RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1)));

  @TestFactory
  Stream<DynamicTest> rows_show_what_the_table_says() {
    return SpecTables.rows("spec/masking/shown.csv").stream()
        .map(row -> DynamicTest.dynamicTest(row.get("case"), () -> check(row)));
  }

  private void check(Map<String, String> row) {
    Map<Column, String> record = new EnumMap<>(Column.class);
    Map<String, String> values = new LinkedHashMap<>();
    SpecTables.apply(row.get("values"), values);
    values.forEach((header, value) -> record.put(Column.ofHeader(header), value));
    RecordView view = Records.of(record);

    List<String> masked = new ArrayList<>();
    byte[] shown = builder.valuesOf(view, 0, false).values();
    byte[] shownByFile = builder.valuesOf(view, 0, true).values();
    SHOWN.forEach(
        (column, value) -> {
          String text = text(shown, value);
          if (!text.equals(view.string(column))) {
            boolean byFile = text(shownByFile, value).equals(view.string(column));
            masked.add(column.header() + (byFile ? "?=" : "=") + text);
          }
        });
    assertThat(
        masked.isEmpty() ? "none" : String.join(" & ", masked),
        is(SpecTables.unescape(row.get("shown"))));
  }

  private static String text(byte[] values, Value value) {
    return new String(FindingRow.valueOf(values, value), StandardCharsets.UTF_8);
  }
}
