package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code totsugo check} as its user sees it. */
class CheckCommandTest {
  private static final String WRONG = "621498320258";

  @TempDir Path folder;
  @TempDir Path temporary;
  private String usualTemporary;

  @BeforeEach
  void use_an_own_place_for_temporary_files() {
    usualTemporary = System.setProperty("java.io.tmpdir", temporary.toString());
  }

  @AfterEach
  void nothing_is_left_there() {
    System.setProperty("java.io.tmpdir", usualTemporary);
    assertThat(temporary.toFile().list(), emptyArray());
  }

  private static CommandRun checkInEnglish(Path file) {
    return check(file, "--lang", "en");
  }

  private static CommandRun check(Path file, String... more) {
    String[] command = new String[more.length + 5];
    command[0] = "check";
    command[1] = file.toString();
    command[2] = "--as-of=2026-04-01";
    command[3] = "--runner=inProcess";
    command[4] = "--layout=standard";
    System.arraycopy(more, 0, command, 5, more.length);
    return CommandRun.of(command);
  }

  @Test
  void a_clean_file_ends_with_0_and_says_so() throws IOException {
    CommandRun screen = check(Upload.withHeader().record().in(folder), "--lang", "en");

    assertThat(screen.exitCode(), is(0));
    assertThat(screen.out(), containsString("Nothing to correct."));
    assertThat(screen.out(), containsString("1 record (clean 1)"));
    assertThat(screen.err(), is(""));
  }

  @Test
  void of_a_file_without_records_nothing_is_called_right() throws IOException {
    CommandRun screen = check(Upload.withHeader().in(folder), "--lang", "en");

    assertThat(screen.exitCode(), is(0));
    assertThat(
        screen.out(),
        matchesPattern("(?s).*\\.csv, as of 2026-04-01: 0 records\n.*a header and no records.*"));
    assertThat(screen.out().contains("Nothing to correct"), is(false));
    CommandRun japanese = check(Upload.withHeader().in(folder), "--lang", "ja");
    assertThat(japanese.out(), matchesPattern("(?s).*：0件\n.*見出しだけで、記録を1件も送っていません.*"));
  }

  @Test
  void an_error_ends_with_1_and_shows_where_who_and_what_to_do() throws IOException {
    Path file = Upload.withHeader().record("MyNumber", WRONG).in(folder);

    CommandRun screen = check(file, "--lang", "en");

    assertThat(screen.exitCode(), is(1));
    assertThat(
        screen.out(),
        containsString("Wrong My Number: to correct, 1 finding (MY_NUMBER_CHECK_DIGIT)"));
    assertThat(screen.out(), containsString("Compare digit by digit"));
    assertThat(screen.out(), matchesPattern("(?s).*\\b2  A-0001 .* \\*{8}0258\\n.*"));
  }

  @Test
  void the_totals_come_first_and_all_headings_are_in_the_language_of_the_reader()
      throws IOException {
    Path file =
        Upload.withHeader()
            .record("PersonId", "A-1", "InsuredCardSymbol", "１２３４")
            .record("PersonId", "A-2", "InsuredIdentificationNumber", "12●")
            .line("x")
            .in(folder);

    assertThat(
        check(file).lines(),
        is(
            List.of(
                "06132013_upload.csv（基準日 2026-04-01）：2件（被保険者番号等の不正確 1、要確認",
                "1）",
                "読めない行が1行あります（末尾に示します）",
                "指摘：要訂正 1、要確認 2",
                "",
                "-- 優先度 2 --------------------------------------------------------------------",
                "",
                "被保険者番号等の不正確  要訂正  指摘1件（NUMBER_PLACEHOLDER BLACK_CIRCLE）",
                "  被保険者証番号に、文字の代わりに置かれた記号や外字が入っているため、資格を照会",
                "  できません。データの様式や文字の違いにより「●」に置き換えられたと考えられま",
                "  す。",
                "  → 交付台帳で正しい文字を確認し、使用できる文字で登録し直してください。ほかの記",
                "    録でも同じ文字が置き換わっていないか確認してください。",
                "    行  宛名番号  記号   番号  枝番  個人番号",
                "     3  A-2       12345  12●   01    ********0257",
                "",
                "-- 優先度 4 --------------------------------------------------------------------",
                "",
                "その他の記録の不備  要確認  指摘2件（DUPLICATE_RECORD）",
                "  個人番号・生年月日・性別・氏名カナが同じ記録が、同じ保険者の同じ期間にもう1つ",
                "  あります。",
                "  → 関連する記録と並べて、どちらが正しいかを届書で確認し、不要な記録を取り消して",
                "    ください。再加入や記号・番号の変更であれば、前の記録に資格喪失年月日を登録し",
                "    てください。",
                "    行  宛名番号  記号      番号  枝番  個人番号      関連する行",
                "     2  A-1       １２３４  678   01    ********0257  3",
                "     3  A-2       12345     12●   01    ********0257  2",
                "",
                "読めない行 1行：",
                "  4行目（768バイト目から）：FIELD_COUNT（項目の数が合いません）")));
  }

