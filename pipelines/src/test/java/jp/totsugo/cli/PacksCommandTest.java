package jp.totsugo.cli;

import static java.util.stream.Collectors.toSet;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code totsugo packs}: the register sample, a month later, with answers. */
class PacksCommandTest {
  private static final Path GOLDEN = Path.of("..", "testdata/src/main/resources/golden/packs");
  private static final String LIST = "訂正一覧";
  private static final String UNION = "06279913";
  private static final String KYOKAI = "01139906";

  /** Column of 回答. */
  private static final int ANSWER = 18;

  @TempDir static Path folder;
  private static Path uploads;
  private static Path run;
  private static Path packs;
  private static CommandRun said;

  @BeforeAll
  static void runTwiceAndPack() throws IOException {
    Path sample = Sample.withRegister(folder);
    uploads = sample.resolve("uploads");
    String register = sample.resolve("register").toString();
    Path first = folder.resolve("first");
    CommandRun.ofJob(uploads, first, "--register", register);
    answerAndCorrect(first);
    run = folder.resolve("second");
    Path names =
        Files.writeString(
            folder.resolve("insurers.csv"),
            "insurer,name,name_en\n"
                + "06279913,架空＆試験健保組合,Fictitious union\n"
                + "01139906,架空協会支部,Fictitious branch\n"
                + "34139907,架空共済,Fictitious mutual\n");
    CommandRun job =
        CommandRun.ofJob(
            uploads,
            run,
            "--register",
            register,
            "--previous",
            first.toString(),
            "--answers",
            folder.resolve("answers.csv").toString(),
            "--insurers",
            names.toString(),
            "--as-of",
            "2026-05-01");
    assertThat(job.err(), job.exitCode(), is(3));
    packs = folder.resolve("packs");
    said = packs(run, packs, "--due", "2026-05-20");
  }

