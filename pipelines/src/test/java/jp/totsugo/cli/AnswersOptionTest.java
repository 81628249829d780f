package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --answers} takes and refuses, in the words that the user reads. */
class AnswersOptionTest {
  private static final String HEADER = "issue_id,answer,reason,answered_on,answered_by,pack_id\n";

  @TempDir Path folder;
  private Path uploads;
  private Path first;
  private Path out;
  private Path answers;
  private String review;
  private String error;

  @BeforeEach
  void runOnce() throws IOException {
    uploads = Files.createDirectory(folder.resolve("in"));
    Upload.withHeader()
        .record("MyNumberAbsenceReason", "1")
        .record("PersonId", "A-2", "MyNumber", "", "MyNumberAbsenceReason", "1", "Sex", "9")
        .in(uploads);
    first = folder.resolve("first");
    out = folder.resolve("second");
    answers = folder.resolve("answers.csv");
    assertThat(CommandRun.ofJob(uploads, first).exitCode(), is(0));
    review = idOf("MY_NUMBER_PRESENT_WITH_REASON");
    error = idOf("CODE_INVALID");
  }

  private String idOf(String rule) throws IOException {
    return queue(first).stream()
        .filter(row -> row.get("rule").equals(rule))
        .map(row -> row.get("issue_id"))
        .findFirst()
        .orElseThrow();
  }

  private static java.util.List<Map<String, String>> queue(Path results) throws IOException {
    return CsvTable.rows(results.resolve("corrections/06132013/corrections.csv"));
  }

  private CommandRun next(Path given, String... more) {
    String[] arguments = new String[more.length + 6];
    System.arraycopy(
        new String[] {
          "--previous", first.toString(), "--answers", given.toString(), "--as-of", "2026-05-01"
        },
        0,
        arguments,
        0,
        6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return CommandRun.ofJob(uploads, out, arguments);
  }

  @Test
  void an_answer_that_is_taken_is_given_to_its_issue() throws IOException {
    Files.writeString(answers, HEADER + review + ",疑いなし,本人に確認した,2026-04-20,佐藤,\n");
    CommandRun run = next(answers);
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(
        Files.readString(out.resolve("answers_refused.csv")),
        is("\uFEFFissue_id,file,line,cause\r\n"));
    String issues = OutputTree.texts(out).get("history/issues.parquet.txt");
    assertThat(
        issues.lines().filter(line -> line.contains(review)).findFirst().orElseThrow(),
        containsString(
            "\"answer\": \"RIGHT\", \"answer_reason\": \"本人に確認した\","
                + " \"answered_on\": \"2026-04-20\""));
  }

  @Test
  void what_is_refused_is_named_and_listed_and_the_run_goes_on() throws IOException {
    Files.writeString(
        answers,
        HEADER
            + review
            + ",RIGHT,,2026-04-20,,\n"
            + error
            + ",CORRECTED,,2026-05-02,,\n"
            + "faaaaaaaaaaaaaaaa,LEFT,,2026-04-20,,\n"
            + "621498320257,LEFT,621498320257,2026-04-20,,\n"
            + error
            + ",LEFT,,2026-04-20,,\n"
            + error
            + ",WORKING,,2026-04-20,,\n");
    CommandRun run = next(answers, "--lang", "en");
    assertThat(run.err(), run.exitCode(), is(3));
    assertThat(
        Files.readString(out.resolve("answers_refused.csv")),
        is(
            "\uFEFFissue_id,file,line,cause\r\n"
                + review
                + ",answers.csv,2,REASON_MISSING\r\n"
                + error
                + ",answers.csv,3,DATE_LATER\r\n"
                + "faaaaaaaaaaaaaaaa,answers.csv,4,ISSUE_UNKNOWN\r\n"
                + ",answers.csv,5,ISSUE_ID_MALFORMED\r\n"
                + error
                + ",answers.csv,6,DIFFERENT_ANSWERS\r\n"
                + error
                + ",answers.csv,7,DIFFERENT_ANSWERS\r\n"));
    assertThat(
        run.err(),
        containsString(
            "totsugo: answers.csv:2 ("
                + review
                + "): the answer is not taken: RIGHT and NOT_OURS need a reason\n"));
    assertThat(
        run.err(),
        containsString(
            "totsugo: answers.csv:4 (faaaaaaaaaaaaaaaa): the answer is not taken: the run before"
                + " had no such issue\n"));
    assertThat(run.err(), containsString("totsugo: answers.csv:5: the answer is not taken:"));
    assertThat(run.err(), not(containsString("621498320257")));
    assertThat(CommandRun.of("explain", out.toString(), error).exitCode(), is(0));
  }

  @Test
  void answers_of_another_nation_are_refused_by_name() throws IOException {
    Files.writeString(answers, HEADER + "fbbbbbbbbbbbbbbbb,LEFT,,2026-04-20,,\n");
    CommandRun run = next(answers);
    assertThat(run.exitCode(), is(3));
    assertThat(run.err(), containsString("前回の結果にこの指摘がありません"));
  }

  @Test
  void many_refusals_are_listed_in_full_and_shown_in_part() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 30; i++) {
      text.append("x,LEFT,,2026-04-20,,\n");
    }
    Files.writeString(answers, text);
    CommandRun run = next(answers, "--lang", "en");
    assertThat(run.err().lines().filter(line -> line.contains("not taken")).count(), is(20L));
    assertThat(run.err(), containsString("and 10 more answers; answers_refused.csv lists all"));
    assertThat(CsvTable.rows(out.resolve("answers_refused.csv")).size(), is(30));
  }

  @Test
  void a_path_without_answers_is_wrong_usage() {
    CommandRun run = next(folder.resolve("nowhere"), "--lang", "en");
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("nowhere: there is no such file or folder"));
    CommandRun other = next(uploads.resolve("06132013_upload.csv"), "--lang", "en");
    assertThat(other.exitCode(), is(2));
    assertThat(other.err(), containsString("has no answers; it must be answers.avro, or CSV"));
    assertThat(Files.exists(out), is(false));
    assertThat(Files.exists(folder.resolve(".second.inprogress")), is(false));
  }

  @Test
  void an_empty_folder_is_said_and_does_no_harm() throws IOException {
    CommandRun run = next(Files.createDirectory(folder.resolve("none")), "--lang", "en");
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.err(), containsString("there is no file of answers (*.avro, *.csv) in it"));
  }

  @Test
  void without_answers_nothing_is_said_of_them() throws IOException {
    assertThat(Files.exists(first.resolve("answers_refused.csv")), is(false));
  }
}
