package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.table.CsvRows;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule over several records answers as its spec table says, records with one letter in one
 * group.
 */
class RulesOverRecordsSpecTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  @TempDir Path folder;
  private int runs;

  @TestFactory
  Stream<DynamicContainer> a_rule_over_records_answers_as_its_spec_table_says() {
    return rulesOverRecords()
        .map(
            rule ->
                DynamicContainer.dynamicContainer(
                    rule.name(),
                    cases(rule).entrySet().stream()
                        .map(
                            entry ->
                                DynamicTest.dynamicTest(
                                    entry.getKey(), () -> checkCase(rule, entry.getValue())))));
  }

  private static Stream<Rule> rulesOverRecords() {
    return Arrays.stream(Rule.values())
        .filter(rule -> rule.scope() == Rule.Scope.NUMBER || rule.scope() == Rule.Scope.CARD);
  }

  private static Map<String, List<Map<String, String>>> cases(Rule rule) {
    return SpecTables.rows("spec/rules/" + rule + ".csv").stream()
        .collect(
            Collectors.groupingBy(row -> row.get("case"), LinkedHashMap::new, Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("rulesOverRecords")
  void no_column_but_those_of_the_catalogue_decides_a_rule_over_records(Rule rule)
      throws Exception {
    int number = 0;
    for (List<Map<String, String>> rows : cases(rule).values()) {
      if (number++ % 5 != 0) {
        continue;
      }
      List<Map<String, String>> others = new ArrayList<>();
      for (Map<String, String> row : rows) {
        StringBuilder values = new StringBuilder(row.get("values"));
        for (Column column : EnumSet.complementOf(EnumSet.copyOf(rule.columns()))) {
          values.append(" & ").append(column.header()).append("=x").append(row.get("record"));
        }
        others.add(with(row, values.toString()));
      }
      assertThat(rows.get(0).get("case"), check(rule, others), is(expected(rows)));
    }
  }

  @ParameterizedTest
  @MethodSource("rulesOverRecords")
  void every_column_of_the_catalogue_decides_a_rule_over_records(Rule rule) throws Exception {
    Set<Column> deciding = EnumSet.noneOf(Column.class);
    for (Column column : rule.columns()) {
      for (List<Map<String, String>> rows : casesAbout(column, rule)) {
        if (!deciding.contains(column) && decides(column, rule, rows)) {
          deciding.add(column);
        }
      }
    }
    assertThat(deciding, is(rule.columns()));
  }

  /** All cases, first those that say something of the column. */
  private static List<List<Map<String, String>>> casesAbout(Column column, Rule rule) {
    return cases(rule).values().stream()
        .sorted(
            Comparator.comparing(
                rows ->
                    rows.stream()
                        .noneMatch(row -> row.get("values").contains(column.header() + "="))))
        .toList();
  }

  private boolean decides(Column column, Rule rule, List<Map<String, String>> rows)
      throws Exception {
    List<Map<String, String>> without =
        rows.stream()
            .map(row -> with(row, row.get("values") + " & " + column.header() + "="))
            .toList();
    return !check(rule, without).equals(expected(rows));
  }

  private static Map<String, String> with(Map<String, String> row, String values) {
    Map<String, String> other = new LinkedHashMap<>(row);
    other.put("values", values.startsWith(" & ") ? values.substring(" & ".length()) : values);
    return other;
  }

  private void checkCase(Rule rule, List<Map<String, String>> rows) throws Exception {
    assertThat(check(rule, rows), is(expected(rows)));
  }

  private static Map<String, String> expected(List<Map<String, String>> rows) {
    Map<String, String> expected = new TreeMap<>();
    rows.forEach(row -> expected.put(row.get("record"), row.get("expected")));
    return expected;
  }

  private Map<String, String> check(Rule rule, List<Map<String, String>> rows) throws Exception {
    return lettered(answers(rule, rows), expected(rows));
  }

  /** For each record its group id under the rule, or {@code none}. */
  private Map<String, String> answers(Rule rule, List<Map<String, String>> rows) throws Exception {
    Path run = Files.createDirectory(folder.resolve("run" + runs++));
    Path uploads = Files.createDirectory(run.resolve("uploads"));
    Map<String, String> answers = new TreeMap<>();
    for (Map<String, String> row : rows) {
      writeUpload(row, uploads);
      answers.put(row.get("record"), "none");
    }
    RunOptions options =
        new RunOptions(
            List.of(uploads.toString()),
            run.resolve("out"),
            AS_OF,
            RuleSettingsFile.defaults(AS_OF),
            null,
            Language.en,
            RunOptions.Runner.inProcess,
            1,
            RunOptions.SLICE_BYTES,
            false,
            List.of());
    new CheckJob(options, new SilentObserver()).run();
    for (Map<String, String> finding : queues(run.resolve("out/corrections"))) {
      if (finding.get("rule").equals(rule.name())) {
        String file = finding.get("file");
        String record = file.substring(file.lastIndexOf('-') + 1, file.lastIndexOf('.'));
        assertThat("one finding a record", answers.get(record), is("none"));
        answers.put(record, finding.get("group_id"));
      }
    }
    return answers;
  }

  private static void writeUpload(Map<String, String> row, Path uploads) throws IOException {
    Map<String, String> record = SpecTables.baseRecord();
    String insurer = row.get("insurer");
    record.put("uploader", insurer.equals("unknown") ? "" : insurer);
    record.put("InsurerNumber", insurer.equals("unknown") ? "" : insurer);
    SpecTables.apply(row.get("values"), record);
    String uploader = record.remove("uploader");
    Files.writeString(
        uploads.resolve((uploader.isEmpty() ? "x" : uploader) + "-" + row.get("record") + ".csv"),
        SpecTables.line(record.keySet()) + SpecTables.line(record.values()),
        StandardCharsets.UTF_8);
  }

  static List<Map<String, String>> queues(Path corrections) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    if (!Files.exists(corrections)) {
      return rows;
    }
    try (Stream<Path> files = Files.walk(corrections)) {
      for (Path file : files.filter(f -> f.endsWith("corrections.csv")).sorted().toList()) {
        List<List<String>> lines = CsvRows.of(Files.readString(file).substring(1));
        for (List<String> line : lines.subList(1, lines.size())) {
          Map<String, String> row = new LinkedHashMap<>();
          for (int i = 0; i < line.size(); i++) {
            row.put(lines.get(0).get(i), line.get(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** Writes group ids as the letters that the table uses, if they tie the same records. */
  private static Map<String, String> lettered(
      Map<String, String> answers, Map<String, String> expected) {
    Map<String, String> letters = new LinkedHashMap<>();
    Map<String, String> result = new TreeMap<>();
    answers.forEach(
        (record, group) -> {
          String wanted = expected.get(record);
          if (group.equals("none")) {
            result.put(record, "none");
          } else if (wanted.startsWith("flagged:")) {
            boolean isNew = !letters.containsKey(group) && !letters.containsValue(wanted);
            if (isNew) {
              letters.put(group, wanted);
            }
            result.put(record, letters.getOrDefault(group, "flagged:?"));
          } else {
            result.put(record, "flagged");
          }
        });
    return result;
  }

  private static final class SilentObserver implements CheckJob.Observer {
    @Override
    public void notice(Saying message) {}

    @Override
    public void begins(int files, long bytes) {}

    @Override
    public void finishes() {}
  }
}
