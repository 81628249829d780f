package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The rules on the uploads of the run before answer as their spec table says. */
class EarlierSpecTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);
  private static final Map<String, Rule> RULES =
      Map.of("CHANGED", Rule.MY_NUMBER_CHANGED, "HANDS", Rule.MY_NUMBER_CHANGED_HANDS);

  @TempDir Path folder;
  private int runs;

  @TestFactory
  Stream<DynamicTest> uploads_before_are_held_against_those_of_now_as_the_spec_table_says() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> assertThat(check(entry.getValue()), is(expected(entry.getValue())))));
  }

  @TestFactory
  Stream<DynamicTest> all_other_rules_speak_as_without_the_uploads_before() {
    return cases().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Path run = write(entry.getValue());
                      assertThat(
                          others(findings(run, run.resolve("before"))),
                          is(others(findings(run, null))));
                    }));
  }

  private static Map<String, List<Map<String, String>>> cases() {
    return SpecTables.rows("spec/earlier/earlier.csv").stream()
        .collect(
            Collectors.groupingBy(row -> row.get("case"), LinkedHashMap::new, Collectors.toList()));
  }

  private static Map<String, String> expected(List<Map<String, String>> rows) {
    Map<String, String> expected = new TreeMap<>();
    rows.stream()
        .filter(row -> row.get("when").equals("now"))
        .forEach(row -> expected.put(row.get("record"), row.get("expected")));
    return expected;
  }

  /** For each record of now its findings, groups as letters in the order of the records. */
  private Map<String, String> check(List<Map<String, String>> rows) throws Exception {
    Path run = write(rows);
    Map<String, List<String>> found = new TreeMap<>();
    expected(rows).keySet().forEach(record -> found.put(record, new ArrayList<>()));
    Map<String, String> letters = new LinkedHashMap<>();
    List<Map<String, String>> findings = findings(run, run.resolve("before"));
    for (String record : found.keySet()) {
      for (Map.Entry<String, Rule> rule : new TreeMap<>(RULES).entrySet()) {
        findings.stream()
            .filter(finding -> finding.get("rule").equals(rule.getValue().name()))
            .filter(finding -> record(finding).equals(record))
            .map(finding -> rule.getKey() + letter(finding.get("group_id"), letters))
            .forEach(found.get(record)::add);
      }
    }
    Map<String, String> answers = new TreeMap<>();
    found.forEach(
        (record, all) -> answers.put(record, all.isEmpty() ? "none" : String.join(";", all)));
    return answers;
  }

  private static String letter(String group, Map<String, String> letters) {
    return group.isEmpty()
        ? ""
        : letters.computeIfAbsent(group, g -> ":" + (char) ('A' + letters.size()));
  }

  private static String record(Map<String, String> finding) {
    String file = finding.get("file");
    return file.substring(file.lastIndexOf('-') + 1, file.lastIndexOf('.'));
  }

  private static List<Map<String, String>> others(List<Map<String, String>> findings) {
    return findings.stream()
        .filter(f -> RULES.values().stream().noneMatch(r -> r.name().equals(f.get("rule"))))
        .toList();
  }

  private Path write(List<Map<String, String>> rows) throws IOException {
    Path run = Files.createDirectory(folder.resolve("run" + runs++));
    for (Map<String, String> row : rows) {
      writeUpload(row, Files.createDirectories(run.resolve(row.get("when"))));
    }
    return run;
  }

  private static void writeUpload(Map<String, String> row, Path uploads) throws IOException {
    Map<String, String> record = SpecTables.baseRecord();
    String insurer = row.get("insurer").equals("unknown") ? "" : row.get("insurer");
    record.put("InsurerNumber", insurer);
    SpecTables.rows("spec/earlier/persons.csv").stream()
        .filter(person -> person.get("person").equals(row.get("person")))
        .forEach(person -> SpecTables.apply(person.get("values"), record));
    SpecTables.apply(row.get("values"), record);
    Files.writeString(
        uploads.resolve((insurer.isEmpty() ? "x" : insurer) + "-" + row.get("record") + ".csv"),
        SpecTables.line(record.keySet()) + SpecTables.line(record.values()),
        StandardCharsets.UTF_8);
  }

  private List<Map<String, String>> findings(Path run, Path earlier) throws Exception {
    Path out = run.resolve("out" + runs++);
    RunOptions options =
        new RunOptions(
                List.of(run.resolve("now").toString()),
                out,
                AS_OF,
                RuleSettingsFile.defaults(AS_OF),
                null,
                Language.en,
                RunOptions.Runner.inProcess,
                1,
                RunOptions.SLICE_BYTES,
                false,
                List.of())
            .withPast(
                new RunOptions.Past(null, null, null, earlier == null ? null : earlier.toString()));
    new CheckJob(options, new SilentObserver()).run();
    return RulesOverRecordsSpecTest.queues(out.resolve("corrections"));
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
