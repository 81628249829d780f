package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.job.Version;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Issue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code totsugo compare}: the sample by the standard rules (A) and by others (B). */
class CompareCommandTest {
  private static final Path GOLDEN = Path.of("..", "testdata/src/main/resources/golden/compare");

  /** A short path, so that the lines of the screen break as in the golden files. */
  private static final Path RUNS = Path.of("target", "compared");

  private static final Path A = RUNS.resolve("a");
  private static final Path B = RUNS.resolve("b");

  private static final String RULES =
      """
      rules:
        MY_NUMBER_CHECK_DIGIT: {severity: review}
        NAME_PLACEHOLDER: {on: false}
        REASON_OF_LOSS_MISMATCH: {severity: notice}
      card_issue_days: 0
      placeholders: ["●"]
      """;

  private static final String INSURER = "01139906";
  private static final String ID = "fabcdefghijklmnop";

  @TempDir static Path folder;

  @BeforeAll
  static void runTwice() throws IOException {
    remove(RUNS);
    Files.createDirectories(RUNS);
    Path rules = Files.writeString(RUNS.resolve("rules.yaml"), RULES);
    Path uploads = Sample.uploads(folder);
    CommandRun.ofJob(uploads, A);
    Files.delete(uploads.resolve("07139900_r.csv"));
    Upload.withHeader().record("MyNumber", "621498320258").in(uploads, "06132013_new.csv");
    CommandRun.ofJob(uploads, B, "--rules", rules.toString());
  }

  @AfterAll
  static void removeRuns() throws IOException {
    remove(RUNS);
  }

