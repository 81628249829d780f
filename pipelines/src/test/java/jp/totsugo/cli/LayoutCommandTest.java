package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.totsugo.cli.terminal.TerminalText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code totsugo layout}: a layout is proposed and tried without showing a value of a record. */
class LayoutCommandTest {
  private static final String HEADER = "保険者番号,宛名番号,個人番号,被保険者証番号,氏名カナ,生年月日,性別,資格取得日";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void under_the_layout_that_is_inferred_a_run_finds_the_same(ForeignUploads form)
      throws IOException {
    Path nation = nation();
    Path standard = folder.resolve("standard");
    ForeignUploads.STANDARD.write(nation.resolve("uploads"), standard);
    Path foreign = folder.resolve("foreign");
    form.write(nation.resolve("uploads"), foreign);
    CommandRun inferred = CommandRun.inEnglish("layout", "infer", together(foreign).toString());
    assertThat(inferred.err(), inferred.exitCode(), is(0));
    Path layout = Files.writeString(folder.resolve("layout.yaml"), inferred.out());

    CommandRun.ofJobInEnglish(standard, folder.resolve("expected"));
    CommandRun run =
        CommandRun.ofJobInEnglish(foreign, folder.resolve("actual"), "--layout", layout.toString());

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(corrections("actual"), is(corrections("expected")));
  }

  @ParameterizedTest
  @EnumSource
  void no_value_of_a_record_is_in_what_is_inferred_or_shown(ForeignUploads form)
      throws IOException {
    Path nation = nation();
    Path standard = folder.resolve("standard");
    ForeignUploads.STANDARD.write(nation.resolve("uploads"), standard);
    Set<String> values = new TreeSet<>();
    for (Path upload : OutputTree.files(standard)) {
      for (Map<String, String> record : CsvTable.rows(upload)) {
        values.addAll(record.values());
      }
    }
    values.removeIf(value -> value.length() < 5);
    assertThat("values to look for", values.size(), greaterThan(100));
    Path foreign = folder.resolve("foreign");
    form.write(nation.resolve("uploads"), foreign);
    Path upload = together(foreign);
    Path layout = Files.writeString(folder.resolve("layout.yaml"), form.yaml());

    CommandRun inferred = CommandRun.inEnglish("layout", "infer", upload.toString());
    CommandRun shown =
        CommandRun.inEnglish(
            "layout", "check", layout.toString(), upload.toString(), "--records", "100");

    assertThat(shown.exitCode(), is(0));
    for (CommandRun screen : List.of(inferred, shown)) {
      String text = screen.out() + screen.err();
      assertThat(values.stream().filter(text::contains).toList(), is(empty()));
    }
  }

