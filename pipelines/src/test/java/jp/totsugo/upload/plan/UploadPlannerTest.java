package jp.totsugo.upload.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.google.common.collect.Streams;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.text.CsvForm;
import jp.totsugo.upload.unpack.Unpacker;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are uploads, how they are to be read, and why the others are rejected. */
class UploadPlannerTest {
  private static final String HEADER =
      "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex";
  private static final String JAPANESE_HEADER = "保険者番号,宛名番号,個人番号,被保険者証番号,生年月日,性別";
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  @TempDir Path folder;

  @Test
  void a_header_alone_is_an_upload_without_records() throws IOException {
    assertThat(form(accepted("a.csv", utf8(HEADER))).headerOffset(), is(0L));
  }

  @Test
  void columns_are_found_by_name_in_any_order_and_unknown_ones_ignored() throws IOException {
    UploadFile file = accepted("a.csv", utf8("性別,x,Birthdate,\"個人番号\",,被保険者証番号,PersonId,保険者番号\n"));
    assertThat(
        Arrays.stream(file.columns())
            .mapToObj(column -> column < 0 ? "-" : Column.of(column).header())
            .collect(Collectors.joining(" ")),
        is("Sex - Birthdate MyNumber - InsuredIdentificationNumber PersonId InsurerNumber"));
  }

  @Test
  void blank_lines_may_stand_before_the_header() throws IOException {
    assertThat(form(accepted("a.csv", utf8("\n\r\n" + HEADER + "\n"))).headerOffset(), is(3L));
    assertThat(
        form(accepted("b.csv", Bytes.concat(BOM, utf8("\r\n" + HEADER)))).headerOffset(), is(5L));
  }