  @Test
  void who_cannot_be_registered_stands_apart_from_the_errors() throws IOException {
    Path file =
        Upload.withHeader()
            .record("PersonId", "A-1")
            .record("PersonId", "A-2", "MyNumber", "", "MyNumberAbsenceReason", "1")
            .record("PersonId", "A-3", "MyNumber", "", "MyNumberAbsenceReason", "")
            .in(folder);

    assertThat(
        check(file).lines().subList(0, 3),
        is(
            List.of(
                "06132013_upload.csv（基準日 2026-04-01）：3件（問題なし 1）",
                "誤りとは別：個人番号を登録できない人 1人（理由なし1人は誤り）",
                "指摘：要訂正 1")));
  }

  @Test
  void where_a_line_would_be_too_wide_the_widest_cells_are_cut() throws IOException {
    Path file =
        Upload.withHeader()
            .record(
                "PersonId",
                "P".repeat(20),
                "InsuredCardSymbol",
                "健".repeat(19),
                "InsuredIdentificationNumber",
                "●".repeat(19))
            .in(folder);

    CommandRun screen = check(file, "--lang", "en");

    assertThat(screen.width(), is(80));
    assertThat(
        screen.out(),
        containsString(
            "   2  PPPPPPPPPPPPPPPPPPPP  健健健健健…   ●●●●●●●●●●●…  01      ********0257\n"));
  }

  @Test
  void a_my_number_is_never_shown() throws IOException {
    Path file =
        Upload.withHeader()
            .record("MyNumber", WRONG)
            .record("MyNumber", "62149832025")
            .record("MyNumber", "６２１４９８３２０２５７")
            .record("Birthdate", "19800116")
            .record()
            .in(folder);

    CommandRun screen = check(file);

    assertThat(screen.out(), not(containsString("62149")));
    assertThat(screen.out(), not(containsString("６２")));
    assertThat(screen.out(), containsString("NNNNNNNNNNN"));
  }

  @Test
  void a_review_alone_ends_with_0_unless_asked_otherwise() throws IOException {
    Path file = Upload.withHeader().record("Name", "山●　太郎").in(folder);

    assertThat(check(file).exitCode(), is(0));
    assertThat(check(file, "--fail-on", "review").exitCode(), is(1));
    assertThat(check(file).out(), containsString("その他の記録の不備  要確認  指摘1件（NAME_PLACEHOLDER）"));
  }

  @Test
  void a_rule_that_is_switched_off_finds_nothing() throws IOException {
    Path file = Upload.withHeader().record("MyNumber", WRONG).in(folder);
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "rules:\n  MY_NUMBER_CHECK_DIGIT: {on: false}\n");

