package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Rule;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads of three insurers against a register of two files, with every rule that it brings. */
class RegisterSampleTest {
  private static final List<String> KEYS =
      List.of("finding", "related", "decision_line", "position", "offset");

  @TempDir static Path folder;
  private static Path sample;
  private static Path out;
  private static CommandRun run;

  @BeforeAll
  static void runOnce() throws IOException {
    sample = Sample.withRegister(folder);
    out = folder.resolve("out");
    run = run(out);
  }

  private static CommandRun run(Path out, String... more) {
    return run(out, sample.resolve("uploads"), more);
  }

  private static CommandRun run(Path out, Path uploads, String... more) {
    List<String> options =
        new ArrayList<>(List.of("--register", sample.resolve("register").toString()));
    options.addAll(Arrays.asList(more));
    return CommandRun.ofJob(uploads, out, options.toArray(String[]::new));
  }

  @Test
  void every_record_has_the_findings_and_the_evidence_that_the_table_says() throws IOException {
    List<String> expected =
        CsvTable.rows(sample.resolve("expected.csv")).stream()
            .filter(row -> !row.get("finding").isEmpty())
            .map(RegisterSampleTest::line)
            .sorted()
            .toList();
    Map<String, Map<String, String>> evidence = evidence();
    List<String> actual = new ArrayList<>();
    for (Map<String, String> row : findings()) {
      row.putAll(evidence.getOrDefault(row.get("issue_id"), Map.of()));
      row.put(
          "finding",
          row.get("rule")
              + (row.get("cause").isEmpty() ? "" : ":" + row.get("cause"))
              + "@"
              + row.get("field"));
      actual.add(line(row));
    }
    assertThat(actual.stream().sorted().toList(), is(expected));
    assertThat(run.exitCode(), is(0));
  }

  private static String line(Map<String, String> row) {
    return row.get("file")
        + ":"
        + row.get("line")
        + KEYS.stream().map(key -> " " + row.getOrDefault(key, "")).collect(Collectors.joining());
  }

  @Test
  void every_rule_of_the_register_fires_with_every_cause() throws IOException {
    Set<String> fired =
        findings().stream()
            .map(row -> row.get("rule") + " " + row.get("cause"))
            .collect(Collectors.toSet());
    List<String> silent =
        Arrays.stream(Rule.values())
            .filter(rule -> rule.scope() == Rule.Scope.REGISTER)
            // Its cases are in spec/namesakes.
            .filter(rule -> rule != Rule.MY_NUMBER_OF_NAMESAKE)
            .flatMap(
                rule ->
                    rule.causes().isEmpty()
                        ? Stream.of(rule + " ")
                        : rule.causes().stream().map(cause -> rule + " " + cause))
            .filter(finding -> !fired.contains(finding))
            .toList();
    assertThat(silent, is(empty()));
  }

