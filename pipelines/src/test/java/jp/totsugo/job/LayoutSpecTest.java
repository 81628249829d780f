package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.InvalidLayoutException;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadPlanner;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A layout makes of a value what its spec tables say. */
class LayoutSpecTest {
  private static final String AS_IT_STANDS = "as it stands";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> a_date_is_read_as_its_pattern_says() {
    return SpecTables.rows("spec/layouts/dates.csv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get("case") + " [" + row.get("pattern") + " " + row.get("value") + "]",
                    () -> {
                      String value = SpecTables.unescape(row.get("value"));
                      String expected = row.get("expected");
                      assertThat(
                          read(
                              "Birthdate",
                              "{date: '" + row.get("pattern").replace("'", "''") + "'}",
                              value),
                          is(expected.equals(AS_IT_STANDS) ? value : expected));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_value_is_converted_where_the_layout_says_so_and_stays_elsewhere() {
    return SpecTables.rows("spec/layouts/values.csv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get("case") + " [" + row.get("layout") + " " + row.get("value") + "]",
                    () ->
                        assertThat(
                            read(
                                row.get("column"),
                                row.get("layout"),
                                SpecTables.unescape(row.get("value"))),
                            is(SpecTables.unescape(row.get("expected"))))));
  }

  @TestFactory
  Stream<DynamicTest> a_code_of_an_era_is_read_by_the_table_that_the_layout_names() {
    return SpecTables.rows("spec/layouts/eras.csv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get("case") + " [" + row.get("eras") + " " + row.get("value") + "]",
                    () -> {
                      String value = row.get("value");
                      String expected = row.get("expected");
                      String layout =
                          "{date: '" + row.get("pattern") + "', eras: " + row.get("eras") + "}";
                      assertThat(
                          read("Birthdate", layout, value),
                          is(expected.equals(AS_IT_STANDS) ? value : expected));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> fields_are_joined_as_the_layout_says() {
    return SpecTables.rows("spec/layouts/joins.csv").stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get("case") + " [" + row.get("layout") + " " + row.get("fields") + "]",
                    () -> {
                      Map<String, String> record = SpecTables.baseRecord();
                      record.remove(row.get("column"));
                      char name = 'a';
                      for (String field : row.get("fields").split("\\|", -1)) {
                        record.put(String.valueOf(name++), SpecTables.unescape(field));
                      }
                      assertThat(
                          read(row.get("column"), SpecTables.unescape(row.get("layout")), record),
                          is(row.get("expected")));
                    }));
  }

  /** The value of a column as the rules get it. */
  private String read(String column, String layout, String value)
      throws IOException, InvalidLayoutException {
    Map<String, String> record = SpecTables.baseRecord();
    record.put(column, value);
    return read(column, layout, record);
  }

  private String read(String column, String layout, Map<String, String> record)
      throws IOException, InvalidLayoutException {
    Path path = folder.resolve("upload.csv");
    Files.writeString(path, SpecTables.line(record.keySet()) + SpecTables.line(record.values()));
    Path yaml = folder.resolve("layout.yaml");
    Files.writeString(yaml, "columns:\n  " + column + ": " + layout + "\n");
    UploadFile file =
        new UploadPlanner(Layout.read(yaml), folder)
            .plan(Map.of("upload.csv", path), RunOptions.SLICE_BYTES)
            .files()
            .get(0);
    RuleSettings settings = RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1));
    RecordView view = settings.newRecordView();
    try (RecordReader reader = RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), view)) {
      reader.next();
      assertThat(reader.next(), is(RecordReader.Line.RECORD));
      return view.string(Column.ofHeader(column));
    }
  }
}