    assertThat(check(file, "--rules", rules.toString()).exitCode(), is(0));
  }

  @Test
  void of_many_findings_of_a_rule_only_the_first_are_shown() throws IOException {
    Upload upload = Upload.withHeader();
    for (int i = 0; i < 2_500; i++) {
      upload.record("MyNumber", WRONG, "PersonId", "P-" + i);
    }

    CommandRun screen = check(upload.in(folder), "--lang", "en");

    assertThat(screen.out(), containsString("to correct, 2,500 findings (MY_NUMBER_CHECK_DIGIT)"));
    assertThat(screen.out(), containsString(" 21  P-19 "));
    assertThat(screen.out(), not(containsString("P-20 ")));
    assertThat(screen.out(), containsString("and 2,480 more; --out DIR writes them all"));
    assertThat(screen.lines().size(), lessThan(100));
  }

  @Test
  void findings_of_several_insurers_in_one_file_are_shown_together_by_line() throws IOException {
    Path file =
        Upload.withHeader()
            .record("MyNumber", WRONG, "InsurerNumber", "33120015", "PersonId", "first")
            .record("MyNumber", WRONG, "InsurerNumber", "01130012", "PersonId", "second")
            .in(folder, "unnamed.csv");

    CommandRun screen = check(file);

    assertThat(screen.out(), matchesPattern("(?s).*2  first .*\\n +3  second .*"));
    assertThat(screen.out(), containsString("個人番号の誤り  要訂正  指摘2件（MY_NUMBER_CHECK_DIGIT）"));
  }

  @Test
  void records_that_belong_together_name_each_other() throws IOException {
    Path file = Upload.withHeader().record().record("Birthdate", "19800116").in(folder);

    CommandRun screen = check(file, "--lang", "en");

    assertThat(screen.out(), containsString("same as line"));
    assertThat(screen.out(), matchesPattern("(?s).*2  A-0001 .*\\*{8}0257 +3\\n.*"));
  }

  @Test
  void what_a_record_holds_gives_the_terminal_no_orders() throws IOException {
    Path file = Upload.withHeader().record("PersonId", "\u001b[2J" + "x".repeat(300)).in(folder);

    CommandRun screen = check(file);

    assertThat(screen.out(), containsString("·[2Jxxx"));
    assertThat(screen.out(), not(containsString("\u001b")));
    assertThat(screen.width(), lessThanOrEqualTo(80));
  }

  @Test
  void no_line_is_wider_than_80_columns() throws IOException {
    Upload upload = Upload.withHeader().record("MyNumber", "", "Name", "", "Sex", "9");
    upload.record("InsuredCertificateIssuanceDate", "99999999", "Birthdate", "x");
    Path file = upload.in(folder);

    assertThat(check(file).width(), lessThanOrEqualTo(80));
    assertThat(check(file, "--lang", "en").width(), lessThanOrEqualTo(80));
  }

  @Test
  void too_many_unreadable_lines_end_with_3_and_are_listed_without_their_text() throws IOException {
    Path file = Upload.withHeader().record().line("secret,line").in(folder);

    CommandRun screen = check(file, "--lang", "en");

    assertThat(screen.exitCode(), is(3));
    assertThat(screen.out(), containsString("1 unreadable line:\n  line 3, byte "));
    assertThat(screen.out(), not(containsString("Nothing to correct.")));
    assertThat(screen.out(), containsString("Nothing to correct in what could be read."));
    assertThat(screen.out(), containsString(": FIELD_COUNT"));
    assertThat(screen.out(), not(containsString("secret")));
    assertThat(screen.err(), containsString("lines are unreadable, more than allowed"));
  }

  @Test
  void a_file_without_a_required_column_is_rejected_with_3() throws IOException {
    CommandRun screen = checkInEnglish(Upload.withHeader().record().without("Sex").in(folder));

    assertThat(screen.exitCode(), is(3));
    assertThat(
        screen.err(),
        is(
            "totsugo: 06132013_upload.csv: rejected, MISSING_COLUMN: the header lacks a required"
                + " column; correct the export, or read the upload by a layout"
                + " (`totsugo layout --help`) (Sex)\n"));
    assertThat(screen.out(), is(""));
  }

  @Test
  void rules_whose_columns_the_file_lacks_are_named() throws IOException {
    Path file = Upload.withHeader().record().without("Name", "NameKana").in(folder);

    CommandRun screen = check(file, "--lang", "en");

    assertThat(screen.out(), containsString("Not applied"));
    assertThat(screen.out(), containsString("NAME_MISSING"));
    assertThat(screen.out(), containsString("KANA_INVALID"));
  }

  @Test
  void with_out_everything_is_written_that_a_run_writes() throws IOException {
    Path file = Upload.withHeader().record("MyNumber", WRONG).in(folder);
    Path out = folder.resolve("out");

    CommandRun screen = check(file, "--out", out.toString());

    assertThat(screen.exitCode(), is(1));
    assertThat(Files.exists(out.resolve("corrections/06132013/corrections.csv")), is(true));
    assertThat(Files.exists(out.resolve("reconciliation.json")), is(true));
    assertThat(screen.out(), containsString(out.toString()));
  }

  @Test
  void several_files_are_refused() throws IOException {
    Path file = Upload.withHeader().record().in(folder);

    CommandRun screen = CommandRun.inEnglish("check", file.toString(), file.toString());

    assertThat(screen.exitCode(), is(2));
    assertThat(
        screen.err(),
        containsString("check takes one file, not 2; `totsugo run --uploads` takes several"));
  }

  @Test
  void a_folder_is_refused() {
    CommandRun screen = CommandRun.inEnglish("check", folder.toString());

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("is a folder; check takes one file"));
  }

  @Test
  void a_file_that_does_not_exist_is_refused() {
    CommandRun screen = CommandRun.inEnglish("check", folder.resolve("nothing.csv").toString());

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("nothing.csv: no such file"));
  }

  @Test
  void what_a_killed_check_left_is_removed() throws IOException {
    Path left = Files.createDirectory(temporary.resolve("totsugo-check-123"));
    Files.createFile(left.resolve("lock"));
    Files.createDirectories(left.resolve("run/work"));

    CommandRun screen = checkInEnglish(Upload.withHeader().record().in(folder));

    assertThat(screen.err(), containsString("left by a command that was killed"));
    assertThat(Files.exists(left), is(false));
  }
}
