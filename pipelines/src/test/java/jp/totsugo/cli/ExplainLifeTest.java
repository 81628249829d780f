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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Issue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code totsugo explain} tells the life of an issue from run to run. */
class ExplainLifeTest {
  private static final Path GOLDEN = Path.of("..", "testdata/src/main/resources/golden/explain");
  private static final String INSURER = "06132013";
  private static final String ID = "fabcdefghijklmnop";

  @TempDir Path folder;

  private MadeResults run(String name, String asOf) {
    return new MadeResults(folder.resolve(name), asOf, "1.0.0");
  }

  private static Issue.Builder issue(String status) {
    return MadeResults.issue(INSURER, ID, Rule.NAME_PLACEHOLDER, "Name")
        .setStatus(status)
        .setLastSeen("2026-05-01");
  }

  private static Issue.Builder answered(String status) {
    return issue(status).setAnswer("RIGHT").setAnswerReason("戸籍で確認").setAnsweredOn("2026-02-20");
  }

  private MadeResults row(MadeResults run) {
    return run.row(INSURER, ID, Rule.NAME_PLACEHOLDER, "Name", "REVIEW", "");
  }

  /** Five months, with a clearance and its end. */
  private Path months() throws IOException {
    MadeResults february = row(run("02", "2026-02-01")).history(List.of(issue("NEW").build()));
    MadeResults march =
        run("03", "2026-03-01").after(february).history(List.of(answered("CLEARED").build()));
    MadeResults april =
        row(run("04", "2026-04-01"))
            .after(march)
            .history(
                List.of(
                    answered("OPEN").setClearanceEnded("2026-04-01").setRecordPrint(7).build()));
    MadeResults may =
        row(run("05", "2026-05-01"))
            .after(april)
            .history(
                List.of(
                    answered("REOPENED")
                        .setClearanceEnded("2026-04-01")
                        .setRecordPrint(7)
                        .setReopened(1)
                        .setRunsOpen(4)
                        .build()));
    MadeResults june =
        run("06", "2026-06-01")
            .after(may)
            .history(
                List.of(
                    answered("CLOSED")
                        .setClosedBecause("CORRECTED")
                        .setClosedOn("2026-06-01")
                        .setClearanceEnded("2026-04-01")
                        .setRecordPrint(7)
                        .setReopened(1)
                        .setRunsOpen(4)
                        .build()));
    for (MadeResults run : List.of(february, march, april, may, june)) {
      run.write();
    }
    return folder;
  }

  private static CommandRun explain(Path run, String... more) {
    List<String> command = new ArrayList<>(List.of("explain", run.toString(), ID));
    command.addAll(List.of(more));
    CommandRun screen = CommandRun.of(command.toArray(String[]::new));
    assertThat(screen.width(), lessThanOrEqualTo(80));
    return screen;
  }

  @Test
  @Tag(Golden.TAG)
  void the_page_of_an_issue_is_as_checked_in() throws IOException {
    Path runs = months();
    SortedMap<String, String> pages = new TreeMap<>();
    for (String language : List.of("ja", "en")) {
      pages.put(language + "-open.txt", explain(runs.resolve("05"), "--lang", language).out());
      pages.put(language + "-closed.txt", explain(runs.resolve("06"), "--lang", language).out());
    }
    Golden.assertFiles(GOLDEN, pages);
  }

  @Test
  void a_run_of_which_the_results_are_gone_ends_what_can_be_told() throws IOException {
    Path runs = months();
    MoreFiles.deleteRecursively(runs.resolve("03"), RecursiveDeleteOption.ALLOW_INSECURE);

    String page = explain(runs.resolve("05"), "--lang", "en").out();

    assertThat(page, containsString("2026-03-01  the results of this run are not at hand"));
    assertThat(page, containsString("2026-04-01  OPEN"));
    assertThat(page, not(containsString("2026-02-01  NEW")));
    assertThat(page, containsString("ended 2026-04-01: the record, or what it was held against"));
  }

  @Test
  void results_elsewhere_are_found_where_the_next_run_had_them() throws IOException {
    MadeResults first = row(run("archive/first", "2026-02-01"));
    first.history(List.of(issue("NEW").build())).write();
    row(run("now/second", "2026-03-01"))
        .after(first)
        .history(List.of(issue("OPEN").build()))
        .write();

    String page = explain(folder.resolve("now/second"), "--lang", "en").out();

    assertThat(page, containsString("2026-02-01  NEW         found for the first time"));
  }

  @ParameterizedTest
  @CsvSource({"06132013, 0", "01139906, 2"})
  void an_issue_out_of_the_queue_is_that_of_its_insurer_only(String insurer, int exitCode)
      throws IOException {
    CommandRun screen = explain(months().resolve("06"), "--insurer", insurer);

    assertThat(screen.exitCode(), is(exitCode));
  }

  @Test
  void a_number_in_the_reason_of_an_answer_is_masked() throws IOException {
    row(run("02", "2026-02-01"))
        .history(List.of(answered("CLEARED").setAnswerReason("番号は621498320257\u001b[2J").build()))
        .write();

    String page = explain(folder.resolve("02")).out();

    assertThat(page, not(containsString("621498320257")));
    assertThat(page, not(containsString("\u001b")));
  }

  @Test
  void a_history_that_is_damaged_is_named() throws IOException {
    Path runs = months();
    Files.writeString(runs.resolve("06/history/issues.parquet"), "no table");

    CommandRun screen = explain(runs.resolve("06"));

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("issues.parquet：壊れている"));
  }

  @Test
  void the_life_of_real_runs_is_told() throws IOException {
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    Upload.withHeader().record("Name", "●●").in(uploads);
    run(uploads, "first", "2026-04-01");
    run(uploads, "second", "2026-05-01", "--previous", folder.resolve("first").toString());
    Upload.withHeader().record().in(uploads);
    run(uploads, "third", "2026-06-01", "--previous", folder.resolve("second").toString());
    String id =
        CsvTable.rows(folder.resolve("first/corrections/06132013/corrections.csv")).stream()
            .filter(row -> row.get("rule").equals("NAME_PLACEHOLDER"))
            .map(row -> row.get("issue_id"))
            .findFirst()
            .orElseThrow();

    CommandRun open =
        CommandRun.of("explain", folder.resolve("second").toString(), id, "--lang", "en");
    CommandRun closed =
        CommandRun.of("explain", folder.resolve("third").toString(), id, "--lang", "en");

    assertThat(open.err() + closed.err(), is(""));
    String runs =
        """
        Run by run
          2026-04-01  NEW         found for the first time
          2026-05-01  OPEN        found again, and not solved before
        """;
    assertThat(open.out(), containsString(runs));
    assertThat(
        closed.out(),
        containsString(
            runs + "  2026-06-01  CLOSED      on 2026-06-01: the record is there and passes\n"));
  }

  private void run(Path uploads, String out, String asOf, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "run",
                "--uploads",
                uploads.toString(),
                "--out",
                folder.resolve(out).toString(),
                "--as-of",
                asOf,
                "--runner",
                "inProcess"));
    command.addAll(List.of(more));
    assertThat(CommandRun.of(command.toArray(String[]::new)).exitCode(), is(0));
  }
}