  /** What the clerks did in the month between. */
  private static void answerAndCorrect(Path first) throws IOException {
    Map<String, String> union = ids(first, UNION);
    Map<String, String> kyokai = ids(first, KYOKAI);
    Files.writeString(
        folder.resolve("answers.csv"),
        String.join(
            "\n",
            "issue_id,answer,reason,answered_on,answered_by,pack_id",
            union.get("723 MY_NUMBER_COPIED") + ",CORRECTED,,2026-04-20,田中,",
            union.get("717 MY_NUMBER_SWAPPED") + ",RIGHT,届書を確認,2026-04-20,田中,",
            union.get("718 MY_NUMBER_SWAPPED") + ",WORKING,,2026-04-20,田中,",
            kyokai.get("712 MY_NUMBER_NAME_DIFFERS") + ",RIGHT,=改姓。戸籍で確認,2026-04-21,佐藤,",
            kyokai.get("713 MY_NUMBER_NAME_DIFFERS") + ",RIGHT,,2026-04-21,佐藤,",
            kyokai.get("706 MY_NUMBER_NOT_IN_REGISTER") + ",LEFT,,2026-04-21,佐藤,",
            ""));
    Path file = uploads.resolve("06279913_union.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(9);
    Files.write(file, lines);
  }

  private static Map<String, String> ids(Path results, String insurer) throws IOException {
    Map<String, String> ids = new TreeMap<>();
    for (Map<String, String> row : queue(results, insurer)) {
      ids.put(row.get("number") + " " + row.get("rule"), row.get("issue_id"));
    }
    return ids;
  }

  private static List<Map<String, String>> queue(Path results, String insurer) throws IOException {
    return CsvTable.rows(
        results.resolve("corrections").resolve(insurer).resolve("corrections.csv"));
  }

  private static CommandRun packs(Path results, Path out, String... more) {
    List<String> command =
        new ArrayList<>(List.of("packs", results.toString(), "--out", out.toString()));
    command.addAll(List.of(more));
    return CommandRun.of(command.toArray(String[]::new));
  }

  private static Path pack(String insurer) {
    return packs.resolve(insurer + "_2026-05-01.xlsx");
  }

  private static List<Map<String, String>> list(String insurer) throws IOException {
    return PackFile.list(pack(insurer), LIST);
  }

  @Test
  void every_insurer_with_a_queue_has_a_pack_and_the_screen_counts_them() throws IOException {
    assertThat(said.err(), said.exitCode(), is(0));
    assertThat(
        OutputTree.files(packs).stream().map(file -> file.getFileName().toString()).toList(),
        is(
            List.of(
                "01139906_2026-05-01.xlsx",
                "06279913_2026-05-01.xlsx",
                "34139907_2026-05-01.xlsx")));
    int rows = queue(run, UNION).size() + queue(run, KYOKAI).size() + queue(run, "34139907").size();
    assertThat(said.lines().get(0), is("3保険者の訂正用ブックを3冊書きました（訂正一覧は合わせて" + rows + "件）。"));
    assertThat(said.err(), is(""));
  }

  @Test
  @Tag(Golden.TAG)
  void what_the_clerks_read_is_as_checked_in() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String language : List.of("ja", "en")) {
      Path out = folder.resolve("golden-" + language);
      packs(run, out, "--lang", language, "--due", "2026-05-20");
      for (String insurer : List.of(KYOKAI, UNION, "34139907")) {
        texts.put(
            insurer + "-" + language + ".txt",
            PackFile.text(out.resolve(insurer + "_2026-05-01.xlsx"))
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(run)")
                .replaceAll("(" + insurer + "-1-)[a-z2-7]{16}", "$1(check)"));
      }
    }
    Golden.assertFiles(GOLDEN, texts);
  }

  @Test
  void the_list_has_the_rows_of_the_queue_with_every_leading_zero() throws IOException {
    for (String insurer : List.of(UNION, KYOKAI, "34139907")) {
      assertThat(facts(list(insurer), false), is(facts(queue(run, insurer), true)));
    }
  }

  /** What a row says of its record, of either table. */
  private static TreeSet<List<String>> facts(List<Map<String, String>> rows, boolean isQueue) {
    List<String> columns =
        isQueue
            ? List.of(
                "issue_id",
                "priority",
                "value",
                "person_id",
                "symbol",
                "number",
                "branch",
                "my_number_masked",
                "file",
                "line",
                "first_seen")
            : List.of("指摘番号", "優先度", "値", "宛名番号", "記号", "番号", "枝番", "個人番号（下4桁）", "ファイル", "行", "初回");
    TreeSet<List<String>> facts =
        new TreeSet<>(java.util.Comparator.comparing(fact -> String.join("|", fact)));
    rows.forEach(row -> facts.add(columns.stream().map(row::get).toList()));
    return facts;
  }

  @Test
  void the_rows_of_a_group_stand_together_and_name_their_partners() throws IOException {
    List<String> groups = list(UNION).stream().map(row -> row.get("組")).toList();
    List<String> related = list(UNION).stream().map(row -> row.get("関連する記録")).toList();
    assertThat(groups, is(List.of("A01", "A02", "A02", "A03", "A03", "A04", "")));
    assertThat(related.get(0), is("他の保険者の記録"));
    assertThat(related.get(1), startsWith("宛名番号 "));
    assertThat(related.get(1), containsString("（記号 1234 番号 719 枝番 01）"));
    assertThat(related.get(3), containsString("\n他の保険者の記録"));
    assertThat(related.get(5), is("宛名番号 COPIED-FROM（記号 1234 番号 722 枝番 01）"));
  }

  @Test
  void all_but_the_answers_is_locked_without_a_password_and_can_be_filtered() throws IOException {
    try (InputStream in = Files.newInputStream(pack(UNION));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      for (Sheet sheet : book) {
        assertThat(sheet.getSheetName(), sheet.getProtect(), is(true));
        for (Row row : sheet) {
          for (Cell cell : row) {
            boolean isAnswer =
                sheet.getSheetName().equals(LIST)
                    && cell.getRowIndex() > 0
                    && cell.getColumnIndex() >= ANSWER;
            assertThat(
                sheet.getSheetName() + " " + cell.getAddress(),
                cell.getCellStyle().getLocked(),
                is(!isAnswer));
            assertThat(cell.getCellStyle().getDataFormatString(), is("@"));
          }
        }
      }
      XSSFSheet list = book.getSheet(LIST);
      assertThat(list.getRow(1).getLastCellNum(), is((short) 22));
      assertThat(list.getCTWorksheet().getSheetProtection().isSetPassword(), is(false));
      assertThat(list.isAutoFilterLocked(), is(false));
      assertThat(list.isSortLocked(), is(false));
      assertThat(list.getPaneInformation().getHorizontalSplitTopRow(), is((short) 1));
      assertThat(list.getCTWorksheet().getAutoFilter().getRef(), is("A1:V8"));
    }
  }

  @Test
  void an_answer_is_chosen_from_a_list() throws IOException {
    try (InputStream in = Files.newInputStream(pack(UNION));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      List<? extends DataValidation> lists = book.getSheet(LIST).getDataValidations();
      assertThat(lists.size(), is(1));
      assertThat(
          lists.get(0).getRegions().getCellRangeAddresses()[0].formatAsString(), is("S2:S8"));
      assertThat(
          lists.get(0).getValidationConstraint().getExplicitListValues(),
          arrayContaining("訂正済み", "疑いなし", "調査中", "資格喪失", "該当なし"));
    }
  }

  @Test
  void it_prints_on_a4_with_the_insurer_and_the_page_above() throws IOException {
    try (InputStream in = Files.newInputStream(pack(UNION));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      XSSFSheet list = book.getSheet(LIST);
      assertThat(list.getPrintSetup().getLandscape(), is(true));
      assertThat(list.getPrintSetup().getPaperSize(), is((short) 9));
      assertThat(list.getFitToPage(), is(true));
      assertThat(list.getPrintSetup().getFitWidth(), is((short) 1));
      assertThat(list.getPrintSetup().getFitHeight(), is((short) 0));
      assertThat(list.getRepeatingRows().formatAsString(), is("1:1"));
      assertThat(list.getHeader().getLeft(), containsString("架空＆試験健保組合（06279913）"));
      assertThat(list.getHeader().getCenter(), containsString("個人情報"));
      assertThat(list.getHeader().getRight(), containsString("&P / &N"));
    }
  }

  @Test
  void the_same_results_make_the_same_bytes_wherever_and_whenever() throws IOException {
    TimeZone zone = TimeZone.getDefault();
    Path again = folder.resolve("again");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      packs(run, again, "--due", "2026-05-20");
    } finally {
      TimeZone.setDefault(zone);
    }
    for (Path file : OutputTree.files(packs)) {
      assertThat(file.toString(), Files.mismatch(file, again.resolve(file.getFileName())), is(-1L));
    }
  }

  @Test
  void nothing_in_it_is_evaluated_or_leads_elsewhere() throws IOException {
    for (Path file : OutputTree.files(packs)) {
      Map<String, String> parts = PackFile.parts(file);
      assertThat(
          parts.keySet().stream().filter(name -> name.matches(".*(vba|external|media).*")).toList(),
          is(List.of()));
      for (Map.Entry<String, String> part : parts.entrySet()) {
        assertThat(part.getKey(), part.getValue(), not(containsString("<f>")));
        assertThat(part.getKey(), part.getValue(), not(containsString("hyperlink")));
        assertThat(part.getKey(), part.getValue(), not(containsString("TargetMode")));
      }
    }
    assertThat(PackFile.text(pack(KYOKAI)), containsString("=改姓。戸籍で確認"));
  }

  /** Without it LibreOffice takes a font and a size of its own for the default font. */
  @Test
  void the_style_that_the_default_font_belongs_to_is_named() throws IOException {
    assertThat(
        PackFile.parts(pack(KYOKAI)).get("xl/styles.xml"),
        containsString("<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"));
  }

  @Test
  void a_value_is_shown_as_it_stands_whatever_it_begins_with() throws IOException {
    Path in = Files.createDirectory(folder.resolve("odd"));
    List<String> values =
        List.of("=1+1", " 0012 ", "@SUM(A1)", "-5:", "+5:", "_x0041_:", "a\u0001b", "＝１:1", "1E5:");
    Upload upload = Upload.withHeader();
    for (int i = 0; i < values.size(); i++) {
      upload.record(
          "PersonId",
          "00" + i,
          "MyNumber",
          "",
          "MyNumberAbsenceReason",
          "1",
          "InsuredIdentificationNumber",
          values.get(i),
          "InsuredBranchNumber",
          "1");
    }
    upload.in(in);
    CommandRun.ofJob(in, folder.resolve("odd-run"));
    packs(folder.resolve("odd-run"), folder.resolve("odd-packs"));
    List<Map<String, String>> rows =
        PackFile.list(folder.resolve("odd-packs/06132013_2026-04-01.xlsx"), LIST);
    assertThat(
        rows.stream().map(row -> row.get("番号")).collect(toSet()),
        is(values.stream().map(value -> value.replace('\u0001', '\u2401')).collect(toSet())));
    assertThat(rows.stream().map(row -> row.get("宛名番号")).toList(), everyItem(startsWith("00")));
  }

  @Test
  void no_part_tells_a_planted_number() throws IOException {
    PlantedNumbers planted = new PlantedNumbers();
    Path in = Files.createDirectory(folder.resolve("planted"));
    planted.in(in);
    Path out = folder.resolve("planted-run");
    CommandRun.ofJob(in, out);
    CommandRun screen = packs(out, folder.resolve("planted-packs"));
    assertThat(screen.err(), screen.exitCode(), is(0));
    for (Path file : OutputTree.files(folder.resolve("planted-packs"))) {
      StringBuilder text = new StringBuilder();
      PackFile.cells(file)
          .values()
          .forEach(rows -> rows.forEach(row -> text.append(String.join(" ", row)).append("\n")));
      PackFile.parts(file).forEach((name, part) -> text.append(part).append("\n"));
      assertThat(text.length(), is(greaterThan(100_000)));
      assertThat(SpelledNumbers.in(text.toString(), planted.numbers()), is(java.util.Set.of()));
    }
  }

  @Test
  void the_owner_of_a_copied_number_is_named_to_its_own_insurer_only() throws IOException {
    Path sample = Sample.withRegister(folder);
    Path kyokai = sample.resolve("uploads").resolve("01139906_kyokai.csv");
    String text = Files.readString(kyokai);
    Files.writeString(kyokai, text.replace("OK-EQUAL,900000050076", "OK-EQUAL,900000051617"));
    Path results = sample.resolve("results");
    CommandRun.ofJob(
        sample.resolve("uploads"), results, "--register", sample.resolve("register").toString());

    assertThat(
        queue(results, KYOKAI).stream()
            .filter(row -> row.get("person_id").equals("OK-EQUAL"))
            .map(row -> row.get("rule") + " " + row.get("related"))
            .toList(),
        is(List.of("MY_NUMBER_COPIED other-insurer")));
    assertThat(Files.exists(results.resolve("corrections/01139906/related.csv")), is(false));
    assertThat(
        CsvTable.rows(results.resolve("corrections/06279913/related.csv")).stream()
            .map(row -> row.get("file") + " " + row.get("line") + " " + row.get("person_id"))
            .toList(),
        is(List.of("06279913_union.csv 7 COPIED-FROM")));
    Path made = sample.resolve("packs");
    packs(results, made);
    assertThat(
        PackFile.text(made.resolve("01139906_2026-04-01.xlsx")),
        not(containsString("COPIED-FROM")));
  }

  @Test
  void a_pack_tells_nothing_of_the_records_of_other_insurers() throws IOException {
    List<String> others = new ArrayList<>();
    for (String insurer : List.of(KYOKAI, "34139907")) {
      queue(run, insurer).forEach(row -> others.add(row.get("person_id")));
    }
    String text = PackFile.text(pack(UNION));
    assertThat(others.stream().filter(text::contains).toList(), is(List.of()));
    assertThat(text, not(containsString("01139906")));
    assertThat(text, not(containsString("34139907")));
  }

  @Test
  void what_is_no_result_is_refused_and_nothing_is_written() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("no-results"));
    assertRefused(packs(empty, folder.resolve("never")), "no-results：実行の結果ではありません");
    assertRefused(packs(folder.resolve("nowhere"), folder.resolve("never")), "nowhere");
    Path unfinished = Files.createDirectory(folder.resolve(".x.inprogress"));
    assertRefused(packs(unfinished, folder.resolve("never")), ".x.inprogress");
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.writeString(used.resolve("a.txt"), "a");
    assertRefused(packs(run, used), "--out: ");
    assertRefused(
        packs(run, folder.resolve("never"), "--due", "2026-04-30"),
        "--due: 2026-04-30 は基準日 2026-05-01 より前です");
    assertThat(Files.exists(folder.resolve("never")), is(false));
  }

  private static void assertRefused(CommandRun refused, String message) {
    assertThat(refused.err(), containsString(message));
    assertThat(refused.exitCode(), is(2));
    assertThat(refused.out(), is(""));
  }

  @Test
  void damaged_results_are_refused_and_leave_no_pack() throws IOException {
    Path damaged = folder.resolve("damaged");
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, damaged.resolve(run.relativize(file).toString()));
      }
    }
    Path queue = damaged.resolve("corrections/34139907/corrections.avro");
    byte[] bytes = Files.readAllBytes(queue);
    bytes[bytes.length / 2]++;
    Files.write(queue, bytes);
    Path out = folder.resolve("of-damaged");
    assertRefused(packs(damaged, out), "corrections.avro");
    assertThat(Files.exists(out), is(false));
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(
          beside.map(path -> path.getFileName().toString()).toList(),
          not(hasItem(".of-damaged.inprogress")));
    }
    Path manifest = damaged.resolve("run.json");
    Files.writeString(
        manifest,
        Files.readString(manifest, StandardCharsets.UTF_8).replace("2026-05-01", "2026-05-02"));
    assertRefused(packs(damaged, out), "run.json");
    MoreFiles.deleteRecursively(damaged);
  }

  @Test
  void an_insurer_without_rows_gets_a_pack_if_an_issue_was_closed() throws IOException {
    Path in = Files.createDirectory(folder.resolve("one"));
    Upload.withHeader().record("Sex", "9").in(in);
    Path first = folder.resolve("one-first");
    CommandRun.ofJob(in, first);
    Upload.withHeader().record("Sex", "1").in(in);
    Path second = folder.resolve("one-second");
    CommandRun.ofJob(in, second, "--previous", first.toString(), "--as-of", "2026-05-01");
    packs(second, folder.resolve("one-packs"), "--lang", "en");
    Map<String, List<List<String>>> cells =
        PackFile.cells(folder.resolve("one-packs/06132013_2026-05-01.xlsx"));
    assertThat(cells.get("Corrections").size(), is(1));
    assertThat(cells.get("Since last time").get(1).get(0), is("Corrected"));
    Path third = folder.resolve("one-third");
    CommandRun.ofJob(in, third, "--previous", second.toString(), "--as-of", "2026-06-01");
    CommandRun none = packs(third, folder.resolve("no-packs"), "--lang", "en");
    assertThat(
        none.lines().get(0),
        is("Correction packs of 0 insurers written: 0 workbooks, with 0 rows to answer."));
    assertThat(OutputTree.files(folder.resolve("no-packs")), is(List.of()));
  }
}