  @Test
  void the_text_ends_before_a_final_mark() throws IOException {
    UploadFile file = accepted("a.csv", utf8(HEADER + "\r\n\u001A"));
    assertThat(file.bytes() - form(file).textEnd(), is(1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j"})
  void a_japanese_header_tells_the_encoding(String encoding) throws IOException {
    UploadFile file = accepted("a.csv", JAPANESE_HEADER.getBytes(Charset.forName(encoding)));
    assertThat(form(file).encoding().label(), is(encoding));
  }

  @Test
  void a_byte_order_mark_decides_against_the_content() throws IOException {
    byte[] content = "あ\n".repeat(9).getBytes(Charset.forName("windows-31j"));
    UploadFile file = accepted("a.csv", Bytes.concat(BOM, utf8(HEADER + "\n"), content));
    assertThat(form(file).encoding(), is(Encoding.UTF_8));
    assertThat(form(file).hasByteOrderMark(), is(true));
  }

  @ParameterizedTest
  @CsvSource({
    "06132013_a.csv, 6132013",
    "06132013-a.csv, 6132013",
    "06132013.csv, 6132013",
    "138016.csv, 138016",
    "00138016_国保.csv, 138016",
    "06132013a.csv, 99999999",
    "06132014_wrong-check-digit.csv, 99999999",
    "6132013_seven.csv, 99999999",
    "20260401_date.csv, 99999999",
    "２０_wide.csv, 99999999",
    "a06132013_.csv, 99999999",
    "06132013, 99999999",
  })
  void the_digits_before_the_first_sign_of_a_name_tell_the_uploader(String name, int uploader) {
    assertThat(UploadName.insurer(name), is(uploader));
  }

  @ParameterizedTest
  @CsvSource({
    "260406_a.csv, 06132013, 99999999",
    "260406_a.csv, 260406, 260406",
    "260406_a.csv, 00260406, 260406",
    "260406-a.csv, ２６０４０６, 99999999",
    "080408.a.csv, 01130012, 99999999",
    "080408.csv, 00080408, 80408",
    "010116_a.csv, 06132013, 99999999",
    "010116_a.csv, 00010116, 10116",
    "00260406_a.csv, 06132013, 260406",
    "138016_a.csv, 06132013, 138016",
    "2026-04-06_a.csv, 06132013, 99999999",
    "20260406_a.csv, 20260406, 99999999",
    "26-04-06_a.csv, 06132013, 99999999",
    "06132013_260406.csv, 01130012, 6132013",
  })
  void six_digits_that_may_be_a_day_are_an_insurer_only_if_a_record_has_them(
      String name, String ofARecord, int uploader) throws Exception {
    String others = "01130012,A-1,,12,19800101,1\n".repeat(3);
    String text = HEADER + "\n" + others + ofARecord + ",A-2,,12,19800101,1\n" + others;
    assertThat(accepted(name, utf8(text)).uploader(), is(uploader));
  }

  @Test
  void a_record_of_the_day_in_a_line_that_is_unreadable_or_a_file_without_the_column_say_nothing()
      throws Exception {
    String text = HEADER + "\n260406,A-1,,12,19800101\n,A-1,260406,12,260406,1\n";
    assertThat(accepted("260406_a.csv", utf8(text)).uploader(), is(InsurerNumber.UNKNOWN));
  }

  @Test
  void no_month_of_these_years_is_taken_for_an_insurer() {
    for (int year = 2016; year < 2030; year++) {
      for (int month = 1; month <= 12; month++) {
        String name = String.format("%d%02d.csv", year, month);
        assertThat(name, UploadName.insurer(name), is(InsurerNumber.UNKNOWN));
      }
    }
  }

  @Test
  void no_day_of_these_centuries_is_taken_for_an_insurer() {
    for (int day = 19000101; day < 21000000; day++) {
      if (jp.totsugo.record.Dates.isReal(day)) {
        assertThat(UploadName.insurer(day + "_.csv"), is(InsurerNumber.UNKNOWN));
      }
    }
  }

  @Test
  void a_file_without_text_is_rejected_as_empty() throws IOException {
    for (byte[] bytes :
        new byte[][] {
          {}, {0x1A}, utf8("\n"), utf8("\r\n\r\n\n"), BOM, Bytes.concat(BOM, utf8("\n"))
        }) {
      assertThat(rejection("a.csv", bytes), is(rejected("a.csv", Cause.EMPTY, "")));
    }
  }

  @Test
  void a_megabyte_of_blank_lines_is_rejected_as_empty() throws IOException {
    assertThat(
        rejection("a.csv", utf8("\r\n".repeat(500_000))), is(rejected("a.csv", Cause.EMPTY, "")));
  }

  @Test
  void a_header_behind_a_megabyte_of_blank_lines_is_found() throws IOException {
    assertThat(
        form(accepted("a.csv", utf8("\r\n".repeat(500_000) + HEADER + "\n"))).headerOffset(),
        is(1_000_000L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void utf_16_is_rejected_with_and_without_its_mark(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    for (String header : new String[] {HEADER, JAPANESE_HEADER}) {
      assertThat(
          rejection("a.csv", (header + "\r\n1,2\r\n").getBytes(charset)),
          is(rejected("a.csv", Cause.UTF_16, "")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ISO-2022-JP",
        "x-windows-iso2022jp",
        "ISO-2022-JP-2",
        "x-windows-50220",
        "x-windows-50221"
      })
  void iso_2022_jp_is_rejected_by_its_name(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    String records = "01130012,A-1,,12,19800101,1,山田　太郎\r\n";
    for (String text :
        new String[] {
          JAPANESE_HEADER + "\r\n",
          JAPANESE_HEADER + ",氏名\r\n" + records,
          HEADER + ",Name\r\n" + "01130012,A-1,,12,19800101,1,\r\n".repeat(9) + records,
        }) {
      assertThat(
          rejection("a.csv", text.getBytes(charset)), is(rejected("a.csv", Cause.ISO_2022_JP, "")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001B(I1", "\u001B$@1", "\u001B$(D1", "\u001B(J1", "\u001B)I\u000E1"})
  void variants_of_iso_2022_jp_with_kana_and_with_older_sets_are_known_too(String text)
      throws IOException {
    assertThat(
        rejection("a.csv", utf8(HEADER + ",NameKana\n01130012,A-1,,12,19800101,1," + text + "\n")),
        is(rejected("a.csv", Cause.ISO_2022_JP, "")));
  }

  @Test
  void a_few_escape_sequences_among_other_text_spoil_no_file() throws IOException {
    String records = "01130012,A-1,,12,19800101,1,山田　太郎\n".repeat(3);
    accepted("a.csv", utf8(HEADER + ",Name\n" + records + "1,2,3,4,5,6,\u001B$B1\n"));
  }

  @ParameterizedTest
  @CsvSource({"200B", "FEFF", "00A0", "00AD", "200E", "2060", "FE0F", "0020", "3000", "0009"})
  void an_invisible_character_in_the_header_is_named(String code) throws IOException {
    String invisible = Character.toString(Integer.parseInt(code, 16));
    for (String name : new String[] {invisible + "MyNumber", "MyNumber" + invisible}) {
      assertThat(
          rejection("a.csv", utf8(HEADER.replace("MyNumber", name) + ",氏名\n")),
          is(
              rejected(
                  "a.csv",
                  Cause.MISSING_COLUMN,
                  "MyNumber; invisible in the header: field 3 has U+" + code)));
    }
  }

  @Test
  void what_is_seen_in_a_header_is_not_called_invisible() throws IOException {
    assertThat(
        rejection("a.csv", utf8(HEADER.replace("MyNumber", "My Number,個人　番号") + "\n")),
        is(rejected("a.csv", Cause.MISSING_COLUMN, "MyNumber")));
  }

  @Test
  void a_file_that_is_no_text_is_rejected_as_binary() throws IOException {
    byte[] zeroes = new byte[1000];
    byte[] almostText = utf8(HEADER + "\0\n");
    for (byte[] bytes : new byte[][] {zeroes, {0}, {0, 0}, almostText}) {
      assertThat(rejection("a.csv", bytes), is(rejected("a.csv", Cause.BINARY, "")));
    }
  }

  @Test
  void a_header_that_cannot_be_read_is_rejected_with_the_reason() throws IOException {
    assertThat(
        rejection("a.csv", utf8("\"InsurerNumber,PersonId\n")),
        is(rejected("a.csv", Cause.HEADER_UNREADABLE, "UNCLOSED_QUOTE")));
    assertThat(
        rejection("b.csv", Bytes.concat(BOM, new byte[] {(byte) 0xFF}, utf8(HEADER))),
        is(rejected("b.csv", Cause.HEADER_UNREADABLE, "UNDECODABLE")));
    assertThat(
        rejection("c.csv", utf8(HEADER + ",x".repeat(40_000))),
        is(rejected("c.csv", Cause.HEADER_UNREADABLE, "TOO_LONG")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InsurerNumber",
        "PersonId",
        "MyNumber",
        "InsuredIdentificationNumber",
        "Birthdate",
        "Sex"
      })
  void a_file_without_a_required_column_is_rejected_and_the_column_named(String column)
      throws IOException {
    assertThat(
        rejection("a.csv", utf8((HEADER + ",").replaceFirst(column + ",", "") + "Name\n")),
        is(rejected("a.csv", Cause.MISSING_COLUMN, column)));
  }

  @Test
  void all_missing_columns_are_named_at_once() throws IOException {
    assertThat(
        rejection("a.csv", utf8("InsurerNumber,MyNumber,InsuredIdentificationNumber\n")),
        is(rejected("a.csv", Cause.MISSING_COLUMN, "PersonId, Birthdate, Sex")));
  }

  @Test
  void a_column_twice_is_rejected_also_by_its_other_name() throws IOException {
    assertThat(
        rejection("a.csv", utf8(HEADER + ",Sex\n")),
        is(rejected("a.csv", Cause.DUPLICATE_COLUMN, "Sex")));
    assertThat(
        rejection("b.csv", utf8(HEADER + ",個人番号,性別\n")),
        is(rejected("b.csv", Cause.DUPLICATE_COLUMN, "MyNumber, Sex")));
  }

  @Test
  void an_unknown_column_twice_is_no_harm() throws IOException {
    accepted("a.csv", utf8(HEADER + ",備考,備考\n"));
  }

  @Test
  void a_folder_in_the_place_of_a_file_is_not_readable() throws IOException {
    Path path = Files.createDirectory(folder.resolve("a.csv"));
    assertThat(plan(Map.of("a.csv", path)).rejected().get(0).cause(), is(Cause.NOT_READABLE));
  }

  @Test
  void a_pipe_in_the_place_of_a_file_is_not_readable_and_nothing_waits_for_it() throws Exception {
    Path path = folder.resolve("a.csv");
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor(), is(0));
    assertThat(
        plan(Map.of("a.csv", path)).rejected(),
        contains(rejected("a.csv", Cause.NOT_READABLE, "NoRegularFileException")));
  }

  @Test
  void avro_and_parquet_are_not_read_yet() throws IOException {
    assertThat(rejection("a.avro", utf8("Obj")).cause(), is(Cause.WRONG_FORMAT));
    assertThat(rejection("b.parquet", utf8("PAR")).cause(), is(Cause.WRONG_FORMAT));
  }

  @Test
  void a_file_over_the_limit_is_rejected() throws IOException {
    Path path = folder.resolve("a.csv");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(Unpacker.LARGEST + 1);
    }
    assertThat(plan(Map.of("a.csv", path)).rejected().get(0).cause(), is(Cause.TOO_LARGE));
  }

  @Test
  void a_file_that_is_gone_when_it_is_opened_is_not_readable() throws IOException {
    Path gone = folder.resolve("a.csv");
    assertThat(
        plan(Map.of("a.csv", gone)).rejected(),
        contains(rejected("a.csv", Cause.NOT_READABLE, "NoSuchFileException")));
  }

  @Test
  void accepted_files_are_numbered_in_the_order_of_names_without_the_rejected() throws IOException {
    Map<String, Path> files = new java.util.LinkedHashMap<>();
    files.put("a", Files.writeString(folder.resolve("a"), HEADER));
    files.put("b", Files.writeString(folder.resolve("b"), "nothing"));
    files.put("c", Files.writeString(folder.resolve("c"), HEADER));
    Planned planned = plan(files);
    assertThat(
        planned.plan().files().stream().map(f -> f.index() + f.name()).toList(),
        contains("0a", "1c"));
    assertThat(planned.rejected().stream().map(RejectedFile::name).toList(), contains("b"));
  }

  @Test
  void slices_cover_every_file_without_gap_and_groups_hold_each_slice_once() throws IOException {
    Map<String, Path> files = new java.util.TreeMap<>();
    for (int i = 0; i < 30; i++) {
      String name = String.format("%02d", i);
      files.put(name, Files.writeString(folder.resolve(name), HEADER + "\n1".repeat(i * i)));
    }
    for (long sliceBytes : new long[] {1, 7, 73, 74, 500, 1 << 20}) {
      UploadPlan plan = new UploadPlanner(Layout.standard(), folder).plan(files, sliceBytes);
      for (UploadFile file : plan.files()) {
        long end = 0;
        for (Slice slice : plan.slices(file)) {
          assertThat(slice.start(), is(end));
          assertThat(plan.sliceOf(file.index(), slice.start()), is(slice.number()));
          assertThat(plan.sliceOf(file.index(), slice.end() - 1), is(slice.number()));
          end = slice.end();
        }
        assertThat(end, is(file.bytes()));
      }
      assertThat(
          plan.sliceGroups().stream().flatMap(group -> Streams.stream(plan.slices(group))).toList(),
          is(plan.files().stream().flatMap(file -> plan.slices(file).stream()).toList()));
    }
  }

  private record Planned(UploadPlan plan, java.util.List<RejectedFile> rejected) {}

  private Planned plan(Map<String, Path> files) throws IOException {
    UploadPlanner planner = new UploadPlanner(Layout.standard(), folder);
    return new Planned(
        planner.plan(files, 1 << 20),
        planner.rejected().stream()
            .map(file -> rejected(file.name(), file.cause(), file.detail().toString()))
            .toList());
  }

  private Planned plan(String name, byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    return plan(Map.of(name, path));
  }

  private static CsvForm form(UploadFile file) {
    return (CsvForm) file.form();
  }

  private UploadFile accepted(String name, byte[] bytes) throws IOException {
    Planned planned = plan(name, bytes);
    assertThat(planned.rejected(), is(java.util.List.of()));
    return planned.plan().files().get(0);
  }

  private RejectedFile rejection(String name, byte[] bytes) throws IOException {
    Planned planned = plan(name, bytes);
    assertThat(planned.plan().files(), is(java.util.List.of()));
    return planned.rejected().get(0);
  }

  private static RejectedFile rejected(String name, Cause cause, String detail) {
    return new RejectedFile(name, cause, Saying.text(detail));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