  @Test
  void a_header_of_usual_names_gives_a_layout_that_says_why() throws IOException {
    Path upload =
        upload(
            """
            保険者ＮＯ;個人コード;マイナンバー;証番号;フリガナ;誕生日;男女区分;メモ
            06132013;A-1;621498320257;12;ﾔﾏﾀﾞ ﾀﾛｳ;S55.1.15;男;a
            06132013;A-2;765895492872;13;ﾔﾏﾀﾞ ﾊﾅｺ;H2.10.1;女;b
            06132013;A-3;;14;ﾔﾏﾀﾞ ｼﾞﾛｳ;R1.5.1;男;
            """);
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.err(), is(""));
    assertThat(screen.exitCode(), is(0));
    assertThat(
        screen.out(),
        is(
            """
            # Proposed by `totsugo layout infer` from upload.csv: 3 records
            # sure, likely and doubtful say how far to trust it. Correct what is wrong, then:
            # totsugo layout check LAYOUT FILE

            # doubtful: 4 of 4 lines with other than ASCII are text in it, fewer in others
            # (a run tells UTF-8 from windows-31j by itself, so this line may be left out)
            encoding: utf-8
            # sure: 4 of 4 lines have 8 fields by it
            separator: ";"
            quoting: rfc4180
            # sure: 7 of 8 fields of the first line are names of columns
            header: names

            columns:
              # sure: a usual name for it in the header; 3 of 3 values fit
              InsurerNumber: {names: "保険者ＮＯ"}
              # sure: a usual name for it in the header; 3 of 3 values fit
              PersonId: {names: "個人コード"}
              # sure: a usual name for it in the header; 2 of 2 values fit
              MyNumber: {names: "マイナンバー"}
              # sure: a usual name for it in the header
              InsuredIdentificationNumber: {names: "証番号"}
              # sure: a usual name for it in the header; 3 of 3 values fit
              NameKana: {names: "フリガナ"}
              # sure: a usual name for it in the header; 3 of 3 values fit
              Birthdate: {names: "誕生日", date: GYY.MM.DD}
              # sure: a usual name for it in the header; 3 of 3 values fit
              Sex: {names: "男女区分", codes: {"男": "1", "男性": "1", "M": "1", "女": "2", "女性": "2", "F": "2"}}
            # Not told which column these are: "メモ"
            # Not found: MyNumberAbsenceReason, InsuredCardSymbol, InsuredBranchNumber, Name, PersonalFamilyClassification, QualificationDate, DisqualificationDate, ReasonOfLoss, InsuredCardClassification, InsuredCertificateIssuanceDate, InsuredCardValidDate, InsuredCardExpirationDate, PostNumber, Address, NonDisclosure
            """));
  }

  @Test
  void blank_lines_and_headers_once_more_are_no_records_to_learn_from() throws IOException {
    String records =
        """
        06132013;A-1;621498320257;12;ﾔﾏﾀﾞ ﾀﾛｳ;S55.1.15;男;a
        06132013;A-2;765895492872;13;ﾔﾏﾀﾞ ﾊﾅｺ;H2.10.1;女;b
        06132013;A-3;;14;ﾔﾏﾀﾞ ｼﾞﾛｳ;R1.5.1;男;
        """;
    String header = "保険者ＮＯ;個人コード;マイナンバー;証番号;フリガナ;誕生日;男女区分;メモ\n";
    String plain =
        CommandRun.inEnglish("layout", "infer", upload(header + records).toString()).out();
    String spoilt =
        ";;;;;;;\n" + header + records + header + ";;\u3000;;;;;\n\"\";;;;;;;\n" + header;
    assertThat(
        CommandRun.inEnglish("layout", "infer", upload(spoilt).toString())
            .out()
            .replaceAll("\\d+ of \\d+ lines", "n of n lines"),
        is(plain.replaceAll("\\d+ of \\d+ lines", "n of n lines")));
  }

  @Test
  void a_name_of_a_column_whose_values_do_not_fit_is_doubtful() throws IOException {
    Path upload = upload(HEADER + "\n" + "06132013,A-1,x,12,ﾔﾏﾀﾞ,19800115,1,20200401\n".repeat(30));
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(
        screen.out(),
        containsString(
            """
              # doubtful: its name in the header; 0 of 30 values fit
              MyNumber: {names: "個人番号"}
            """));
  }

  @Test
  void names_in_a_header_that_nobody_knows_are_used_for_what_the_content_tells()
      throws IOException {
    Path upload =
        upload(
            "HKNO,PNO,KNO\n06132013,A-1,621498320257\n06132013,A-2,765895492872\n"
                + "06132013,A-3,983205673214\n");
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.exitCode(), is(3));
    assertThat(screen.out(), containsString("  MyNumber: {names: \"KNO\"}\n"));
    assertThat(screen.out(), containsString("  InsurerNumber: {names: \"HKNO\"}\n"));
    assertThat(
        screen.err(),
        is(
            "totsugo: a run needs columns that were not found; add them:"
                + " InsuredIdentificationNumber, Birthdate, Sex\n"));
  }

  @Test
  void a_first_record_full_of_mistakes_is_not_taken_for_a_header() throws IOException {
    Path upload =
        upload("なし,なし,不明,見本　花子,1980年頃\n" + "06132013,A-1,621498320257,山田　太郎,19800115\n".repeat(30));
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.out(), containsString("\nheader: none\n"));
    assertThat(screen.out().contains("見本"), is(false));
  }

  @TestFactory
  Stream<DynamicTest> the_encoding_is_told_from_the_content() {
    String text =
        HEADER
            + "\n"
            + "06132013,A-1,621498320257,12,ﾔﾏﾀﾞ ﾀﾛｳ,19800115,1,20200401\n".repeat(10)
            + "06132013,髙橋①,x,東京都千代田区見本町１丁目,ヤマダ,19800115,1,20200401\n".repeat(30);
    return Map.of(
            "utf-8", "UTF-8",
            "windows-31j", "windows-31j",
            "euc-jp", "x-eucJP-Open",
            "shift_jis-2004", "x-SJIS_0213")
        .entrySet()
        .stream()
        .map(
            encoding ->
                DynamicTest.dynamicTest(
                    encoding.getKey(),
                    () -> {
                      String written =
                          encoding.getKey().equals("shift_jis-2004")
                              ? text.replace("髙橋①", "か゚俱𠮟")
                              : text;
                      Path upload =
                          Files.write(
                              folder.resolve(encoding.getKey()),
                              written.getBytes(Charset.forName(encoding.getValue())));
                      assertThat(
                          CommandRun.inEnglish("layout", "infer", upload.toString()).out(),
                          containsString("\nencoding: " + encoding.getKey() + "\n"));
                    }));
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, UTF_16", "UTF-16BE, UTF_16", "UTF-16, UTF_16"})
  void what_is_utf_16_is_rejected_with_the_remedy(String encoding, String cause)
      throws IOException {
    Path upload =
        Files.write(
            folder.resolve("u.csv"),
            HEADER.replaceAll("[^,]", "a").getBytes(Charset.forName(encoding)));
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.exitCode(), is(3));
    assertThat(screen.out(), is(""));
    assertThat(
        screen.err(), containsString("rejected, " + cause + ": the file is UTF-16; save it"));
  }

  @Test
  void what_is_iso_2022_jp_is_rejected_with_the_remedy() throws IOException {
    String text = "保険者番号,宛名番号,氏名\n" + "06132013,A-1,山田\n".repeat(3);
    Path upload =
        Files.write(folder.resolve("u.csv"), text.getBytes(Charset.forName("ISO-2022-JP")));
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.exitCode(), is(3));
    assertThat(screen.err(), containsString("ISO_2022_JP: the file is ISO-2022-JP (JIS); save it"));
  }

  @Test
  void what_is_no_text_of_fields_is_rejected() throws IOException {
    for (String text : new String[] {"", "\n\r\n", "a\nbc\ndef\nghij\nklmno\n"}) {
      CommandRun screen = CommandRun.inEnglish("layout", "infer", upload(text).toString());
      assertThat(screen.exitCode(), is(3));
      assertThat(screen.out(), is(""));
      assertThat(screen.err(), containsString("upload.csv: rejected, "));
    }
    Path packed = Files.write(folder.resolve("x"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 1, 2});
    assertThat(CommandRun.inEnglish("layout", "infer", packed.toString()).exitCode(), is(3));
  }

  @Test
  void of_a_compressed_file_the_layout_is_that_of_what_is_in_it() throws IOException {
    Path upload = together(nation().resolve("uploads"));
    CommandRun ofText = CommandRun.inEnglish("layout", "infer", upload.toString());
    CommandRun ofPacked = CommandRun.inEnglish("layout", "infer", Packed.gzip(upload).toString());
    assertThat(ofPacked.err(), ofPacked.exitCode(), is(0));
    assertThat(ofPacked.out().replace("together.csv.gz", "together.csv"), is(ofText.out()));
  }

  private static final String RECORDS = "06132013,A-1,,12,ﾔﾏﾀﾞ,19800115,1,20200401\n".repeat(30);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "被保険者一覧| ~ skip 1 ~ sure: 8 of 8 fields of line 2 are names of columns; 1 line of title"
            + " stands above it",
        "被保険者一覧||2026年4月,,| ~ skip 3 ~ sure: 8 of 8 fields of line 4 are names of columns;"
            + " 2 lines of title stand above it",
        "被保険者一覧,,,,,,,|,,,,,,,| ~ skip 2 ~ sure: 8 of 8 fields of line 3 are names of columns;"
            + " 1 line of title stands above it",
        "| ~ names ~ sure: 8 of 8 fields of the first line are names of columns",
      })
  void lines_of_title_above_the_header_are_skipped(String titles, String header, String why)
      throws IOException {
    Path upload = upload(titles.replace("|", "\n") + HEADER + "\n" + RECORDS);
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.err(), screen.exitCode(), is(0));
    assertThat(screen.out(), containsString("# " + why + "\nheader: " + header + "\n"));
    assertIsReadBy(screen.out(), upload, 30);
  }

  @Test
  void lines_above_records_without_a_header_are_skipped_unless_they_may_be_records()
      throws IOException {
    CommandRun titles =
        CommandRun.inEnglish(
            "layout", "infer", upload("001,20260401\n[data]\n" + RECORDS).toString());
    assertThat(titles.out(), containsString("\nheader: skip 2\nfields: 8\n"));
    CommandRun record =
        CommandRun.inEnglish(
            "layout", "infer", upload("06132013,A-1,,12,ﾔﾏﾀﾞ,19800115,1\n" + RECORDS).toString());
    assertThat(record.out(), containsString("\nheader: none\nfields: 8\n"));
  }

  @Test
  void a_header_of_another_width_than_the_records_is_named_and_hints_at_their_columns()
      throws IOException {
    Path upload = upload(HEADER + "\n" + RECORDS.replace("\n", ",\n"));
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.err(), screen.exitCode(), is(0));
    assertThat(
        screen.out(),
        containsString(
            "# doubtful: the first line has names of columns, but 8 of them, and the records have 9"
                + " fields: compare them\nheader: skip 1\nfields: 9\n"));
    assertThat(screen.out(), containsString("  QualificationDate: {field: 8}\n"));
    assertIsReadBy(screen.out(), upload, 30);
  }

  @Test
  void a_line_break_in_a_cell_of_the_header_is_named_and_the_records_are_read() throws IOException {
    Path upload =
        upload(
            HEADER.replace("被保険者証番号", "\"被保険者証\n番号\"").replace("性別", "\"性\n別\"") + "\n" + RECORDS);
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.err(), screen.exitCode(), is(0));
    assertThat(
        screen.out(),
        containsString(
            "# likely: the names of columns go from line 1 to line 3: a line break stands in a"
                + " cell\nheader: skip 3\nfields: 8\n"));
    assertThat(screen.out(), containsString("  InsuredIdentificationNumber: {field: 4}\n"));
    assertThat(screen.out(), containsString("  Sex: {field: 7}\n"));
    assertIsReadBy(screen.out(), upload, 30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // births, qualification ~ what is said of the births
        "3360202, 4150401 ~ sure: ~ GYYMMDD}",
        "5360202, 9020401 ~ sure: ~ GYYMMDD, eras: pension}",
        "7100202, 9020401 ~ sure: ~ GYYMMDD, eras: pension}",
        "5020303, 20150401 ~ likely: ~ GYYMMDD, eras: pension}",
        "5020303, 20210401 ~ doubtful: ~ GYYMMDD}",
        "3080303, 20210401 ~ doubtful: ~ GYYMMDD}",
        "S360202, 20210401 ~ sure: ~ GYYMMDD}",
        "20210401, 19610202 ~ doubtful: ~ {names: \"生年月日\"}",
        "4320202, 20150401 ~ doubtful: ~ GYYMMDD}",
      })
  void the_table_of_eras_is_that_by_which_the_dates_can_be_true(
      String dates, String certainty, String layout) throws IOException {
    String[] day = dates.split(", ");
    Path upload =
        upload(
            HEADER + "\n" + ("06132013,A-1,,12,ﾔﾏﾀﾞ," + day[0] + ",1," + day[1] + "\n").repeat(30));
    List<String> lines = CommandRun.inEnglish("layout", "infer", upload.toString()).lines();
    int birth = indexOf(lines, "  Birthdate: ");
    assertThat(lines.get(birth - 1), startsWith("  # " + certainty));
    assertThat(lines.get(birth), org.hamcrest.Matchers.endsWith(layout));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "生年月日_元号,生年月日_年月日 ~ 5,360202 ~ join: [\"生年月日_元号\", \"生年月日_年月日\"], date: GYYMMDD,"
            + " eras: pension",
        "元号,生年月日 ~ 昭和,360202 ~ join: [\"元号\", \"生年月日\"], date: 元号YYMMDD",
        "誕生日年号,誕生日 ~ S,36.02.02 ~ join: [\"誕生日年号\", \"誕生日\"], date: GYY.MM.DD",
        "生年月日（年）,生年月日（月）,生年月日（日） ~ 1961,2,2 ~ join: [\"生年月日（年）\","
            + " \"生年月日（月）\", \"生年月日（日）\"], between: \"/\", date: YYYY/MM/DD",
        "生年月日元号,生年月日年,生年月日月,生年月日日 ~ 3,36,2,2 ~ join: [\"生年月日元号\", \"生年月日年\","
            + " \"生年月日月\", \"生年月日日\"], between: \"/\", date: G/YY/MM/DD",
        "e,d ~ 3,360202 ~ join: [\"e\", \"d\"], date: GYYMMDD",
      })
  void dates_in_several_fields_are_joined(String names, String values, String layout)
      throws IOException {
    StringBuilder text = new StringBuilder(HEADER.replace("生年月日", names)).append('\n');
    for (int i = 10; i < 40; i++) {
      text.append("06132013,A-" + i + ",,12,ﾔﾏﾀﾞ," + values + ",1,20200401\n");
    }
    Path upload = upload(text.toString());
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.out(), containsString("  Birthdate: {" + layout + "}\n"));
    assertThat(screen.err(), screen.exitCode(), is(0));
    assertIsReadBy(screen.out(), upload, 30);
  }

  private static int indexOf(List<String> lines, String beginning) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(beginning)) {
        return i;
      }
    }
    throw new AssertionError("no line begins with " + beginning);
  }

  /** The layout reads so many records, none of whose columns looks wrong. */
  private void assertIsReadBy(String yaml, Path upload, int records) throws IOException {
    Path layout = Files.writeString(folder.resolve("proposed.yaml"), yaml);
    CommandRun screen =
        CommandRun.inEnglish("layout", "check", layout.toString(), upload.toString());
    assertThat(screen.err() + yaml, screen.exitCode(), is(0));
    assertThat(screen.out(), containsString(" " + records + " are records"));
    assertThat(screen.out(), containsString(", 0 unreadable."));
    for (String column : List.of("Birthdate", "Sex", "QualificationDate", "PersonId")) {
      assertThat(screen.out(), not(containsString("Looks wrong: " + column)));
    }
  }

  @Test
  void a_number_among_the_names_of_columns_is_not_shown() throws IOException {
    String names = HEADER.replace("被保険者証番号", "621498320257");
    Path upload = upload(names + "\n" + "06132013,A-1,,12,ﾔﾏﾀﾞ,19800115,1,20200401\n".repeat(30));
    CommandRun screen = CommandRun.inEnglish("layout", "infer", upload.toString());
    assertThat(screen.out(), containsString("header: skip"));
    assertThat(screen.out(), not(containsString("6214")));
  }

  @Test
  void a_missing_temporary_folder_is_named() throws Exception {
    Path none = folder.resolve("none");
    Path said = folder.resolve("said");
    String upload = upload(HEADER + "\n").toString();
    Process process = Jvm.start("-Xmx64m", none, said, "--lang", "en", "layout", "infer", upload);
    assertThat(process.waitFor(), is(5));
    assertThat(
        Files.readString(said), is("totsugo: " + none + ": there is no such file or folder\n"));
  }

  @Test
  void no_layout_is_told_from_avro_and_parquet() throws IOException {
    Path file = Files.write(folder.resolve("x.parquet"), new byte[] {'P', 'A', 'R', '1', 0});
    CommandRun screen = CommandRun.inEnglish("layout", "infer", file.toString());
    assertThat(screen.exitCode(), is(3));
    assertThat(screen.err(), containsString("but Parquet, which names its columns"));
  }

  @Test
  void the_first_records_are_shown_masked_and_the_wrong_columns_named() throws IOException {
    Path upload =
        upload(
            "06132013;A-1;621498320257;山田　太郎;ﾔﾏﾀﾞ ﾀﾛｳ;令和3年3月31日;男;あ-Ｂ９●\n"
                + "\n"
                + "06132013;A-2;12-34;髙ー々;ヤ;平成40年13月1日;不明;\n"
                + "06132013;A-3\n");
    Path layout =
        Files.writeString(
            folder.resolve("layout.yaml"),
            """
            separator: ";"
            header: none
            date: 和暦
            required: [MyNumber]
            columns:
              InsurerNumber: 1
              PersonId: 2
              MyNumber: 3
              Name: 4
              NameKana: 5
              Birthdate: 6
              Sex: {field: 7, codes: {男: 1, 女: 2}}
              Address: 8
            """);
    CommandRun screen =
        CommandRun.inEnglish("layout", "check", layout.toString(), upload.toString());
    assertThat(screen.err(), is(""));
    assertThat(
        screen.out(),
        is(
            """
            upload.csv: csv, UTF-8

            Column                         line 1          line 3
            InsurerNumber                  NNNNNNNN        NNNNNNNN
            PersonId                       A-N             A-N
            MyNumber                       NNNNNNNNNNNN    NN-NN
            Name                           漢漢　漢漢      漢カ漢
            NameKana                       ｶｶｶｶ ｶｶｶ        カ
            Birthdate                      NNNNNNNN        漢漢NN漢NN漢N…
            Sex                            N               漢漢
            Address                        か-ＡＮ●

            Of the first 4 lines 2 are records, 0 header, 1 blank, 1 unreadable, FIELD_COUNT 1.
            Line 4 has 2 fields where 8 are expected.
            Looks wrong: MyNumber, filled in 2 records, with errors in 1 of 2.
            Looks wrong: Birthdate, filled in 2 records, with errors in 1 of 2.
            Looks wrong: Sex, filled in 2 records, with errors in 1 of 2.
            Not in the file: MyNumberAbsenceReason, InsuredCardSymbol, InsuredIdentificationNumber, InsuredBranchNumber, PersonalFamilyClassification, QualificationDate, DisqualificationDate, ReasonOfLoss, InsuredCardClassification, InsuredCertificateIssuanceDate, InsuredCardValidDate, InsuredCardExpirationDate, PostNumber, NonDisclosure
            """));
    assertThat("one of three lines is unreadable", screen.exitCode(), is(3));
  }

  @Test
  void a_good_layout_ends_with_0_and_a_screen_of_80_columns() throws IOException {
    Path nation = nation();
    Path upload = OutputTree.files(nation.resolve("uploads")).get(0);
    CommandRun screen =
        CommandRun.inEnglish("layout", "check", "standard", upload.toString(), "--records=3");
    assertThat(screen.exitCode(), is(0));
    assertThat(
        screen.lines().stream()
            .takeWhile(line -> !line.startsWith("Of the first"))
            .map(TerminalText::width)
            .toList(),
        everyItem(lessThanOrEqualTo(80)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layout                                    | Missing required subcommand",
        "layout guess                              | Unmatched argument",
        "layout infer                              | Missing required parameter: 'FILE'",
        "layout infer FOLDER                       | infer takes one file",
        "layout infer FOLDER/none.csv              | none.csv: no such file",
        "layout check                              | Missing required parameters: 'LAYOUT', 'FILE'",
        "layout check standard                     | Missing required parameter: 'FILE'",
        "layout check standard FOLDER/none.csv     | none.csv: no such file",
        "layout check mine FOLDER/none.csv         | --layout mine: unknown",
        "layout check standard FOLDER --records -1 | --records: from 0 to 100",
        "layout check FOLDER/bad.yaml FOLDER/x.csv | bad.yaml:2: sep: unknown key",
        "run --uploads FOLDER --out FOLDER/o --layout FOLDER/bad.yaml | bad.yaml:2: sep: unknown"
            + " key",
        "check FOLDER/bad.yaml --layout FOLDER/bad.yaml | bad.yaml:2: sep: unknown key",
        "check FOLDER/bad.yaml --layout FOLDER     | cannot be read",
        "check FOLDER/bad.yaml --layouts FOLDER/no | no: no such file",
        "check FOLDER/bad.yaml --layouts FOLDER/bad.yaml | bad.yaml:1: the file: a list of entries"
            + " with files and layout is expected",
        "layout check standard FOLDER/bad.yaml --layouts FOLDER/bad.yaml | a list of entries",
        "run --uploads FOLDER --out FOLDER/o --layouts FOLDER/bad.yaml | a list of entries",
      })
  void wrong_usage_ends_with_2_and_a_message_that_helps(String command, String message)
      throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), "header: none\nsep: tab\n");
    String[] words =
        Arrays.stream(command.split(" +"))
            .map(word -> word.replace("FOLDER", folder.toString()))
            .toArray(String[]::new);
    CommandRun screen = CommandRun.inEnglish(words);
    assertThat(screen.err(), screen.exitCode(), is(2));
    assertThat(screen.out(), is(""));
    assertThat(screen.err(), startsWith("totsugo: "));
    assertThat(screen.err(), containsString(message));
  }

  @ParameterizedTest
  @CsvSource({"infer", "check"})
  void help_fits_80_columns(String command) {
    CommandRun screen = CommandRun.inEnglish("layout", command, "--help");
    assertThat(screen.out(), startsWith("Usage: totsugo layout " + command));
    assertThat(screen.width(), lessThanOrEqualTo(80));
  }

  private Path nation() throws IOException {
    Path nation = folder.resolve("nation");
    CommandRun generated =
        CommandRun.inEnglish(
            "generate",
            "--records=4000",
            "--seed=12",
            "--prefecture=31",
            "--errors=20",
            "--out=" + nation);
    assertThat(generated.err(), generated.exitCode(), is(0));
    return nation;
  }

  /** All files as one, with the first line of the first. */
  private Path together(Path uploads) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path upload : OutputTree.files(uploads)) {
      byte[] bytes = Files.readAllBytes(upload);
      int from =
          all.size() == 0 ? 0 : com.google.common.primitives.Bytes.indexOf(bytes, (byte) '\n');
      all.write(bytes, from, bytes.length - from);
    }
    return Files.write(folder.resolve("together.csv"), all.toByteArray());
  }

  private List<Map<String, String>> corrections(String run) throws IOException {
    List<Map<String, String>> rows = new java.util.ArrayList<>();
    for (Path queue : OutputTree.files(folder.resolve(run).resolve("corrections"))) {
      if (queue.endsWith("corrections.csv")) {
        for (Map<String, String> row : CsvTable.rows(queue)) {
          row.remove("group_id");
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private Path upload(String text) throws IOException {
    return Files.write(folder.resolve("upload.csv"), text.getBytes(StandardCharsets.UTF_8));
  }
}
