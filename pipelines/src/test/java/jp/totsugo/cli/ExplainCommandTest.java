package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code totsugo explain} on the sample with a register. */
class ExplainCommandTest {
  private static final String KYOKAI = "01139906";
  private static final String UNION = "06279913";
  private static final String MUTUAL = "34139907";

  @TempDir static Path folder;
  private static Path out;

  @BeforeAll
  static void runOnce() throws IOException {
    Path sample = Sample.withRegister(folder);
    out = folder.resolve("out");
    CommandRun.ofJob(
        sample.resolve("uploads"), out, "--register", sample.resolve("register").toString());
  }

  private static String id(String insurer, String person) throws IOException {
    return id(out, insurer, person);
  }

  private static String id(Path run, String insurer, String person) throws IOException {
    return CsvTable.rows(run.resolve("corrections").resolve(insurer).resolve("corrections.csv"))
        .stream()
        .filter(row -> row.get("person_id").equals(person))
        .map(row -> row.get("issue_id"))
        .findFirst()
        .orElseThrow();
  }

  /** The page with every run of spaces and line breaks as one space. */
  private static String english(String insurer, String person) throws IOException {
    CommandRun screen =
        CommandRun.of("explain", out.toString(), id(insurer, person), "--lang", "en");
    assertThat(screen.err(), is(""));
    assertThat(screen.exitCode(), is(0));
    return screen.out().replaceAll("\\s+", " ");
  }

  @Test
  void a_finding_is_told_with_its_rule_its_place_and_its_masked_number() throws IOException {
    String page = english(KYOKAI, "OTHER-PERSON");

    assertThat(page, containsString("MY_NUMBER_OTHER_PERSON " + id(KYOKAI, "OTHER-PERSON")));
    assertThat(page, containsString("category Wrong My Number"));
    assertThat(page, containsString("severity ERROR (to correct)"));
    assertThat(page, containsString("priority 1 "));
    assertThat(page, containsString("01139906_kyokai.csv, line 12, person id OTHER-PERSON"));
    assertThat(page, containsString("My Number ********"));
    assertThat(page, containsString("What to do Check the number and the person"));
  }

  @Test
  void the_rules_are_named_by_their_fingerprint_in_the_manifest() throws IOException {
    String ruleSet =
        JsonFile.MAPPER.readTree(out.resolve("run.json").toFile()).get("ruleSet").asText();
    assertThat(english(KYOKAI, "OTHER-PERSON"), containsString("rule set " + ruleSet));
  }

  @Test
  void each_field_is_told_as_it_came_out_with_the_line_that_decided() throws IOException {
    String page = english(UNION, "TWIN-1");

    assertThat(page, containsString("name differs kana name differs birth date equal sex equal"));
    assertThat(page, containsString("address equal"));
    assertThat(
        page,
        containsString(
            "decided by N1: Same household, family name and birth date with another given name"));
  }

  @Test
  void other_members_are_told_as_far_as_the_insurer_has_them() throws IOException {
    String page = english(UNION, "RING-1");

    assertThat(page, containsString("The other records of group g"));
    assertThat(page, containsString("06279913_union.csv, line 6, person id RING-2"));
    assertThat(page, containsString("A record of another insurer"));
    assertThat(page, not(containsString("RING-3")));
    assertThat(page, not(containsString(MUTUAL)));
  }

  @Test
  void a_shifted_run_is_told_from_its_first_to_its_last_row() throws IOException {
    String page = english(MUTUAL, "SHIFT-2");

    assertThat(page, containsString("The number is that of the person 1 row further down."));
    assertThat(
        page, containsString("begin at 34139907_mutual.csv:4 and end at 34139907_mutual.csv:10."));
    assertThat(page, containsString("line 4, person id SHIFT-1 f"));
  }

  @ParameterizedTest
  @CsvSource({
    "ONE-DIGIT, digit 4 of the number differs from",
    "TRANSPOSITION, digits 2 and 8 of the number changed places",
    "OTHER-NUMBER, OTHER_NUMBER: The register has this person under quite another number",
  })
  void a_number_that_the_register_lacks_is_told_by_its_slip(String person, String text)
      throws IOException {
    assertThat(english(KYOKAI, person), containsString(text));
  }

  @Test
  void records_without_a_group_are_told_as_related_ones() throws IOException {
    assertThat(
        english(UNION, "COPIED"),
        containsString("Related records 06279913_union.csv:7 What to do"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void every_finding_of_the_run_has_a_page_of_80_columns(String language) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String insurer : List.of(KYOKAI, UNION, MUTUAL)) {
      for (Map<String, String> row :
          CsvTable.rows(out.resolve("corrections").resolve(insurer).resolve("corrections.csv"))) {
        ids.add(row.get("issue_id"));
      }
    }
    assertThat(ids.size(), is(28));
    for (String id : ids) {
      CommandRun screen = CommandRun.of("explain", out.toString(), id, "--lang", language);
      assertThat(id, screen.exitCode(), is(0));
      assertThat(id, screen.width(), lessThanOrEqualTo(80));
    }
  }

  @Test
  void japanese_is_what_nobody_asks_for() throws IOException {
    String page = CommandRun.of("explain", out.toString(), id(UNION, "TWIN-1")).out();

    assertThat(page, containsString("同居で氏・生年月日が同じで名が違う"));
    assertThat(page, containsString("すること"));
  }

  @Test
  void a_finding_of_a_run_without_a_register_is_explained_too() throws IOException {
    Path run = folder.resolve("plain");
    CommandRun.ofJob(
        Upload.withHeader().record("MyNumber", "621498320258").in(folder, "06132013_plain.csv"),
        run);
    String id = id(run, "06132013", "A-0001");

    CommandRun screen = CommandRun.of("explain", run.toString(), id, "--lang", "en");

    assertThat(screen.exitCode(), is(0));
    assertThat(screen.out(), containsString("MY_NUMBER_CHECK_DIGIT  " + id));
    assertThat(screen.out(), not(containsString("What the register says")));
  }

  @Test
  void the_view_of_an_insurer_has_its_own_findings_only() throws IOException {
    String own = id(UNION, "TWIN-1");
    assertThat(explain(own, "--insurer", UNION).exitCode(), is(0));

    CommandRun others = explain(own, "--insurer", KYOKAI);

    assertThat(others.exitCode(), is(2));
    assertThat(others.out(), is(""));
    assertThat(others.err(), containsString("the queue of insurer 01139906: no finding " + own));
  }

  @ParameterizedTest
  @CsvSource({
    "06139463, insurer 06139463 has no correction queue there",
    "../union, 'give 8 digits, 6 digits or unknown'",
  })
  void an_insurer_without_a_queue_is_a_wrong_usage(String insurer, String message)
      throws IOException {
    CommandRun screen = explain(id(UNION, "TWIN-1"), "--insurer", insurer);

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString(message));
  }

  @Test
  void an_unknown_id_is_a_wrong_usage() {
    CommandRun screen = explain("f0000000000000000");

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("no finding f0000000000000000"));
  }

  @Test
  void a_folder_that_is_no_run_is_a_wrong_usage() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    CommandRun screen = CommandRun.inEnglish("explain", empty.toString(), "f0000000000000000");

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("is no output of a run"));
  }

  private static CommandRun explain(String id, String... more) {
    List<String> command = new ArrayList<>(List.of("explain", out.toString(), id));
    command.addAll(List.of(more));
    return CommandRun.inEnglish(command.toArray(String[]::new));
  }
}
