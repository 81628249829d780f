package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code totsugo check --pack}: one clerk, one upload, one workbook. */
class CheckPackTest {
  private static final String LIST = "訂正一覧";

  @TempDir Path folder;
  private Path pack;

  @BeforeEach
  void name_the_pack() {
    pack = folder.resolve("out").resolve("mine.xlsx");
  }

  private CommandRun check(Path upload, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of("check", upload.toString(), "--as-of=2026-04-01", "--pack", pack.toString()));
    command.addAll(List.of(more));
    return CommandRun.of(command.toArray(String[]::new));
  }

  private Path withErrors() throws IOException {
    return Upload.withHeader()
        .record("MyNumber", "621498320258")
        .record("PersonId", "A-2", "Name", "", "MyNumber", "", "InsuredBranchNumber", "1")
        .in(folder);
  }

  private List<String> left() {
    return List.of(folder.resolve("out").toFile().list());
  }

  @Test
  void the_workbook_is_that_of_packs_without_a_run_folder() throws IOException {
    Path upload = withErrors();
    Path run = folder.resolve("run");
    CommandRun.of("check", upload.toString(), "--as-of=2026-04-01", "--out", run.toString());
    CommandRun.of("packs", run.toString(), "--out", folder.resolve("packs").toString());

    CommandRun screen = check(upload);

    assertThat(screen.exitCode(), is(1));
    assertThat(screen.out(), containsString("訂正用ブックを書きました：" + pack));
    Map<String, List<List<String>>> sheets = PackFile.cells(pack);
    Map<String, List<List<String>>> packs =
        PackFile.cells(folder.resolve("packs/06132013_2026-04-01.xlsx"));
    assertThat(sheets.get(LIST), is(packs.get(LIST)));
    assertThat(sheets.keySet(), is(packs.keySet()));
    assertThat(sheets.get(LIST).size(), is(1 + 4));
    assertThat(left(), is(List.of("mine.xlsx")));
  }

  @Test
  void its_cover_says_that_answers_are_notes_unless_the_results_are_kept() throws IOException {
    Path upload = withErrors();
    check(upload);
    String alone = PackFile.cells(pack).get("表紙").toString();
    assertThat(alone, containsString("返送しても受け取れません"));
    assertThat(alone, not(containsString("返送期限")));
    assertThat(alone, containsString("06132013"));

    Files.delete(pack);
    check(upload, "--out", folder.resolve("kept").toString());
    String kept = PackFile.cells(pack).get("表紙").toString();
    assertThat(kept, not(containsString("返送しても受け取れません")));
    assertThat(kept, containsString("返送期限"));
  }

  @Test
  void it_speaks_the_language_that_is_asked_for() throws IOException {
    CommandRun screen = check(withErrors(), "--lang", "en");

    assertThat(screen.out(), containsString("The workbook is written: " + pack));
    assertThat(
        PackFile.cells(pack).get("Cover").toString(), containsString("they cannot be received"));
  }

  @Test
  void a_file_that_is_there_is_refused_and_stays_as_it_is() throws IOException {
    Files.createDirectories(pack.getParent());
    Files.writeString(pack, "answers");

    CommandRun screen = check(withErrors(), "--lang=en");

    assertThat(screen.exitCode(), is(2));
    assertThat(
        screen.err(),
        containsString("--pack " + pack + ": exists already; give another name, or remove it"));
    assertThat(screen.out(), is(""));
    assertThat(Files.readString(pack), is("answers"));
    assertThat(left(), is(List.of("mine.xlsx")));
  }

  @Test
  void a_name_that_spreadsheets_do_not_know_is_refused() throws IOException {
    pack = folder.resolve("mine.xls");

    CommandRun screen = check(withErrors(), "--lang=en");

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("the name of a workbook ends with .xlsx"));
    assertThat(Files.exists(pack), is(false));
  }

  @Test
  void a_place_where_nothing_can_be_written_is_refused_before_the_work() throws IOException {
    Files.writeString(folder.resolve("out"), "a file");

    CommandRun screen = check(withErrors(), "--lang=en");

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("--pack " + pack + ": cannot be written"));
    assertThat(screen.out(), is(""));
  }

  @Test
  void of_a_rejected_file_there_is_no_workbook() throws IOException {
    CommandRun screen = check(Upload.withHeader().record().without("Sex").in(folder));

    assertThat(screen.exitCode(), is(3));
    assertThat(left(), is(List.of()));
  }

  @Test
  void a_clean_file_has_a_workbook_without_rows() throws IOException {
    CommandRun screen = check(Upload.withHeader().record().in(folder));

    assertThat(screen.exitCode(), is(0));
    assertThat(PackFile.cells(pack).get(LIST).size(), is(1));
  }

  @Test
  void records_of_several_insurers_in_one_file_stand_in_one_workbook() throws IOException {
    Path upload =
        Upload.withHeader()
            .record("MyNumber", "", "InsurerNumber", "33120015", "PersonId", "first")
            .record("MyNumber", "", "InsurerNumber", "01130012", "PersonId", "second")
            .in(folder, "unnamed.csv");

    check(upload);

    assertThat(
        PackFile.list(pack, LIST).stream().map(row -> row.get("宛名番号")).toList(),
        is(List.of("second", "first")));
    assertThat(PackFile.cells(pack).get("表紙").toString(), containsString("不明"));
  }
}