  private static void remove(Path path) throws IOException {
    if (Files.exists(path)) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static CommandRun compare(Object a, Object b, String... more) {
    List<String> command = new ArrayList<>(List.of("compare", a.toString(), b.toString()));
    command.addAll(List.of(more));
    return CommandRun.of(command.toArray(String[]::new));
  }

  private static Path tables(String name, Object a, Object b) {
    Path out = folder.resolve(name);
    CommandRun screen = compare(a, b, "--out", out.toString());
    assertThat(screen.err(), is(""));
    assertThat(screen.exitCode(), is(0));
    return out;
  }

  @Test
  @Tag(Golden.TAG)
  void the_screen_is_as_checked_in() throws IOException {
    SortedMap<String, String> screens = new TreeMap<>();
    for (String language : List.of("ja", "en")) {
      screens.put(language + ".txt", screen(compare(A, B, "--lang", language)));
      screens.put(language + "-all.txt", screen(compare(A, B, "--lang", language, "--all")));
    }
    Golden.assertFiles(GOLDEN, screens);
  }

  /** Without what is another with every version. */
  private static String screen(CommandRun run) {
    assertThat(run.err(), is(""));
    assertThat(run.exitCode(), is(0));
    assertThat(run.width(), lessThanOrEqualTo(80));
    return run.out()
        .replace("totsugo " + Version.TOTSUGO, "totsugo 1.0.0")
        .replaceAll("[0-9a-f]{12}", "0123456789ab");
  }

  @Test
  void every_issue_is_written_with_the_runs_that_have_it() throws IOException {
    Map<String, Map<String, String>> inA = queues(A);
    Map<String, Map<String, String>> inB = queues(B);
    SortedMap<String, String> expected = new TreeMap<>();
    inA.forEach((key, row) -> expected.put(key, line(key, row, inB.get(key))));
    inB.forEach((key, row) -> expected.putIfAbsent(key, line(key, null, row)));

    List<String> lines = new ArrayList<>();
    for (Map<String, String> row : CsvTable.rows(tables("issues", A, B).resolve("issues.csv"))) {
      lines.add(String.join(",", List.copyOf(row.values()).subList(0, 10)));
    }
    assertThat(lines, is(List.copyOf(expected.values())));
  }

  private static Map<String, Map<String, String>> queues(Path run) throws IOException {
    Map<String, Map<String, String>> rows = new HashMap<>();
    for (Path file : OutputTree.files(run.resolve("corrections"))) {
      if (file.endsWith("corrections.csv")) {
        for (Map<String, String> row : CsvTable.rows(file)) {
          rows.put(file.getParent().getFileName() + " " + row.get("issue_id"), row);
        }
      }
    }
    return rows;
  }

  private static String line(String key, Map<String, String> a, Map<String, String> b) {
    Map<String, String> any = a == null ? b : a;
    return String.join(
        ",",
        key.substring(0, key.indexOf(' ')),
        any.get("category"),
        any.get("rule"),
        any.get("field"),
        any.get("issue_id"),
        a == null ? "B" : b == null ? "A" : "BOTH",
        a == null ? "" : a.get("severity"),
        b == null ? "" : b.get("severity"),
        a == null ? "" : a.get("cause"),
        b == null ? "" : b.get("cause"));
  }

  @Test
  void the_counts_are_those_of_the_issues_and_of_the_statistics() throws IOException {
    Path out = tables("rules", A, B);
    Map<String, Long> counted = new TreeMap<>();
    for (Map<String, String> issue : CsvTable.rows(out.resolve("issues.csv"))) {
      for (String insurer : List.of(issue.get("insurer"), "nation")) {
        String key = insurer + " " + issue.get("rule") + " ";
        counted.merge(key + issue.get("in"), 1L, Long::sum);
        if (issue.get("in").equals("BOTH")) {
          add(counted, key + "severity", issue.get("severity_a"), issue.get("severity_b"));
          add(counted, key + "cause", issue.get("cause_a"), issue.get("cause_b"));
        }
      }
    }
    Map<String, Long> written = new TreeMap<>();
    Map<String, Long> findings = new TreeMap<>();
    for (Map<String, String> row : CsvTable.rows(out.resolve("rules.csv"))) {
      String key = row.get("insurer") + " " + row.get("rule") + " ";
      put(written, key + "A", row.get("only_a"));
      put(written, key + "B", row.get("only_b"));
      put(written, key + "BOTH", row.get("both"));
      put(written, key + "severity", row.get("severity_changed"));
      put(written, key + "cause", row.get("cause_changed"));
      if (!row.get("insurer").equals("nation")) {
        put(findings, "A " + key + row.get("severity_a"), row.get("findings_a"));
        put(findings, "B " + key + row.get("severity_b"), row.get("findings_b"));
      }
    }
    assertThat(written, is(counted));
    assertThat(findings, is(statistics()));
  }

  private static void add(Map<String, Long> counts, String key, String a, String b) {
    if (!a.equals(b)) {
      counts.merge(key, 1L, Long::sum);
    }
  }

  private static void put(Map<String, Long> counts, String key, String count) {
    if (!count.equals("0")) {
      counts.put(key, Long.parseLong(count));
    }
  }

  private static Map<String, Long> statistics() throws IOException {
    Map<String, Long> findings = new TreeMap<>();
    for (Path run : List.of(A, B)) {
      for (Map<String, String> row : CsvTable.rows(run.resolve("statistics/rules.csv"))) {
        put(
            findings,
            (run.equals(A) ? "A " : "B ")
                + row.get("insurer")
                + " "
                + row.get("rule")
                + " "
                + row.get("severity"),
            row.get("findings"));
      }
    }
    return findings;
  }

  @Test
  void the_same_runs_give_the_same_bytes() throws IOException {
    assertThat(
        OutputTree.hashes(tables("first", A, B)), is(OutputTree.hashes(tables("second", A, B))));
  }

  @Test
  void a_run_is_equal_to_itself() {
    String screen = compare(A, A, "--lang", "en").out();

    assertThat(
        screen, containsString("Both had the same uploads, settings, register, program and day."));
    assertThat(screen, containsString("No issue differs."));
  }

  @Test
  void results_of_a_version_without_lives_of_issues_are_compared_too() throws IOException {
    Path old =
        new MadeResults(folder.resolve("old"), "2026-03-01", "1.0.0")
            .asOfVersion1()
            .row(INSURER, ID, Rule.MY_NUMBER_CHECK_DIGIT, "MyNumber", "ERROR", "")
            .row(INSURER, ID + "-2", Rule.NAME_MISSING, "Name", "ERROR", "")
            .write();
    Path now =
        new MadeResults(folder.resolve("now"), "2026-04-01", "2.0.0")
            .row(INSURER, ID, Rule.MY_NUMBER_CHECK_DIGIT, "MyNumber", "REVIEW", "")
            .write();

    assertThat(
        Files.readString(tables("of-versions", old, now).resolve("issues.csv")),
        is(
            "\uFEFFinsurer,category,rule,field,issue_id,in,severity_a,severity_b,cause_a,cause_b,"
                + "status_a,status_b\r\n"
                + "01139906,WRONG_MY_NUMBER,MY_NUMBER_CHECK_DIGIT,MyNumber,fabcdefghijklmnop,BOTH,"
                + "ERROR,REVIEW,,,,OPEN\r\n"
                + "01139906,RECORD_DEFECT,NAME_MISSING,Name,fabcdefghijklmnop-2,A,ERROR,,,,,\r\n"));
    String screen = compare(old, now, "--lang", "en").out();
    assertThat(screen, containsString("as of           2026-03-01 → 2026-04-01"));
    assertThat(screen, containsString("totsugo         1.0.0 → 2.0.0"));
  }

  @Test
  void an_issue_that_an_answer_cleared_was_found_all_the_same() throws IOException {
    Path open =
        new MadeResults(folder.resolve("open"), "2026-03-01", "1.0.0")
            .row(INSURER, ID, Rule.NAME_PLACEHOLDER, "Name", "REVIEW", "")
            .write();
    Path cleared =
        new MadeResults(folder.resolve("cleared"), "2026-04-01", "1.0.0")
            .history(
                List.of(
                    issue("CLEARED", INSURER, ID), issue("CLOSED", INSURER, "fqrstuvwxyz234567")))
            .write();

    List<Map<String, String>> issues =
        CsvTable.rows(tables("of-cleared", open, cleared).resolve("issues.csv"));

    assertThat(issues.size(), is(1));
    assertThat(issues.get(0).get("in"), is("BOTH"));
    assertThat(issues.get(0).get("status_b"), is("CLEARED"));
  }

  private static Issue issue(String status, String insurer, String id) {
    return MadeResults.issue(insurer, id, Rule.NAME_PLACEHOLDER, "Name").setStatus(status).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrections/01139906/corrections.avro", "statistics/rules.csv"})
  void a_byte_that_was_changed_is_found(String file) throws IOException {
    Path copy = copyOfA("changed-" + file.length());
    byte[] bytes = Files.readAllBytes(copy.resolve(file));
    bytes[bytes.length / 2] ^= 1;
    Files.write(copy.resolve(file), bytes);

    refused(copy, file + " is not what the run wrote");
  }

  @Test
  void a_manifest_that_was_changed_is_found_by_its_own_sum() throws IOException {
    Path copy = copyOfA("other-manifest");
    Path manifest = copy.resolve("run.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("\"bytes\" : 1", "\"bytes\" : 2"));

    refused(copy, "run.json is damaged");
  }

  @Test
  void a_file_that_is_gone_is_named() throws IOException {
    Path copy = copyOfA("gone");
    Files.delete(copy.resolve("corrections/01139906/corrections.avro"));

    refused(copy, "corrections/01139906/corrections.avro is missing");
  }

  @Test
  void what_is_no_results_of_a_run_is_refused() throws IOException {
    Path damaged = copyOfA("damaged");
    Files.writeString(
        damaged.resolve("run.json"), Files.readString(damaged.resolve("run.json")).substring(9));
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("run.json"), "{\"runId\": 1}");

    refused(folder.resolve("nowhere"), "nowhere: no such folder");
    refused(Files.createDirectories(folder.resolve("empty")), "is no output of a run");
    refused(Files.createDirectories(folder.resolve(".x.inprogress")), "has not ended");
    refused(damaged, "run.json is damaged");
    refused(other, "run.json is damaged, or that of another program");
  }

  private static void refused(Path run, String message) {
    Path out = folder.resolve("refused");
    for (CommandRun screen :
        List.of(
            compare(run, A, "--lang", "en", "--out", out.toString()),
            compare(A, run, "--lang", "en", "--out", out.toString()))) {
      assertThat(screen.exitCode(), is(2));
      assertThat(screen.out(), is(""));
      assertThat(screen.err(), containsString(message));
      assertThat(Files.exists(out), is(false));
      assertThat(Files.exists(folder.resolve(".refused.inprogress")), is(false));
    }
  }

  private static Path copyOfA(String name) throws IOException {
    for (Path file : OutputTree.files(A)) {
      Path copy = folder.resolve(name).resolve(A.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    return folder.resolve(name);
  }

  @Test
  void a_folder_that_is_used_is_not_written_to() {
    CommandRun screen = compare(A, B, "--out", A.toString());

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("すでにあり、空ではありません"));
  }

  @Test
  void an_insurer_that_sent_nothing_is_not_called_better() {
    assertThat(compare(A, B, "--lang", "en", "--all").out(), containsString("no records in B"));
    assertThat(compare(A, A, "--lang", "en", "--all").out(), not(containsString("no records")));
  }
}
