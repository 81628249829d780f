package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.schema.IssueAnswer;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs that come back as clerks send them. */
class ReceiveCommandTest {
  private static final Charset WINDOWS_31J = Charset.forName("windows-31j");
  private static final String INSURER = "06132013";
  private static final String OTHER = "01139906";

  /** Each has one finding of this kind. */
  private static final List<String> REVIEWS = List.of("R-01", "R-02", "R-03");

  private static final List<String> ERRORS = List.of("E-01", "E-02", "E-03");

  @TempDir static Path shared;
  private static Path uploads;
  private static Path run;

  @TempDir Path folder;
  private ReturnedPack pack;
  private int outs;

  @BeforeAll
  static void runOnce() throws IOException {
    uploads = Files.createDirectory(shared.resolve("in"));
    upload("").in(uploads);
    upload(OTHER).in(uploads, OTHER + "_upload.csv");
    run = shared.resolve("run");
    assertThat(CommandRun.ofJob(uploads, run).exitCode(), is(0));
  }

  private static Upload upload(String insurer) {
    Upload upload = Upload.withHeader();
    String number = insurer.isEmpty() ? INSURER : insurer;
    String prefix = insurer.isEmpty() ? "" : "O";
    for (int i = 0; i < REVIEWS.size(); i++) {
      upload.record(
          "InsurerNumber",
          number,
          "PersonId",
          prefix + REVIEWS.get(i),
          "MyNumber",
          "",
          "MyNumberAbsenceReason",
          "3",
          "InsuredIdentificationNumber",
          "00" + i);
      upload.record(
          "InsurerNumber",
          number,
          "PersonId",
          prefix + ERRORS.get(i),
          "MyNumber",
          "",
          "MyNumberAbsenceReason",
          "1",
          "InsuredIdentificationNumber",
          "10" + i,
          "Sex",
          Integer.toString(7 + i));
    }
    return upload;
  }

  @BeforeEach
  void handOut() throws IOException {
    pack = ReturnedPack.of(run, INSURER);
  }

  /** What is received, in a new folder. */
  private Path receive(int exitCode, Path... packs) {
    Path out = folder.resolve("out" + outs++);
    CommandRun received = command(out, packs);
    assertThat(received.err() + received.out(), received.exitCode(), is(exitCode));
    return out;
  }

  private CommandRun command(Path out, Path... packs) {
    List<String> arguments = new ArrayList<>(List.of("receive"));
    Stream.of(packs).map(Path::toString).forEach(arguments::add);
    arguments.addAll(List.of("--run", run.toString(), "--out", out.toString()));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static List<Map<String, String>> receipt(Path out, String insurer) throws IOException {
    return CsvTable.rows(out.resolve("receipts").resolve(insurer + ".csv"));
  }

  /** Person, state, refusal and notes of each row. */
  private static List<String> said(Path out) throws IOException {
    return receipt(out, INSURER).stream()
        .map(
            row ->
                String.join(
                        " ",
                        row.get("person_id"),
                        row.get("state"),
                        row.get("refusal"),
                        row.get("notes"))
                    .strip()
                    .replaceAll(" +", " "))
        .toList();
  }

  /** What {@code run --answers} reads. */
  private static List<String> answers(Path out) throws IOException {
    List<String> answers = new ArrayList<>();
    try (DataFileStream<IssueAnswer> rows =
        new DataFileStream<>(
            Files.newInputStream(out.resolve("answers.avro")),
            new SpecificDatumReader<>(IssueAnswer.class))) {
      for (IssueAnswer row : rows) {
        answers.add(
            String.join(
                "|", row.getAnswer(), row.getReason(), row.getAnsweredOn(), row.getAnsweredBy()));
      }
    }
    Collections.sort(answers);
    return answers;
  }

  private ReturnedPack filledIn() {
    return pack.answer("R-01", "疑いなし", "本人に確認した", "2026-05-01")
        .answer("E-01", "訂正済み", "", "2026-05-01")
        .answer("E-02", "調査中", "", "2026-05-02");
  }

  private static final List<String> FILLED_IN =
      List.of("CORRECTED||2026-05-01|佐藤", "RIGHT|本人に確認した|2026-05-01|佐藤", "WORKING||2026-05-02|佐藤");

  @Test
  void a_workbook_gives_answers_receipts_and_counts() throws IOException {
    Path out = receive(0, filledIn().xlsx(folder.resolve("back.xlsx")));

    assertThat(answers(out), is(FILLED_IN));
    assertThat(said(out), contains("E-01 ACCEPTED", "E-02 ACCEPTED", "R-01 ACCEPTED"));
    JsonNode summary = JsonFile.read(out.resolve("receive.json"));
    assertThat(summary.path("accepted").asInt(), is(3));
    assertThat(summary.path("unanswered").asInt(), is(3));
    assertThat(summary.path("insurers").get(0).path("insurer").asText(), is(INSURER));
    assertThat(Files.exists(out.resolve("receipts/" + INSURER + ".xlsx")), is(true));
  }

  @Test
  void the_next_run_takes_what_was_received() throws IOException {
    filledIn().answer("E-03", "疑いなし", "戸籍のとおり", "2026-05-01");
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));
    Path next = folder.resolve("next");
    CommandRun run =
        CommandRun.ofJob(
            uploads,
            next,
            "--previous",
            ReceiveCommandTest.run.toString(),
            "--answers",
            out.toString(),
            "--as-of",
            "2026-05-10");