  @Test
  void the_findings_of_the_register_and_no_others_have_evidence() throws IOException {
    Set<String> ofRegister =
        findings().stream()
            .filter(row -> Rule.valueOf(row.get("rule")).scope() == Rule.Scope.REGISTER)
            .map(row -> row.get("issue_id"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(evidence().keySet()), is(ofRegister));
  }

  @Test
  void the_evidence_names_the_rules_as_the_manifest_does() throws IOException {
    String ruleSet = json("run.json").get("ruleSet").asText();
    assertThat(
        evidence().values().stream().map(row -> row.get("rule_version")).distinct().toList(),
        is(List.of(ruleSet.substring(0, 12))));
  }

  @Test
  void records_of_one_ring_or_run_share_a_group() throws IOException {
    Map<String, Set<String>> persons = new HashMap<>();
    for (Map<String, String> row : findings()) {
      persons.computeIfAbsent(row.get("group_id"), k -> new TreeSet<>()).add(row.get("person_id"));
    }
    persons.remove("");
    assertThat(
        Set.copyOf(persons.values()),
        is(
            Set.of(
                Set.of("SWAP-A", "SWAP-B"),
                Set.of("TWIN-1", "TWIN-2"),
                Set.of("RING-1", "RING-2", "RING-3"),
                Set.of("SHARED-1", "SHARED-2"),
                Set.of("SHIFT-1", "SHIFT-2", "SHIFT-3", "SHIFT-5", "SHIFT-6", "SHIFT-7"))));
  }

  @Test
  void the_funnel_is_told_in_the_statistics_and_adds_up_in_the_reconciliation() throws IOException {
    assertThat(
        json("statistics/national.json").get("register").toString(),
        is(
            "{\"compared\":29,\"equal\":6,\"explained\":3,\"toReview\":4,\"wrong\":16,\"ambiguous\":1,"
                + "\"namesakesSeen\":0,\"namesakesUntold\":0}"));
    JsonNode register = json("reconciliation.json").get("register");
    assertThat(
        register.toString(),
        is(
            "{\"files\":["
                + file("part-1.csv", 18, 17)
                + ","
                + file("part-2.csv", 19, 18)
                + "],\"compared\":29,\"ended\":29,\"balanced\":true}"));
    assertThat(
        run.out(),
        containsString("          29           6           3           4          16           1"));
  }

  private static String file(String name, int lines, int records) {
    return String.format(
        "{\"file\":\"%s\",\"lines\":%d,\"header\":1,\"blank\":0,\"records\":%d,\"unreadable\":0,\"balanced\":true}",
        name, lines, records);
  }

  @Test
  void the_manifest_lists_the_files_of_the_register() throws IOException {
    List<String> paths = new ArrayList<>();
    json("run.json").get("register").forEach(file -> paths.add(file.get("path").asText()));
    assertThat(paths, is(List.of("part-1.csv", "part-2.csv")));
  }

  @ParameterizedTest
  @CsvSource({
    "inProcess, 1, 7",
    "inProcess, 1, 64",
    "inProcess, 1, 1000",
    "direct, 2, 1000",
    "flink, 1, 16777216",
    "flink, 2, 1000",
    "flink, 7, 64",
  })
  void the_output_is_the_same_on_every_engine_and_for_every_slicing(
      String runner, String parallelism, String sliceBytes) throws IOException {
    Path other = folder.resolve(runner + parallelism + "-" + sliceBytes);
    CommandRun run =
        run(
            other,
            "--runner",
            runner,
            "--parallelism",
            parallelism,
            "--",
            "--sliceBytes=" + sliceBytes);
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(OutputTree.hashes(other), is(OutputTree.hashes(out)));
  }

  @Test
  void a_register_that_is_not_complete_makes_no_number_wrong_that_it_lacks() throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "register_complete: false\n");
    Path other = folder.resolve("incomplete");
    run(other, "--rules", rules.toString());
    assertThat(rules(other), is(without(rules(out), "MY_NUMBER_NOT_IN_REGISTER")));
  }

  @ParameterizedTest
  @EnumSource(Column.class)
  void no_column_but_those_of_the_catalogue_decides_a_rule_of_the_register(Column column)
      throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("uploads-" + column));
    for (Path file : OutputTree.files(sample.resolve("uploads"))) {
      Files.writeString(uploads.resolve(file.getFileName()), without(column, file), ISO_8859_1);
    }
    Path other = folder.resolve("without-" + column);
    run(other, uploads);
    Set<Rule> decided = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if (rule.scope() == Rule.Scope.REGISTER
          && !rule.columns().contains(column)
          && !places(findings(other), rule).equals(places(findings(), rule))) {
        decided.add(rule);
      }
    }
    assertThat(decided, is(empty()));
  }

  /** The upload with the column empty, whatever its encoding. */
  private static String without(Column column, Path file) throws IOException {
    String csv = Files.readString(file, ISO_8859_1).replaceFirst("^\u00EF\u00BB\u00BF", "");
    List<List<String>> lines = CsvRows.of(csv);
    int at = lines.get(0).indexOf(column.header());
    StringBuilder upload = new StringBuilder();
    for (List<String> line : lines) {
      if (at >= 0 && line != lines.get(0)) {
        line.set(at, "");
      }
      upload.append(SpecTables.line(line));
    }
    return upload.toString();
  }

  private static List<String> places(List<Map<String, String>> findings, Rule rule) {
    return findings.stream()
        .filter(row -> row.get("rule").equals(rule.name()))
        .map(row -> row.get("file") + ":" + row.get("line") + " " + row.get("cause"))
        .sorted()
        .toList();
  }

  private static List<String> rules(Path run) throws IOException {
    return findings(run).stream().map(row -> row.get("rule")).sorted().toList();
  }

  private static List<String> without(List<String> rules, String rule) {
    return rules.stream().filter(each -> !each.equals(rule)).toList();
  }

  @Test
  void without_a_register_there_is_no_word_of_one() throws IOException {
    Path other = folder.resolve("without");
    CommandRun without = CommandRun.ofJob(sample.resolve("uploads"), other, "--lang", "en");
    assertThat(
        OutputTree.files(other).stream().filter(file -> file.endsWith("evidence.csv")).toList(),
        is(empty()));
    for (String file : List.of("reconciliation.json", "statistics/national.json")) {
      assertThat(Files.readString(other.resolve(file)), not(containsString("register\"")));
    }
    assertThat(without.out(), not(containsString("explained")));
  }

  @Test
  void a_register_without_a_required_column_is_refused_by_name() throws IOException {
    Path register = folder.resolve("no-kana.csv");
    Files.writeString(register, "MyNumber,Name,Birthdate,Sex\n");
    Path other = folder.resolve("refused");
    CommandRun refused =
        CommandRun.ofJob(
            sample.resolve("uploads"), other, "--register", register.toString(), "--lang", "en");
    assertThat(refused.exitCode(), is(2));
    assertThat(refused.err(), containsString("--register: no-kana.csv: "));
    assertThat(refused.err(), containsString("(NameKana)"));
    assertThat(Files.exists(other), is(false));
  }

  private static List<Map<String, String>> findings() throws IOException {
    return findings(out);
  }

  private static List<Map<String, String>> findings(Path run) throws IOException {
    return rows(run, "corrections.csv");
  }

  private static Map<String, Map<String, String>> evidence() throws IOException {
    Map<String, Map<String, String>> evidence = new HashMap<>();
    for (Map<String, String> row : rows(out, "evidence.csv")) {
      evidence.put(row.get("issue_id"), row);
    }
    return evidence;
  }

  private static List<Map<String, String>> rows(Path run, String name) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path file : OutputTree.files(run.resolve("corrections"))) {
      if (file.endsWith(name)) {
        rows.addAll(CsvTable.rows(file));
      }
    }
    return rows;
  }

  private static JsonNode json(String name) throws IOException {
    return JsonFile.MAPPER.readTree(out.resolve(name).toFile());
  }
}
