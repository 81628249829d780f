package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A layout or an encoding that makes nonsense of a file is said, with what reads the file. */
class UnfitLayoutTest {
  private static final String NAMES =
      "InsurerNumber,PersonId,MyNumber,MyNumberAbsenceReason,InsuredIdentificationNumber,Name,"
          + "NameKana,Birthdate,Sex,PersonalFamilyClassification,QualificationDate";
  private static final String LABELS =
      "保険者番号,宛名番号,個人番号,個人番号未登録理由,被保険者証番号,氏名,氏名カナ,生年月日,性別,本人・家族区分,資格取得年月日";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "euc-jp, , EUC-JP, windows-31j",
    "euc-jp, windows-31j, EUC-JP, windows-31j",
    "euc-jp, utf-8, EUC-JP, UTF-8",
    "utf-8, windows-31j, UTF-8, windows-31j",
    "utf-8, shift_jis-2004, UTF-8, Shift_JIS-2004",
    "utf-8, euc-jp, UTF-8, EUC-JP",
    "windows-31j, utf-8, windows-31j, UTF-8",
    "windows-31j, euc-jp, windows-31j, EUC-JP",
  })
  void a_text_in_another_encoding_than_it_is_read_by_is_said(
      String written, String named, String likely, String read) throws IOException {
    Path upload = upload(written, NAMES, records("19800115", ""));
    Path layout = layout(named == null ? "" : "encoding: " + named + "\n");
    assertThat(
        ofEncoding("--lang=en", "--layout=" + layout, upload.toString()),
        is(
            "u.csv: the text looks like "
                + likely
                + ", but is read as "
                + read
                + "; name the encoding in a layout: `totsugo layout infer "
                + upload
                + "`"));
    assertThat(
        ofEncoding("--layout=" + layout, upload.toString()),
        is(
            "u.csv：文字コードは"
                + likely
                + "と思われますが、"
                + read
                + "として読んでいます。レイアウトで文字コードを指定してください：`totsugo layout infer "
                + upload
                + "`"));
    CommandRun tried =
        CommandRun.inEnglish("layout", "check", layout.toString(), upload.toString());
    assertThat(
        tried.lines().get(tried.lines().size() - 1),
        is("The text looks like " + likely + "; name the encoding in the layout."));
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, ",
    "utf-8, utf-8",
    "windows-31j, ",
    "windows-31j, windows-31j",
    "windows-31j, shift_jis-2004",
    "euc-jp, euc-jp"
  })
  void of_a_text_that_is_read_by_its_encoding_nothing_is_said(String written, String named)
      throws IOException {
    Path layout = layout(named == null ? "" : "encoding: " + named + "\n");
    for (String name : List.of("山田　太郎", "ﾔﾏﾀﾞ", "ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ", "")) {
      Path upload = upload(written, NAMES, records("19800115", "").replace("山田　太郎", name));
      assertThat(
          messages("--lang=en", "--layout=" + layout, upload.toString()).stream()
              .filter(message -> !message.contains("NAME_MISSING"))
              .toList(),
          is(List.of()));
    }
  }

  @Test
  void a_header_in_another_encoding_is_rejected_with_what_it_looks_like() throws IOException {
    assertThat(
        messages("--lang=en", upload("euc-jp", LABELS, records("19800115", "")).toString())
            .get(0)
            .replaceAll(".*\\(UNDECODABLE", "(UNDECODABLE"),
        is(
            "(UNDECODABLE; the text looks like EUC-JP and is read as windows-31j: `totsugo layout"
                + " infer` proposes a layout that names it)"));
  }

  @ParameterizedTest
  @CsvSource({"1, 被保険者一覧|", "3, 被保険者一覧|||", "4, '被保険者一覧|2026年,,|,,|　|'"})
  void lines_above_the_header_are_rejected_with_the_layout_that_skips_them(int lines, String titles)
      throws IOException {
    Path upload =
        upload("windows-31j", titles.replace('|', '\n') + LABELS, records("19800115", ""));
    assertThat(
        messages("--lang=en", upload.toString()).get(0).replaceAll(".*; line", "line"),
        is(
            String.format(
                "line %d has the names: a layout that says `header: skip %d` reads the file)",
                lines + 1, lines)));
    Path layout = layout("header: skip " + lines + "\n");
    assertThat(messages("--layout=" + layout, upload.toString()), is(List.of()));
  }

  @Test
  void a_line_break_in_a_cell_of_the_header_is_rejected_with_its_lines() throws IOException {
    Path upload =
        upload(
            "windows-31j",
            LABELS.replace("氏名,", "\"氏\n名\",").replace("性別", "\"性\n\n別\""),
            records("19800115", ""));
    assertThat(
        messages("--lang=en", upload.toString()).get(0).replaceAll(".*UNCLOSED_QUOTE; ", ""),
        is(
            "the names go from line 1 to line 4, since a line break stands in a cell: `totsugo"
                + " layout infer` proposes a layout that reads the file)"));
  }

  @Test
  void records_of_another_width_than_the_header_are_said_to_be() throws IOException {
    Path upload = upload("utf-8", LABELS, records("19800115", ",x"));
    assertThat(
        messages("--lang=en", upload.toString()).subList(1, 3),
        is(
            List.of(
                "u.csv: 30 of the first 30 records have 12 fields where 11 are expected; the header"
                    + " or the layout does not fit: `totsugo layout infer "
                    + upload
                    + "`",
                "u.csv:2: 12 fields where 11 are expected")));
    assertThat(
        messages(upload.toString()).subList(1, 3),
        is(
            List.of(
                "u.csv：30件（先頭の30件中）の項目が12個です（11個のはずです）。見出し行またはレイアウトが合っていません："
                    + "`totsugo layout infer "
                    + upload
                    + "`",
                "u.csv:2：項目が12個です（11個のはずです）")));
  }

  @Test
  void a_line_with_another_number_of_fields_is_named_with_both_numbers() throws IOException {
    Path upload =
        upload(
            "utf-8",
            NAMES,
            records("19800115", "") + "a,\"b,\"\"c\",d\n" + ",".repeat(20) + "x\ny\n");
    assertThat(
        messages("--lang=en", upload.toString()).subList(1, 4),
        is(
            List.of(
                "u.csv:32: 3 fields where 11 are expected",
                "u.csv:33: 21 fields where 11 are expected",
                "u.csv:34: 1 field where 11 are expected")));
    List<String> tried =
        CommandRun.inEnglish("layout", "check", "standard", upload.toString()).lines();
    assertThat(tried.contains("Line 32 has 3 fields where 11 are expected."), is(true));
    assertThat(tried.contains("Line 34 has 1 field where 11 are expected."), is(true));
  }

  @Test
  void a_line_of_another_length_than_the_fixed_width_is_named_with_both() throws IOException {
    Path upload = upload("utf-8", "06132013A-1", "06132013A-22\n");
    Path layout =
        layout(
            "fixedWidth: 11\nrequired: []\ncolumns: {InsurerNumber: {start: 1, length: 8},"
                + " PersonId: {start: 9, length: 3}}\n");
    assertThat(
        messages("--lang=en", "--layout=" + layout, upload.toString()).get(1),
        is("u.csv:2: 12 bytes where 11 are expected"));
  }

  @ParameterizedTest
  @CsvSource({"30, true", "28, true", "27, false", "10, false"})
  void a_rule_that_more_than_nine_of_ten_records_fail_is_said_with_file_and_column(
      int wrong, boolean said) throws IOException {
    String text = "";
    for (int i = 0; i < 30; i++) {
      text += records(i < wrong ? "S55.1.15" : "19800115", "").split("\n")[i] + "\n";
    }
    Path upload = upload("utf-8", NAMES, text);
    assertThat(
        messages("--lang=en", upload.toString()),
        is(
            said
                ? List.of(
                    "u.csv: BIRTHDATE_INVALID (Birthdate) in "
                        + wrong
                        + " of the first 30 records; the layout probably does not fit: `totsugo"
                        + " layout infer "
                        + upload
                        + "`")
                : List.of()));
  }

  @Test
  void of_a_file_of_few_records_nothing_is_said() throws IOException {
    String few = String.join("\n", records("S55.1.15", "").lines().limit(19).toList()) + "\n";
    assertThat(messages(upload("utf-8", NAMES, few).toString()), is(List.of()));
  }

  @Test
  void an_entry_of_the_layouts_that_reads_no_upload_is_said() throws IOException {
    Path upload = upload("utf-8", NAMES, records("19800115", ""));
    Path layouts =
        Files.writeString(
            folder.resolve("layouts.yaml"),
            "- {files: '*.csv', layout: standard}\n- {files: 'u.*', layout: standard}\n");
    assertThat(
        messages("--lang=en", "--layouts=" + layouts, upload.toString()),
        is(List.of(layouts + ":2: no upload is read by this entry")));
  }

  private Path layout(String yaml) throws IOException {
    return Files.writeString(folder.resolve("layout.yaml"), yaml);
  }

  private Path upload(String encoding, String header, String records) throws IOException {
    return Files.write(
        folder.resolve("u.csv"), (header + "\n" + records).getBytes(Charset.forName(encoding)));
  }

  private static String records(String birthdate, String behind) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      text.append("06132013,A-" + i + ",,2,12,山田　太郎,ﾔﾏﾀﾞ ﾀﾛｳ,")
          .append(birthdate)
          .append(",1,1,20200401")
          .append(behind)
          .append('\n');
    }
    return text.toString();
  }

  private static String ofEncoding(String... arguments) {
    return messages(arguments).stream()
        .filter(message -> message.contains("looks like") || message.contains("文字コード"))
        .findFirst()
        .orElse("");
  }

  /** What check says on stderr, without the name of the program. */
  private static List<String> messages(String... arguments) {
    List<String> words = new ArrayList<>(List.of("check", "--as-of=2026-04-01"));
    words.addAll(List.of(arguments));
    return CommandRun.of(words.toArray(String[]::new))
        .err()
        .lines()
        .map(line -> line.replaceFirst("^totsugo: ", ""))
        .toList();
  }
}