    assertThat(run.err(), run.exitCode(), is(0));
    Map<String, String> statuses = new java.util.TreeMap<>();
    for (String line : OutputTree.texts(next).get("history/issues.parquet.txt").lines().toList()) {
      JsonNode issue = JsonFile.MAPPER.readTree(line);
      if (!issue.path("answer").asText().isEmpty()) {
        statuses.put(
            issue.path("person_id").asText(),
            issue.path("answer").asText() + " " + issue.path("status").asText());
      }
    }
    assertThat(
        statuses,
        is(
            Map.of(
                "R-01", "RIGHT CLEARED",
                "E-01", "CORRECTED OPEN",
                "E-02", "WORKING OPEN",
                "E-03", "RIGHT OPEN")));
    assertThat(
        Files.readString(next.resolve("answers_refused.csv")),
        is("\uFEFFissue_id,file,line,cause\r\n"));
  }

  @Test
  void receiving_again_and_twice_changes_nothing() throws IOException {
    Path back = filledIn().xlsx(folder.resolve("back.xlsx"));
    Path copy = Files.copy(back, folder.resolve("copy.xlsx"));
    Path savedAgain = pack.xlsx(folder.resolve("saved.xlsx"), workbook -> workbook.createSheet());
    Path once = receive(0, back);
    Path again = receive(0, back);
    Path twice = receive(0, back, copy);
    Path saved = receive(0, back, savedAgain);

    assertThat(OutputTree.hashes(again), is(OutputTree.hashes(once)));
    for (Path out : List.of(twice, saved)) {
      for (String file : List.of("answers.avro", "receipts/" + INSURER + ".csv")) {
        assertThat(OutputTree.sha256(out.resolve(file)), is(OutputTree.sha256(once.resolve(file))));
      }
    }
  }

  @Test
  void a_pack_saved_as_text_gives_the_same_answers() throws IOException {
    filledIn();
    List<Path> texts =
        List.of(
            pack.csv(folder.resolve("a.csv"), UTF_8, ",", ""),
            pack.csv(folder.resolve("b.csv"), UTF_8, ",", "\uFEFF"),
            pack.csv(folder.resolve("c.csv"), WINDOWS_31J, ",", ""),
            pack.csv(folder.resolve("d.txt"), UTF_16LE, "\t", "\uFEFF"),
            pack.csv(folder.resolve("e.csv"), UTF_8, ";", ""));
    for (Path text : texts) {
      Path out = receive(0, text);
      assertThat(text.toString(), answers(out), is(FILLED_IN));
      assertThat(said(out), contains("E-01 ACCEPTED", "E-02 ACCEPTED", "R-01 ACCEPTED"));
    }
  }

  @Test
  void texts_of_other_systems_and_programs_give_the_same_answers() throws IOException {
    filledIn();
    Path plain = pack.csv(folder.resolve("plain.csv"), UTF_8, ",", "");
    String text = Files.readString(plain);
    List<Path> texts =
        List.of(
            Files.writeString(folder.resolve("cr.csv"), text.replace("\r\n", "\r")),
            Files.writeString(folder.resolve("lf.csv"), text.replace("\r\n", "\n")),
            Files.writeString(folder.resolve("sep.csv"), "sep=,\r\n" + text),
            Files.writeString(folder.resolve("end.csv"), text + "\u001A"),
            pack.csv(folder.resolve("tabs.txt"), WINDOWS_31J, "\t", ""),
            pack.csv(folder.resolve("big.txt"), StandardCharsets.UTF_16BE, "\t", "\uFEFF"));
    for (Path file : texts) {
      Path out = receive(0, file);
      assertThat(file.toString(), answers(out), is(FILLED_IN));
    }
  }

  @Test
  void what_people_do_to_sheets_beside_answering_changes_nothing() throws IOException {
    filledIn();
    Path back =
        pack.xlsx(
            folder.resolve("back.xlsx"),
            workbook -> {
              Sheet list = workbook.getSheet("訂正一覧");
              ((XSSFWorkbook) workbook).getCTWorkbook().addNewWorkbookPr().setDate1904(true);
              for (Row row : list) {
                if (row.getRowNum() == 0) {
                  continue;
                }
                if (row.getCell(20) != null) {
                  LocalDate day = LocalDate.parse(row.getCell(20).getStringCellValue());
                  row.getCell(20)
                      .setCellValue(
                          (double) ChronoUnit.DAYS.between(LocalDate.of(1904, 1, 1), day));
                }
                row.setZeroHeight(row.getRowNum() % 2 == 0);
              }
              list.setColumnHidden(17, true);
              list.addMergedRegion(new CellRangeAddress(1, 1, 18, 19));
              list.createDrawingPatriarch()
                  .createCellComment(new XSSFClientAnchor(0, 0, 0, 0, 1, 1, 4, 4))
                  .setString(new XSSFRichTextString("あとで確認"));
            });

    assertThat(answers(receive(0, back)), is(FILLED_IN));
  }

  @Test
  void headings_are_found_wherever_they_are() throws IOException {
    filledIn();
    pack.sheetName = "Sheet1";
    Path back =
        pack.xlsx(
            folder.resolve("back.xlsx"),
            workbook -> {
              Sheet list = workbook.getSheet("Sheet1");
              list.shiftColumns(4, 30, 2);
              list.shiftRows(0, list.getLastRowNum(), 3);
              list.createRow(0).createCell(0).setCellValue("佐藤がメモした行");
              list.getRow(3).createCell(4).setCellValue("社内メモ");
              workbook.setSheetOrder("Sheet1", 0);
            });

    assertThat(answers(receive(0, back)), is(FILLED_IN));
  }

  @Test
  void rows_may_be_sorted_and_deleted_and_columns_too() throws IOException {
    filledIn();
    pack.rows.sort(Comparator.comparing(row -> row.get(PackColumn.PERSON_ID)));
    pack.rows.removeIf(row -> row.get(PackColumn.PERSON_ID).equals("R-03"));
    Path sorted = pack.xlsx(folder.resolve("sorted.xlsx"));
    List<List<String>> few = new ArrayList<>();
    for (List<String> row : pack.table()) {
      few.add(List.of(row.get(17), row.get(18), row.get(20), row.get(19), row.get(21)));
    }
    Path fewColumns = ReturnedPack.csv(folder.resolve("few.csv"), UTF_8, ",", "", few);
    Path out = receive(0, sorted);

    assertThat(answers(out), is(FILLED_IN));
    assertThat(JsonFile.read(out.resolve("receive.json")).path("unanswered").asInt(), is(3));
    assertThat(answers(receive(0, fewColumns)), is(FILLED_IN));
  }

  @Test
  void packs_and_answers_may_be_in_either_language() throws IOException {
    ReturnedPack english = ReturnedPack.of(run, INSURER, Language.en);
    english.answer("R-01", "right", "確認", "2026-05-01").answer("E-01", "訂正済み", "", "");
    pack.answer("E-02", "Not ours", "moved", "2026/5/2").answer("E-03", "ＬＥＦＴ", "", "R8.5.3");
    Path out =
        receive(0, english.xlsx(folder.resolve("en.xlsx")), pack.xlsx(folder.resolve("ja.xlsx")));

    assertThat(
        answers(out),
        contains(
            "CORRECTED||2026-04-01|佐藤",
            "LEFT||2026-05-03|佐藤",
            "NOT_OURS|moved|2026-05-02|佐藤",
            "RIGHT|確認|2026-05-01|佐藤"));
  }

  @Test
  void numbers_and_days_of_spreadsheets_are_what_was_typed() throws IOException {
    filledIn();
    Path back =
        pack.xlsx(
            folder.resolve("back.xlsx"),
            workbook -> {
              for (Row row : workbook.getSheet("訂正一覧")) {
                if (row.getRowNum() == 0) {
                  continue;
                }
                for (int column : new int[] {8, 9, 10}) {
                  String text = row.getCell(column).getStringCellValue();
                  row.getCell(column).setCellValue(Double.parseDouble(text));
                }
                if (row.getCell(20) != null) {
                  LocalDate day = LocalDate.parse(row.getCell(20).getStringCellValue());
                  row.getCell(20).setCellValue(day);
                }
              }
            });

    assertThat(answers(receive(0, back)), is(FILLED_IN));
  }

  @ParameterizedTest
  @CsvSource({
    "はい,,2026-05-01,ANSWER_NOT_IN_LIST",
    "'',書いた,2026-05-01,ANSWER_MISSING",
    "疑いなし,,2026-05-01,REASON_MISSING",
    "該当なし,　,2026-05-01,REASON_MISSING",
    "訂正済み,,来週,DATE_ILLEGIBLE",
    "=1+1,,2026-05-01,FORMULA"
  })
  void an_answer_that_cannot_be_taken_is_refused_with_the_reason(
      String answer, String reason, String day, String refusal) throws IOException {
    pack.answer("R-01", answer, reason == null ? "" : reason, day)
        .answer("E-01", "訂正済み", "", "2026-05-01");
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));

    assertThat(said(out), contains("R-01 REFUSED " + refusal, "E-01 ACCEPTED"));
    assertThat(answers(out), contains("CORRECTED||2026-05-01|佐藤"));
    assertThat(receipt(out, INSURER).get(0).get("message"), not(is("")));
  }

  @Test
  void a_reason_of_40_kilobytes_is_refused_and_one_of_2000_characters_is_not() throws IOException {
    pack.answer("R-01", "疑いなし", "確".repeat(13_600), "2026-05-01")
        .answer("R-02", "疑いなし", "認".repeat(2_000), "2026-05-01");
    Path workbook = receive(0, pack.xlsx(folder.resolve("back.xlsx")));
    Path text = receive(0, pack.csv(folder.resolve("back.csv"), UTF_8, ",", ""));

    for (Path out : List.of(workbook, text)) {
      assertThat(said(out), contains("R-01 REFUSED TOO_LONG", "R-02 ACCEPTED"));
    }
  }

  @Test
  void a_formula_is_never_taken_for_its_result() throws IOException {
    filledIn();
    Path back =
        pack.xlsx(
            folder.resolve("back.xlsx"),
            workbook -> {
              Sheet list = workbook.getSheet("訂正一覧");
              for (int row = 1; row <= 6; row++) {
                if (list.getRow(row).getCell(18) != null) {
                  list.getRow(row).getCell(18).setCellFormula("\"訂正済み\"");
                }
              }
              workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            });
    Path out = receive(0, back);

    assertThat(
        said(out),
        contains("E-01 REFUSED FORMULA", "E-02 REFUSED FORMULA", "R-01 REFUSED FORMULA"));
    assertThat(answers(out), is(List.of()));
  }

  @Test
  void an_error_that_is_said_to_be_right_is_a_dispute() throws IOException {
    pack.answer("E-01", "疑いなし", "戸籍のとおり", "2026-05-01");
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));

    assertThat(said(out), contains("E-01 ACCEPTED DISPUTE"));
    assertThat(answers(out), contains("RIGHT|戸籍のとおり|2026-05-01|佐藤"));
    assertThat(JsonFile.read(out.resolve("receive.json")).path("disputes").asInt(), is(1));
  }

  @Test
  void the_later_answer_counts_and_the_receipt_says_so() throws IOException {
    Path early = pack.answer("E-01", "調査中", "", "2026-05-01").xlsx(folder.resolve("b-early.xlsx"));
    Path late = pack.answer("E-01", "訂正済み", "", "2026-05-03").xlsx(folder.resolve("a-late.xlsx"));
    for (Path[] packs : new Path[][] {{early, late}, {late, early}}) {
      Path out = receive(0, packs);
      assertThat(
          said(out), contains("E-01 REFUSED ANSWERED_DIFFERENTLY", "E-01 ACCEPTED LATER_COUNTS"));
      assertThat(answers(out), contains("CORRECTED||2026-05-03|佐藤"));
    }
  }

  @Test
  void of_one_day_the_answer_in_the_later_file_counts() throws IOException {
    Path one = pack.answer("E-01", "調査中", "", "2026-05-01").xlsx(folder.resolve("one.xlsx"));
    Path two = pack.answer("E-01", "訂正済み", "", "2026-05-01").xlsx(folder.resolve("two.xlsx"));

    assertThat(answers(receive(0, one, two)), contains("CORRECTED||2026-05-01|佐藤"));
    assertThat(answers(receive(0, two, one)), contains("WORKING||2026-05-01|佐藤"));
  }

  @Test
  void the_same_answer_given_again_later_is_no_contradiction() throws IOException {
    Path one = pack.answer("E-01", "訂正済み", "", "2026-05-01").xlsx(folder.resolve("one.xlsx"));
    Path two = pack.answer("E-01", "訂正済み", "", "2026-05-04").xlsx(folder.resolve("two.xlsx"));
    Path out = receive(0, one, two);

    assertThat(said(out), contains("E-01 ACCEPTED REPEATED", "E-01 ACCEPTED"));
    assertThat(answers(out), contains("CORRECTED||2026-05-04|佐藤"));
  }

  @Test
  void a_refused_answer_that_was_given_anew_asks_for_nothing() throws IOException {
    Path first =
        pack.answer("R-01", "疑いなし", "", "2026-05-01")
            .answer("E-01", "なおした", "", "2026-05-01")
            .answer("E-02", "訂正した", "", "2026-05-01")
            .xlsx(folder.resolve("b-first.xlsx"));
    Path mended =
        pack.answer("R-01", "疑いなし", "本人に確認した", "2026-05-01")
            .answer("E-01", "訂正済み", "", "2026-05-02")
            .xlsx(folder.resolve("a-mended.xlsx"));
    for (Path[] packs : new Path[][] {{first, mended}, {mended, first}}) {
      Path out = receive(0, packs);
      assertThat(
          said(out),
          contains(
              "E-02 REFUSED ANSWER_NOT_IN_LIST",
              "E-01 REFUSED ANSWER_NOT_IN_LIST ANSWERED_SINCE",
              "R-01 REFUSED REASON_MISSING ANSWERED_SINCE",
              "E-01 ACCEPTED",
              "R-01 ACCEPTED"));
      assertThat(JsonFile.read(out.resolve("receive.json")).path("refused").asInt(), is(3));
      assertThat(JsonFile.read(out.resolve("receive.json")).path("answeredSince").asInt(), is(2));
    }
  }

  @Test
  void a_later_answer_that_is_refused_is_to_be_mended_though_an_earlier_one_stands()
      throws IOException {
    Path first = pack.answer("E-01", "調査中", "", "2026-05-01").xlsx(folder.resolve("a.xlsx"));
    Path later = pack.answer("E-01", "なおした", "", "2026-05-02").xlsx(folder.resolve("b.xlsx"));
    Path out = receive(0, first, later);

    assertThat(said(out), contains("E-01 REFUSED ANSWER_NOT_IN_LIST", "E-01 ACCEPTED"));
    CommandRun received = command(folder.resolve("said"), first, later);
    assertThat(received.out(), containsString("直していただく回答1、"));
  }

  @ParameterizedTest
  @CsvSource({
    "VALUE,7,8",
    "PERSON_ID,E-01,E-02",
    "NUMBER,100,200",
    "FIELD,性別,生年月日",
    "MY_NUMBER_MASKED,'',********1234",
    "LINE,3,5"
  })
  void a_row_whose_locked_cells_were_changed_is_refused(PackColumn column, String from, String to)
      throws IOException {
    filledIn();
    Map<PackColumn, String> row = pack.row("E-01");
    assertThat(row.get(column), is(from));
    row.put(column, to);
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));

    assertThat(
        said(out), contains("E-01 REFUSED LOCKED_CELL_CHANGED", "E-02 ACCEPTED", "R-01 ACCEPTED"));
  }

  @Test
  void rows_of_which_only_some_columns_were_sorted_are_refused() throws IOException {
    filledIn();
    List<Map<PackColumn, String>> mixedUp = new ArrayList<>();
    int count = pack.rows.size();
    for (int i = 0; i < count; i++) {
      Map<PackColumn, String> row = new EnumMap<>(pack.rows.get(i));
      Map<PackColumn, String> other = pack.rows.get((i + 1) % count);
      for (PackColumn column :
          List.of(
              PackColumn.ISSUE_ID, PackColumn.ANSWER, PackColumn.REASON, PackColumn.ANSWERED_ON)) {
        row.put(column, other.get(column));
      }
      mixedUp.add(row);
    }
    pack.rows.clear();
    pack.rows.addAll(mixedUp);
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));

    assertThat(
        said(out),
        contains(
            "E-01 REFUSED LOCKED_CELL_CHANGED",
            "E-02 REFUSED LOCKED_CELL_CHANGED",
            "R-01 REFUSED LOCKED_CELL_CHANGED"));
    assertThat(answers(out), is(List.of()));
  }

  @Test
  void locked_cells_that_only_explain_may_change() throws IOException {
    filledIn();
    pack.row("E-01").put(PackColumn.ACTION, "佐藤さんへ");
    pack.row("E-01").put(PackColumn.PRIORITY, "1.0");

    assertThat(answers(receive(0, pack.xlsx(folder.resolve("back.xlsx")))), is(FILLED_IN));
  }

  @Test
  void rows_copied_from_the_pack_of_another_insurer_are_refused_and_tell_nothing_of_it()
      throws IOException {
    filledIn();
    ReturnedPack others = ReturnedPack.of(run, OTHER);
    others.answer("OE-01", "訂正済み", "", "2026-05-01");
    Map<PackColumn, String> copied = others.row("OE-01");
    pack.rows.add(copied);
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));
    Path text = receive(0, pack.csv(folder.resolve("back.csv"), UTF_8, ",", ""));

    for (Path received : List.of(out, text)) {
      assertThat(
          said(received),
          contains("REFUSED ISSUE_NOT_OF_PACK", "E-01 ACCEPTED", "E-02 ACCEPTED", "R-01 ACCEPTED"));
      assertThat(Files.exists(received.resolve("receipts/" + OTHER + ".csv")), is(false));
    }
  }

  @Test
  void a_pack_of_another_run_is_refused_row_by_row() throws IOException {
    filledIn();
    Path earlier = folder.resolve("earlier");
    assertThat(CommandRun.ofJob(uploads, earlier, "--as-of", "2026-03-01").exitCode(), is(0));
    ReturnedPack old = ReturnedPack.of(earlier, INSURER);
    old.answer("E-03", "訂正済み", "", "2026-03-05");
    Path out = folder.resolve("out");
    CommandRun received =
        command(out, old.xlsx(folder.resolve("old.xlsx")), pack.xlsx(folder.resolve("back.xlsx")));

    assertThat(received.exitCode(), is(0));
    assertThat(received.err(), containsString("old.xlsx：別の実行の訂正一覧です"));
    assertThat(
        said(out),
        contains("REFUSED OTHER_RUN", "E-01 ACCEPTED", "E-02 ACCEPTED", "R-01 ACCEPTED"));
    assertThat(answers(out), is(FILLED_IN));
  }

  @Test
  void packs_of_several_insurers_in_folders_are_told_apart() throws IOException {
    Path back = Files.createDirectories(folder.resolve("back/deep"));
    filledIn().csv(back.resolve("a.csv"), WINDOWS_31J, ",", "");
    ReturnedPack others = ReturnedPack.of(run, OTHER);
    others.answer("OE-01", "訂正済み", "", "2026-05-04").xlsx(back.getParent().resolve("b.xlsx"));
    Files.writeString(back.resolve("~$b.xlsx"), "left by Excel");
    Files.writeString(back.resolve(".hidden"), "hidden");
    Path out = receive(0, back.getParent());

    assertThat(said(out), contains("E-01 ACCEPTED", "E-02 ACCEPTED", "R-01 ACCEPTED"));
    assertThat(receipt(out, OTHER).get(0).get("person_id"), is("OE-01"));
    assertThat(JsonFile.read(out.resolve("receive.json")).path("files").size(), is(2));
  }

  @Test
  void a_file_that_is_no_pack_is_refused_and_the_others_go_on() throws IOException {
    Path note = Files.writeString(folder.resolve("readme.txt"), "よろしくお願いします\n");
    Path back = filledIn().xlsx(folder.resolve("back.xlsx"));
    Path out = folder.resolve("out");
    CommandRun received = command(out, note, back);

    assertThat(received.exitCode(), is(3));
    assertThat(received.err(), containsString("readme.txt：受け付けられません。訂正一覧がありません"));
    assertThat(answers(out), is(FILLED_IN));
  }

  @Test
  void a_receipt_is_no_pack() throws IOException {
    Path out = receive(0, filledIn().xlsx(folder.resolve("back.xlsx")));
    Path again = receive(3, out.resolve("receipts"));

    assertThat(answers(again), is(List.of()));
  }

  @Test
  void control_characters_are_escaped_in_every_output() throws IOException {
    pack.answer("R-01", "疑いなし", "本人\u001Bに[31m確認\u0007済", "2026-05-01");
    Path out = receive(0, pack.csv(folder.resolve("back.csv"), UTF_8, ",", ""));

    assertThat(answers(out), contains("RIGHT|本人\\x1Bに[31m確認\\x07済|2026-05-01|佐藤"));
    assertThat(receipt(out, INSURER).get(0).get("reason"), is("本人\\x1Bに[31m確認\\x07済"));
  }

  @Test
  void a_my_number_in_a_reason_is_masked_and_the_receipt_says_so() throws IOException {
    pack.answer("R-01", "疑いなし", "番号は６２１４－９８３２－０２５７", "2026-05-01");
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));

    assertThat(said(out), contains("R-01 ACCEPTED NUMBER_MASKED"));
    assertThat(answers(out), contains("RIGHT|番号はＮＮＮＮ－ＮＮＮＮ－ＮＮＮＮ|2026-05-01|佐藤"));
  }

  @Test
  void where_the_day_is_missing_that_of_the_run_stands_for_it() throws IOException {
    pack.answer("E-01", "訂正済み", "", "").answer("E-02", "訂正済み", "", "5/8");
    Path out = receive(0, pack.xlsx(folder.resolve("back.xlsx")));

    assertThat(said(out), contains("E-01 ACCEPTED DAY_MISSING", "E-02 ACCEPTED DAY_COMPLETED"));
    assertThat(answers(out), contains("CORRECTED||2026-04-01|佐藤", "CORRECTED||2026-05-08|佐藤"));
  }

  @ParameterizedTest
  @CsvSource({"ja,訂正一覧,回答,回答日,訂正済み", "en,Corrections,Answer,Answered on,Corrected"})
  void a_pack_of_the_program_itself_comes_back(
      String language, String sheet, String answer, String day, String corrected)
      throws IOException {
    Path packs = folder.resolve("packs");
    CommandRun handedOut =
        CommandRun.of("packs", run.toString(), "--out", packs.toString(), "--lang", language);
    assertThat(handedOut.err(), handedOut.exitCode(), is(0));
    Path handed = packs.resolve(INSURER + "_" + Sample.AS_OF + ".xlsx");
    Path back = folder.resolve("answered.xlsx");
    try (Workbook workbook = WorkbookFactory.create(Files.newInputStream(handed));
        OutputStream to = Files.newOutputStream(back)) {
      Sheet list = workbook.getSheet(sheet);
      Map<String, Integer> columns = new HashMap<>();
      list.getRow(0).forEach(cell -> columns.put(cell.getStringCellValue(), cell.getColumnIndex()));
      for (int i = 1; i <= list.getLastRowNum(); i++) {
        list.getRow(i).getCell(columns.get(answer)).setCellValue(corrected);
        list.getRow(i).getCell(columns.get(day)).setCellValue("令和8年5月" + i + "日");
      }
      workbook.write(to);
    }
    Path out = receive(0, back);
    Path untouched = receive(0, packs);

    assertThat(
        answers(out).stream().filter(said -> said.startsWith("CORRECTED||2026-05-0")).count(),
        is(6L));
    assertThat(JsonFile.read(out.resolve("receive.json")).path("accepted").asInt(), is(6));
    JsonNode nothing = JsonFile.read(untouched.resolve("receive.json"));
    assertThat(nothing.path("accepted").asInt() + nothing.path("refused").asInt(), is(0));
    assertThat(nothing.path("unanswered").asInt(), is(12));
  }

  @Test
  void what_is_given_wrong_is_said_and_nothing_is_written() throws IOException {
    Path out = folder.resolve("out");
    Path back = filledIn().xlsx(folder.resolve("back.xlsx"));
    CommandRun nothing = command(out, folder.resolve("nowhere"));
    CommandRun noRun =
        CommandRun.of(
            "receive", back.toString(), "--run", folder.toString(), "--out", out.toString());

    assertThat(nothing.exitCode(), is(2));
    assertThat(nothing.err(), containsString("nowhere"));
    assertThat(noRun.exitCode(), is(2));
    assertThat(noRun.err(), containsString("run.json"));
    assertThat(Files.exists(out), is(false));
    assertThat(Files.exists(folder.resolve(".out.inprogress")), is(false));
  }
}
