package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two runs, and the answers between them, say of whether it is getting better. */
class SecondRunTest {
  private static final String[] PEOPLE = {"A-1", "A-2", "A-3", "A-4"};

  @TempDir static Path folder;
  private static Path first;
  private static Path second;
  private static CommandRun run;

  /**
   * Sex is wrong of four people. One says that it is corrected and it is, one that it is and it is
   * not, one has left, and one has not answered; a fifth is new.
   */
  @BeforeAll
  static void runTwice() throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("in"));
    first = folder.resolve("first");
    second = folder.resolve("second");
    Upload upload = Upload.withHeader();
    for (String person : PEOPLE) {
      add(person, "9", upload);
    }
    upload.in(uploads);
    assertThat(CommandRun.ofJob(uploads, first).exitCode(), is(0));
    Path answers =
        Files.writeString(
            folder.resolve("answers.csv"),
            "issue_id,answer,reason,answered_on,answered_by,pack_id\n"
                + idOf("A-1")
                + ",CORRECTED,,2026-04-20,,\n"
                + idOf("A-2")
                + ",CORRECTED,,2026-04-20,,\n");
    Upload next = Upload.withHeader();
    add("A-1", "1", next);
    add("A-2", "9", next);
    add("A-4", "9", next);
    add("A-5", "9", next);
    next.in(uploads);
    run =
        CommandRun.ofJob(
            uploads,
            second,
            "--previous=" + first,
            "--answers=" + answers,
            "--lang=en",
            "--as-of",
            "2026-05-01");
    assertThat(run.err(), run.exitCode(), is(0));
  }

  private static void add(String person, String sex, Upload upload) {
    upload.record("PersonId", person, "MyNumber", "", "MyNumberAbsenceReason", "1", "Sex", sex);
  }

  private static String idOf(String person) throws IOException {
    return CsvTable.rows(first.resolve("corrections/06132013/corrections.csv")).stream()
        .filter(row -> row.get("person_id").equals(person))
        .filter(row -> row.get("rule").equals("CODE_INVALID"))
        .map(row -> row.get("issue_id"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_screen_says_what_became_of_the_issues() {
    assertThat(
        run.out().replace("\n", " "),
        containsString(
            "Issues: 1 new, 2 open, 0 reopened, 0 cleared, 0 not observed; 2 closed (1 corrected, 1"
                + " left)"));
  }

  @Test
  void the_rates_of_both_runs_stand_behind_each_other() throws IOException {
    List<String> before = rows(first, "history/rates.csv", "nation,RECORD_DEFECT,CODE_INVALID");
    List<String> rows = rows(second, "history/rates.csv", "nation,RECORD_DEFECT,CODE_INVALID");
    assertThat(before.size(), is(1));
    assertThat(rows.get(0), is(before.get(0)));
    assertThat(
        rows.stream().map(row -> row.replaceAll("^(.{10}),[^,]*,(.*),[^,]*$", "$1 $2")).toList(),
        contains(
            "2026-04-01 nation,RECORD_DEFECT,CODE_INVALID,4,4,4,1000000.000,4,0,0,0,0,0,0,0,0,0",
            "2026-05-01 nation,RECORD_DEFECT,CODE_INVALID,3,3,4,750000.000,1,2,0,0,1,1,0,0,0,0"));
  }

  @Test
  void the_run_of_a_row_is_that_of_the_manifest() throws IOException {
    String runId = JsonFile.read(second.resolve("run.json")).get("runId").asText();
    List<String> rows = Files.readAllLines(second.resolve("history/rates.csv"));
    assertThat(rows.get(rows.size() - 1), containsString("2026-05-01," + runId + ","));
  }

  @Test
  void the_age_of_what_is_open_and_what_became_of_answers_can_be_read_off() throws IOException {
    assertThat(
        rows(second, "statistics/ageing.csv", "nation,RECORD_DEFECT"),
        contains("nation,RECORD_DEFECT,3,3,0,0,0,0,1,30.0,2,0,0.0000,2,1,0.5000"));
  }

  @Test
  void the_precision_of_a_rule_is_in_its_table_and_in_the_catalogue() throws IOException {
    assertThat(
        rows(second, "statistics/precision.csv", "CODE_INVALID"),
        contains("CODE_INVALID,RECORD_DEFECT,2,2,0,1.0000,0.1581,1.0000"));
    assertThat(
        CommandRun.of("rules", "--run=" + second, "--lang=en").out().replaceAll("\\s+", " "),
        containsString("Of 2 answered 2 were errors: 100.0 % (95 % interval 15.8 to 100.0 %)."));
    assertThat(
        CommandRun.of("rules", "--run=" + second, "--format=markdown").out(),
        containsString("回答2件のうち2件が誤りでした：100.0 %（95 %区間 15.8～100.0 %）。"));
    JsonNode rules =
        JsonFile.MAPPER.readTree(CommandRun.of("rules", "--run=" + second, "--format=json").out());
    assertThat(
        rules.findValues("precision").stream()
            .filter(precision -> precision.get("answered").asLong() > 0)
            .map(JsonNode::toString)
            .toList(),
        contains(
            "{\"answered\":2,\"wrong\":2,\"right\":0,\"shareWrong\":1.0,\"lower\":0.1581,"
                + "\"upper\":1.0}"));
  }

  @Test
  void what_is_no_run_has_no_precision() {
    CommandRun none = CommandRun.of("rules", "--run=" + folder, "--lang=en");
    assertThat(none.exitCode(), is(2));
    assertThat(none.err(), containsString("statistics/precision.parquet: no such table; --run is"));
  }

  @Test
  void both_sides_of_the_issues_are_in_the_reconciliation() throws IOException {
    assertThat(
        JsonFile.read(second.resolve("reconciliation.json")).at("/issues/CODE_INVALID").toString(),
        is(
            "{\"found\":3,\"new\":1,\"open\":2,\"reopened\":0,\"cleared\":0,"
                + "\"notClosedBefore\":4,\"unobserved\":0,\"closed\":2}"));
  }

  private static List<String> rows(Path results, String table, String part) throws IOException {
    return Files.readAllLines(results.resolve(table)).stream()
        .filter(row -> row.contains(part + ","))
        .toList();
  }
}
