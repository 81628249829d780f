package jp.totsugo.upload.layout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.Rejection;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a layout file may say, and what it is told when it says anything else. */
class LayoutFileTest {
  private static final List<String> STANDARD_NAMES =
      Arrays.stream(Column.values()).map(Column::header).toList();

  /** Field numbers of the required columns. */
  private static final String REQUIRED =
      "InsurerNumber: 1, PersonId: 2, MyNumber: 3, InsuredIdentificationNumber: 4, Birthdate: 5,"
          + " Sex: 6";

  @TempDir Path folder;

  @Test
  void a_file_that_says_nothing_is_the_standard_layout() throws Exception {
    for (String yaml : new String[] {"", "# only words\n", "\uFEFF# from an editor\n"}) {
      Layout layout = read(yaml);
      assertThat(columns(layout, STANDARD_NAMES), is(STANDARD_NAMES));
      assertThat(layout.header(), is(Header.names));
      assertThat(layout.encoding(), is((Encoding) null));
      assertThat(layout.lines().separator(), is(','));
      assertThat(layout.lines().quoting(), is(Quoting.rfc4180));
      assertThat(layout.conversions().isEmpty(), is(true));
    }
  }

  @Test
  void names_of_a_column_replace_its_usual_ones_and_those_of_others_stay() throws Exception {
    Layout layout = read("columns:\n  MyNumber: [マイナンバー, 個番]\n  性別: 男女\n");
    assertThat(
        columns(layout, List.of("保険者番号", "PersonId", "個番", "被保険者証番号", "生年月日", "男女", "性別", "個人番号")),
        is(
            List.of(
                "InsurerNumber",
                "PersonId",
                "MyNumber",
                "InsuredIdentificationNumber",
                "Birthdate",
                "Sex",
                "-",
                "-")));
  }

  @Test
  void a_name_that_means_another_column_here_is_taken_from_its_usual_one() throws Exception {
    Layout layout = read("columns: {PersonId: [個人番号], MyNumber: [マイナンバー]}\n");
    assertThat(
        columns(layout, List.of("個人番号", "マイナンバー", "保険者番号", "被保険者証番号", "生年月日", "性別")).subList(0, 2),
        is(List.of("PersonId", "MyNumber")));
    assertThat(
        columns(
                read("columns: {Address: {names: 氏名}}\n"),
                List.of("個人番号", "宛名番号", "保険者番号", "被保険者証番号", "生年月日", "性別", "氏名", "住所"))
            .subList(6, 8),
        is(List.of("Address", "-")));
  }

  @Test
  void a_column_that_only_says_how_its_values_are_written_keeps_its_names() throws Exception {
    Layout layout = read("columns: {Birthdate: {date: 和暦}}\n");
    assertThat(columns(layout, STANDARD_NAMES), is(STANDARD_NAMES));
  }

  @Test
  void a_column_without_names_is_not_read() throws Exception {
    Layout layout = read("columns: {Address: []}\n");
    assertThat(columns(layout, STANDARD_NAMES).get(Column.ADDRESS.ordinal()), is("-"));
  }

  @Test
  void field_numbers_say_which_field_is_which_column() throws Exception {
    Layout layout = read("header: none\nfields: 9\ncolumns: {" + REQUIRED + ", 氏名: {field: 8}}\n");
    assertThat(
        named(layout.fields()),
        is(
            List.of(
                "InsurerNumber",
                "PersonId",
                "MyNumber",
                "InsuredIdentificationNumber",
                "Birthdate",
                "Sex",
                "-",
                "Name",
                "-")));
  }

  @Test
  void without_a_number_of_fields_the_last_column_is_the_last_field() throws Exception {
    assertThat(read("header: skip\ncolumns: {" + REQUIRED + "}\n").fields().length, is(6));
  }

  @Test
  void a_layout_of_field_numbers_still_finds_columns_by_their_usual_names() throws Exception {
    Layout layout = read("header: none\ncolumns: {" + REQUIRED + "}\n");
    assertThat(columns(layout, STANDARD_NAMES), is(STANDARD_NAMES));
  }

