package jp.totsugo.pack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.totsugo.pack.lock.Lock;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Correction;
import jp.totsugo.words.Language;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An insurer whose list does not fit into one workbook. */
class PackWriterTest {
  private static final PackHead HEAD =
      new PackHead(
          "06132013",
          "",
          LocalDate.of(2026, 4, 1),
          "0c3f2f7c-5a52-4f5e-9d0e-3f2b1a0c9d8e",
          null,
          true);

  @TempDir Path folder;

  private static Correction row(int line) {
    return Correction.newBuilder()
        .setIssueId("f" + line)
        .setCategory("WRONG_MY_NUMBER")
        .setRule(Rule.MY_NUMBER_FILLER.name())
        .setSeverity("ERROR")
        .setPriority(1)
        .setCause("")
        .setFile("a.csv")
        .setLine(line)
        .setPersonId("P-" + line)
        .setSymbol("12")
        .setNumber("00" + line)
        .setBranch("01")
        .setMyNumberMasked("********1234")
        .setField("MyNumber")
        .setGroupId("")
        .setRelated("")
        .setMessage("")
        .setAction("")
        .build();
  }

  private int write(int rows) throws Exception {
    List<Correction> queue = new ArrayList<>();
    for (int line = 1; line <= rows; line++) {
      queue.add(row(line));
    }
    PackList list = PackList.of(QueueRows.of(queue), Map.of());
    List<CategoryCounts> counts =
        List.of(new CategoryCounts(Category.WRONG_MY_NUMBER, -1, rows, rows, -1));
    return new PackWriter(folder, Language.ja, 3)
        .write(HEAD, list, counts, Outcomes.OfInsurer.NOTHING, Lock.NONE);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> column(String file, int sheet, int column) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(file));
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      Sheet rows = book.getSheetAt(sheet);
      List<String> cells = new ArrayList<>();
      rows.forEach(
          row -> cells.add(row.getCell(column) == null ? "" : row.getCell(column).toString()));
      return cells;
    }
  }

  @Test
  void what_fits_is_one_workbook() throws Exception {
    assertThat(write(3), is(1));
    assertThat(files(), is(List.of("06132013_2026-04-01.xlsx")));
    assertThat(column("06132013_2026-04-01.xlsx", 1, 7), is(List.of("宛名番号", "P-1", "P-2", "P-3")));
    assertThat(column("06132013_2026-04-01.xlsx", 0, 1).contains("3件"), is(true));
  }

  @Test
  void what_does_not_fit_goes_on_in_the_next_with_an_id_of_its_own() throws Exception {
    assertThat(write(7), is(3));
    assertThat(
        files(),
        is(
            List.of(
                "06132013_2026-04-01.xlsx",
                "06132013_2026-04-01_2.xlsx",
                "06132013_2026-04-01_3.xlsx")));
    assertThat(column("06132013_2026-04-01_3.xlsx", 1, 7), is(List.of("宛名番号", "P-7")));
    List<String> cover = column("06132013_2026-04-01_2.xlsx", 0, 1);
    assertThat(cover.contains("7件（4から6まで。このファイルは分冊2／3）"), is(true));
    assertThat(cover.contains(PackId.of(HEAD.runId(), "06132013", 2)), is(true));
  }
}
