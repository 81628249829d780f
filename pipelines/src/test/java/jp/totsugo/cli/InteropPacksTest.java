package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.pack.PackSheet;
import jp.totsugo.schema.Correction;
import jp.totsugo.schema.IssueAnswer;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packs that other programs have opened, changed and saved: see the README beside them. */
class InteropPacksTest {
  private static final String INSURER = "06132013";
  private static final String QUEUE = "corrections/" + INSURER + "/corrections.avro";

  @TempDir static Path shared;
  private static Path packs;
  @TempDir Path folder;

  @BeforeAll
  static void copyFiles() throws IOException {
    packs = Sample.ofOtherPrograms(shared).resolve("packs");
  }

  static List<String> returned() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(packs.resolve("returned"))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    Collections.sort(names);
    return names;
  }

  @ParameterizedTest
  @MethodSource("returned")
  void what_another_program_saved_gives_the_same_answers(String name) throws IOException {
    assertThat(
        receive(packs.resolve("returned").resolve(name), packs.resolve("results")), is(answers()));
  }

  @Test
  void all_at_once_give_them_too() throws IOException {
    assertThat(receive(packs.resolve("returned"), packs.resolve("results")), is(answers()));
  }

  @Test
  void poi_gives_the_same_answers_for_the_pack_that_was_kept_and_for_one_of_today()
      throws IOException {
    Path run = folder.resolve("run");
    assertThat(
        CommandRun.ofJob(packs.resolve("upload"), run, "--as-of", "2026-05-01").exitCode(), is(0));
    Path today = folder.resolve("today");
    assertThat(CommandRun.of("packs", run.toString(), "--out", today.toString()).exitCode(), is(0));
    String name = INSURER + "_2026-05-01.xlsx";

    assertThat(receive(savedByPoi(packs.resolve(name)), packs.resolve("results")), is(answers()));
    assertThat(
        withoutPack(receive(savedByPoi(today.resolve(name)), run)), is(withoutPack(answers())));
  }

  @Test
  void the_run_that_was_kept_found_what_is_found_today() throws IOException {
    Path run = folder.resolve("run");
    CommandRun.ofJob(packs.resolve("upload"), run, "--as-of", "2026-05-01");

    assertThat(issues(run), is(issues(packs.resolve("results"))));
  }

  private static List<String> issues(Path run) throws IOException {
    return rows(run.resolve(QUEUE), Correction.class).stream()
        .map(row -> row.getIssueId() + " " + row.getPersonId() + " " + row.getRule())
        .sorted()
        .toList();
  }

  /** Answer, reason, day, name and pack of each issue, of which all answers were accepted. */
  private Map<String, List<String>> receive(Path back, Path run) throws IOException {
    Path out = Files.createTempDirectory(folder, "out").resolve("answers");
    CommandRun received =
        CommandRun.of("receive", back.toString(), "--run", run.toString(), "--out", out.toString());
    assertThat(received.err(), received.exitCode(), is(0));
    Map<String, List<String>> answers = new TreeMap<>();
    for (IssueAnswer row : rows(out.resolve("answers.avro"), IssueAnswer.class)) {
      answers.put(
          row.getIssueId(),
          List.of(
              row.getAnswer(),
              row.getReason(),
              row.getAnsweredOn(),
              row.getAnsweredBy(),
              row.getPackId()));
    }
    assertThat(
        "refused", JsonFile.read(out.resolve("receive.json")).path("refused").asInt(), is(0));
    return answers;
  }

  /** What the clerk meant. */
  private static Map<String, List<String>> answers() throws IOException {
    Map<String, List<String>> answers = new TreeMap<>();
    for (Map<String, String> row : CsvTable.rows(packs.resolve("answers.csv"))) {
      answers.put(
          row.get("issue_id"),
          List.of(
              row.get("answer"),
              row.get("reason"),
              row.get("answered_on"),
              row.get("answered_by"),
              row.get("pack_id")));
    }
    return answers;
  }

  private static Map<String, List<String>> withoutPack(Map<String, List<String>> answers) {
    Map<String, List<String>> without = new TreeMap<>();
    answers.forEach((issue, cells) -> without.put(issue, cells.subList(0, 4)));
    return without;
  }

  private Path savedByPoi(Path pack) throws IOException {
    Map<String, List<String>> answers = answers();
    Path saved = Files.createTempDirectory(folder, "poi").resolve(pack.getFileName());
    try (InputStream in = Files.newInputStream(pack);
        XSSFWorkbook book = new XSSFWorkbook(in);
        OutputStream out = Files.newOutputStream(saved)) {
      Sheet list = book.getSheet(PackSheet.LIST.title(Language.ja));
      for (Row row : list) {
        List<String> answer =
            answers.get(row.getCell(PackColumn.ISSUE_ID.ordinal()).getStringCellValue());
        if (answer != null) {
          String kind = AnswerKind.valueOf(answer.get(0)).label(Language.ja);
          row.getCell(PackColumn.ANSWER.ordinal()).setCellValue(kind);
          // Alt+Enter where a space is meant.
          row.getCell(PackColumn.REASON.ordinal()).setCellValue(answer.get(1).replace(' ', '\n'));
          row.getCell(PackColumn.ANSWERED_ON.ordinal())
              .setCellValue(LocalDate.parse(answer.get(2)));
          row.getCell(PackColumn.ANSWERED_BY.ordinal()).setCellValue(answer.get(3));
        }
      }
      book.write(out);
    }
    return saved;
  }

  private static <T extends SpecificRecord> List<T> rows(Path file, Class<T> type)
      throws IOException {
    List<T> rows = new ArrayList<>();
    try (DataFileStream<T> in =
        new DataFileStream<>(Files.newInputStream(file), new SpecificDatumReader<>(type))) {
      in.forEach(rows::add);
    }
    return rows;
  }
}