  @Test
  void the_fields_of_a_fixed_width_line_cover_it() throws Exception {
    Layout layout =
        read(
            "fixedWidth: 40\nrequired: [MyNumber]\n"
                + "columns:\n"
                + "  Birthdate: {start: 21, length: 8}\n"
                + "  MyNumber: {start: 3, length: 12}\n"
                + "  Sex: {start: 15, length: 1}\n");
    assertThat(layout.header(), is(Header.none));
    assertThat(named(layout.fields()), is(List.of("-", "MyNumber", "Sex", "-", "Birthdate", "-")));
    assertThat(
        Arrays.stream(layout.lines().fixedWidth().ends()).boxed().toList(),
        is(List.of(2, 14, 15, 20, 28, 40)));
  }

  @Test
  void a_fixed_width_line_may_end_with_a_column() throws Exception {
    Layout layout =
        read("fixedWidth: 12\nrequired: []\ncolumns: {MyNumber: {start: 1, length: 12}}\n");
    assertThat(named(layout.fields()), is(List.of("MyNumber")));
  }

  @Test
  void every_example_in_the_runbook_is_a_layout() throws Exception {
    String page = Files.readString(Path.of("..", "runbooks", "new-layout.md"));
    List<String> examples =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(example -> example.group(1))
            .toList();
    assertThat(examples.size(), is(4));
    for (String example : examples) {
      read(example);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, UTF_8",
    "UTF-8, UTF_8",
    "windows-31j, WINDOWS_31J",
    "shift_jis-2004, SHIFT_JIS_2004",
    "euc-jp, EUC_JP",
    "EUC-JP, EUC_JP"
  })
  void an_encoding_is_named_in_letters_of_any_size(String text, Encoding encoding)
      throws Exception {
    assertThat(read("encoding: " + text).encoding(), is(encoding));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {"tab ~ 9", "';' ~ 59", "'|' ~ 124", "\"\\t\" ~ 9", "' ' ~ 32", ", ~ 44"})
  void a_separator_is_tab_or_a_character(String text, int separator) throws Exception {
    String quoted = text.equals(",") ? "','" : text;
    assertThat((int) read("separator: " + quoted).lines().separator(), is(separator));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "seperator: tab ~ seperator: unknown key; known are [separator, quoting, header, encoding,"
            + " fields, fixedWidth, date, eras, trim, columns, required]",
        "just words ~ the file: keys with values are expected",
        "[separator, tab] ~ the file: keys with values are expected",
        "{separator: tab, separator: ';'} ~ separator: this key stands twice",
        "separator: ab ~ separator: tab or one ASCII character, no letter, digit or quote, is"
            + " expected",
        "separator: x ~ separator: tab or one ASCII character, no letter, digit or quote, is"
            + " expected",
        "separator: '\"' ~ separator: tab or one ASCII character, no letter, digit or quote, is"
            + " expected",
        "separator: 、 ~ separator: tab or one ASCII character, no letter, digit or quote, is"
            + " expected",
        "separator: ~ separator: tab or one ASCII character, no letter, digit or quote, is"
            + " expected",
        "separator: [tab] ~ separator: one value is expected",
        "quoting: double ~ quoting: rfc4180 or none is expected",
        "header: yes ~ header: names, skip, skip N or none is expected",
        "encoding: sjis ~ encoding: utf-8, windows-31j, shift_jis-2004 or euc-jp is expected",
        "{header: none, fields: 0} ~ fields: a number from 1 to 1000 is expected",
        "{header: none, fields: many} ~ fields: a number from 1 to 1000 is expected",
        "fields: 6 ~ fields: the header tells how many there are",
        "fixedWidth: yes ~ fixedWidth: a number from 1 to 65536 is expected",
        "fixedWidth: 65537 ~ fixedWidth: a number from 1 to 65536 is expected",
        "{fixedWidth: 9, separator: tab} ~ separator: a fixed-width line has none",
        "{fixedWidth: 9, quoting: none} ~ quoting: a fixed-width line has none",
        "{fixedWidth: 9, fields: 6} ~ fields: a fixed-width line has none",
        "{fixedWidth: 9, header: names} ~ header: skip, skip N or none is expected",
        "date: YYYYMM ~ date: 'YYYYMM' does not say year, month and day as YYYYMMDD, YYYY/MM/DD,"
            + " GYYMMDD or 和暦 do",
        "date: [YYYYMMDD, yyyy-mm-dd] ~ date: 'yyyy-mm-dd' does not say year, month and day as"
            + " YYYYMMDD, YYYY/MM/DD, GYYMMDD or 和暦 do",
        "date: YYYYMMDDMM ~ date: 'YYYYMMDDMM' does not say year, month and day as YYYYMMDD,"
            + " YYYY/MM/DD, GYYMMDD or 和暦 do",
        "date: YYMMDD ~ date: 'YYMMDD' does not say year, month and day as YYYYMMDD, YYYY/MM/DD,"
            + " GYYMMDD or 和暦 do",
        "date: GYYYYMMDD ~ date: 'GYYYYMMDD' does not say year, month and day as YYYYMMDD,"
            + " YYYY/MM/DD, GYYMMDD or 和暦 do",
        "date: {a: b} ~ date: a value or a list of values is expected",
        "date: ~ date: a value or a list of values is expected",
        "trim: all ~ trim: none, half, full or both is expected",
        "columns: [MyNumber] ~ columns: keys with values are expected",
        "columns: ~ columns: keys with values are expected",
        "columns: {MyNumbr: a} ~ columns.MyNumbr: no column has this name; columns are"
            + " InsurerNumber, PersonId, MyNumber, MyNumberAbsenceReason, InsuredCardSymbol,"
            + " InsuredIdentificationNumber, InsuredBranchNumber, Name, NameKana, Birthdate, Sex,"
            + " PersonalFamilyClassification, QualificationDate, DisqualificationDate,"
            + " ReasonOfLoss, InsuredCardClassification, InsuredCertificateIssuanceDate,"
            + " InsuredCardValidDate, InsuredCardExpirationDate, PostNumber, Address,"
            + " NonDisclosure",
        "columns: {MyNumber: a, 個人番号: b} ~ columns.個人番号: this column stands twice",
        "columns: {MyNumber: a, MyNumber: b} ~ columns.MyNumber: this key stands twice",
        "columns: {MyNumber: } ~ columns.MyNumber: a value or a list of values is expected",
        "columns: {MyNumber: [a, [b]]} ~ columns.MyNumber: a value or a list of values is expected",
        "columns: {MyNumber: {name: a}} ~ columns.MyNumber.name: unknown key; known are [names,"
            + " field, start, length, join, between, date, eras, trim, codes]",
        "columns: {MyNumber: [a, a]} ~ columns.MyNumber: 'a' is a name of MyNumber already",
        "columns: {MyNumber: [a], Sex: {names: [b, a]}} ~ columns.Sex.names: 'a' is a name of"
            + " MyNumber already",
        "columns: {MyNumber: []} ~ columns: a file must have MyNumber",
        "columns: {MyNumber: {field: 3}} ~ columns.MyNumber.field: the header has names; header:"
            + " skip is for field numbers",
        "columns: {MyNumber: {start: 3}} ~ columns.MyNumber.start: only for fixed-width lines; give"
            + " fixedWidth",
        "{header: none, columns: {MyNumber: a}} ~ columns.MyNumber: a number from 1 to 1000 is"
            + " expected",
        "{header: none, columns: {MyNumber: [3]}} ~ columns.MyNumber: a number from 1 to 1000 is"
            + " expected",
        "{header: none, fields: 2, columns: {MyNumber: 3}} ~ columns.MyNumber: a number from 1 to 2"
            + " is expected",
        "{header: none, columns: {MyNumber: 3, Sex: {field: 3}}} ~ columns.Sex.field: field 3 is"
            + " MyNumber already",
        "{header: skip, columns: {MyNumber: {names: a}}} ~ columns.MyNumber.names: without header:"
            + " names a column has a field number",
        "{header: skip, columns: {MyNumber: {trim: both}}} ~ columns.MyNumber: a field number is"
            + " expected",
        "{header: none, columns: {MyNumber: 3}} ~ columns: a file must have InsurerNumber,"
            + " PersonId, InsuredIdentificationNumber, Birthdate, Sex",
        "{header: none, required: []} ~ columns: the places of columns are expected",
        "{fixedWidth: 9, columns: {Sex: 3}} ~ columns.Sex: start and length are expected",
        "{fixedWidth: 9, columns: {Sex: {start: 3}}} ~ columns.Sex: start and length are expected",
        "{fixedWidth: 9, columns: {Sex: {start: 0, length: 1}}} ~ columns.Sex.start: a number from"
            + " 1 to 9 is expected",
        "{fixedWidth: 9, columns: {Sex: {start: 1, length: x}}} ~ columns.Sex.length: a number from"
            + " 1 to 9 is expected",
        "{fixedWidth: 9, columns: {Sex: {start: 9, length: 2}}} ~ columns.Sex.length: ends at byte"
            + " 10 of a line of 9",
        "{fixedWidth: 9, columns: {Sex: {start: 3, length: 2}, Name: {start: 4, length: 5}}} ~"
            + " columns.Name.start: overlaps with Sex",
        "{fixedWidth: 9, columns: {Sex: {start: 3, length: 2}, Name: {start: 1, length: 3}}} ~"
            + " columns.Name.start: overlaps with Sex",
        "{fixedWidth: 9, columns: {Sex: {field: 3, start: 3, length: 2}}} ~ columns.Sex.field: in a"
            + " fixed-width line a column has start and length",
        "columns: {Sex: {date: 和暦}} ~ columns.Sex.date: this column holds no date",
        "columns: {Birthdate: {date: R3.3.31}} ~ columns.Birthdate.date: 'R3.3.31' does not say"
            + " year, month and day as YYYYMMDD, YYYY/MM/DD, GYYMMDD or 和暦 do",
        "columns: {Sex: {eras: pension}} ~ columns.Sex.eras: this column holds no date",
        "columns: {Birthdate: {eras: nenkin}} ~ columns.Birthdate.eras: claims or pension is"
            + " expected",
        "eras: 1 ~ eras: claims or pension is expected",
        "header: skip 0 ~ header: skip N: N is from 1 to 1000",
        "header: skip 1001 ~ header: skip N: N is from 1 to 1000",
        "header: skip two ~ header: names, skip, skip N or none is expected",
        "date: YYYY-MM-DD GMT ~ date: 'YYYY-MM-DD GMT' does not say year, month and day as"
            + " YYYYMMDD, YYYY/MM/DD, GYYMMDD or 和暦 do",
        "date: YYYY-MM-DDT'00 ~ date: 'YYYY-MM-DDT'00' does not say year, month and day as"
            + " YYYYMMDD, YYYY/MM/DD, GYYMMDD or 和暦 do",
        "columns: {Birthdate: {join: a}} ~ columns.Birthdate.join: a list of 2 to 6 fields is"
            + " expected",
        "columns: {Birthdate: {join: [a]}} ~ columns.Birthdate.join: a list of 2 to 6 fields is"
            + " expected",
        "columns: {Birthdate: {join: [a, b, c, d, e, f, g]}} ~ columns.Birthdate.join: a list of 2"
            + " to 6 fields is expected",
        "columns: {Birthdate: {join: [a, [b]]}} ~ columns.Birthdate.join: one value is expected",
        "columns: {Birthdate: {join: [a, a]}} ~ columns.Birthdate.join: 'a' is a name of Birthdate"
            + " already",
        "columns: {Name: [a], Birthdate: {join: [a, b]}} ~ columns.Birthdate.join: 'a' is a name of"
            + " Name already",
        "columns: {Birthdate: {join: [a, b]}, Name: [b]} ~ columns.Name: 'b' is a name of Birthdate"
            + " already",
        "columns: {Birthdate: {join: [a, b], names: c}} ~ columns.Birthdate.names: join names the"
            + " fields of this column",
        "columns: {Birthdate: {between: '-'}} ~ columns.Birthdate.between: only for fields that are"
            + " joined; give join",
        "columns: {Birthdate: {join: [a, b], between: 12345678901234567}} ~"
            + " columns.Birthdate.between: at most 16 characters are expected",
        "{header: none, columns: {Sex: 3, Birthdate: {join: [2, 3]}}} ~ columns.Birthdate.join:"
            + " field 3 is Sex already",
        "{header: none, columns: {Birthdate: {join: [2, b]}}} ~ columns.Birthdate.join: a number"
            + " from 1 to 1000 is expected",
        "{fixedWidth: 9, columns: {Birthdate: {join: [{start: 1, length: 1}, {start: 1, length:"
            + " 6}]}}} ~ columns.Birthdate.join.start: overlaps with Birthdate",
        "{fixedWidth: 9, columns: {Birthdate: {join: [{start: 1, length: 1}, 2]}}} ~"
            + " columns.Birthdate.join: start and length are expected",
        "columns: {Sex: {trim: yes}} ~ columns.Sex.trim: none, half, full or both is expected",
        "columns: {Sex: {codes: [1, 2]}} ~ columns.Sex.codes: keys with values are expected",
        "columns: {Sex: {codes: {男: [1]}}} ~ columns.Sex.codes.男: one value is expected",
        "columns: {Sex: {codes: {男: 1, 男: 2}}} ~ columns.Sex.codes.男: this key stands twice",
        "columns: {Sex: {codes: {? [a] : 2}}} ~ columns.Sex.codes: a key is one value",
        "required: [MyNumbr] ~ required.MyNumbr: no column has this name; columns are"
            + " InsurerNumber, PersonId, MyNumber, MyNumberAbsenceReason, InsuredCardSymbol,"
            + " InsuredIdentificationNumber, InsuredBranchNumber, Name, NameKana, Birthdate, Sex,"
            + " PersonalFamilyClassification, QualificationDate, DisqualificationDate,"
            + " ReasonOfLoss, InsuredCardClassification, InsuredCertificateIssuanceDate,"
            + " InsuredCardValidDate, InsuredCardExpirationDate, PostNumber, Address,"
            + " NonDisclosure",
        "required: ~ required: a value or a list of values is expected",
      })
  void what_is_wrong_is_said_with_its_file_line_and_key(String yaml, String error)
      throws IOException {
    assertThat(error(yaml), is(folder.resolve("layout.yaml") + ":1: " + error));
  }

  @Test
  void every_error_is_said_in_the_order_of_the_lines() throws IOException {
    assertThat(
        error(
                """
                separator: xx
                # a comment
                encoding: sjis

                columns:
                  Birthdate:
                    names: 誕生日
                    date: 西暦
                  Sexx: 性別
                quoting: some
                """)
            .replace(folder + "/", "")
            .replaceAll("; columns are .*", ""),
        is(
            """
            layout.yaml:1: separator: tab or one ASCII character, no letter, digit or quote, is expected
            layout.yaml:3: encoding: utf-8, windows-31j, shift_jis-2004 or euc-jp is expected
            layout.yaml:8: columns.Birthdate.date: '西暦' does not say year, month and day as YYYYMMDD, YYYY/MM/DD, GYYMMDD or 和暦 do
            layout.yaml:9: columns.Sexx: no column has this name
            layout.yaml:10: quoting: rfc4180 or none is expected\
            """));
  }

  @Test
  void a_meaning_that_is_too_long_is_an_error() throws IOException {
    assertThat(
        error("columns: {Sex: {codes: {a: " + "b".repeat(65) + "}}}"),
        is(
            folder.resolve("layout.yaml")
                + ":1: columns.Sex.codes.a: at most 64 characters are expected"));
  }

  @Test
  void what_is_no_yaml_is_an_error_with_its_line() throws IOException {
    assertThat(
        error("header: none\ncolumns: [a\n"),
        startsWith(folder.resolve("layout.yaml") + ":3: no valid YAML: expected ',' or ']'"));
    assertThat(
        error("header: none\n\ttrim: both\n"),
        startsWith(folder.resolve("layout.yaml") + ":2: no valid YAML: "));
  }

  @Test
  void a_file_in_another_encoding_is_an_error() throws IOException {
    Path file = folder.resolve("layout.yaml");
    Files.write(file, "columns: {Sex: 男女}".getBytes(Charset.forName("windows-31j")));
    assertThat(
        Assertions.assertThrows(InvalidLayoutException.class, () -> Layout.read(file)).getMessage(),
        is(file + ": is not UTF-8; save it as UTF-8"));
  }

  @Test
  void a_layout_file_cannot_make_objects() throws Exception {
    assertThat(
        error("separator: !!java.io.File [x]"),
        startsWith(folder.resolve("layout.yaml") + ":1: no valid YAML: Global tag is not allowed"));
  }

  private static List<String> columns(Layout layout, List<String> names) throws Rejection {
    return named(layout.columns(names));
  }

  private static List<String> named(int[] columns) {
    return Arrays.stream(columns)
        .mapToObj(column -> column < 0 ? "-" : Column.of(column).header())
        .collect(Collectors.toList());
  }

  private Layout read(String yaml) throws InvalidLayoutException, IOException {
    return Layout.read(Files.writeString(folder.resolve("layout.yaml"), yaml));
  }

  private String error(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("layout.yaml"), yaml);
    return Assertions.assertThrows(InvalidLayoutException.class, () -> Layout.read(file))
        .getMessage();
  }
}
