package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.table.JsonFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code summary.xlsx} of the sample, read by another library than wrote it. */
class SummaryWorkbookTest {
  private static final int FIRST = 3;
  private static final Pattern NAMES =
      Pattern.compile(
          "<c:cat><c:strRef><c:f>(?:&apos;|')(.*?)(?:&apos;|')!\\$A\\$([0-9]+):\\$A\\$([0-9]+)</c:f>");

  @TempDir static Path folder;
  private static Path statistics;
  private static XSSFWorkbook book;

  @BeforeAll
  static void run() throws Exception {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path uploads = Sample.uploads(folder);
    CommandRun.ofJob(uploads, first);
    CommandRun.ofJob(uploads, second, "--as-of", "2026-05-01", "--previous", first.toString());
    statistics = second.resolve("statistics");
    book = new XSSFWorkbook(statistics.resolve("summary.xlsx").toFile());
  }

  @AfterAll
  static void close() throws IOException {
    book.close();
  }

  private static List<Row> rows(String sheet) {
    List<Row> rows = new ArrayList<>();
    for (int i = FIRST; book.getSheet(sheet).getRow(i) != null; i++) {
      rows.add(book.getSheet(sheet).getRow(i));
    }
    return rows;
  }

  private static double sum(String sheet, int column) {
    return rows(sheet).stream().mapToDouble(row -> row.getCell(column).getNumericCellValue()).sum();
  }

  @Test
  void the_sheets_have_japanese_names() {
    List<String> names = new ArrayList<>();
    book.sheetIterator().forEachRemaining(sheet -> names.add(sheet.getSheetName()));
    assertThat(names, is(List.of("全国", "推移", "保険者の種別", "都道府県", "原因", "保険者")));
  }

  @Test
  void numbers_of_insurers_are_texts_with_their_zeros_and_counts_are_numbers() throws IOException {
    List<Map<String, String>> insurers = CsvTable.rows(statistics.resolve("insurers.csv"));
    assertThat(
        rows("保険者").stream().map(row -> row.getCell(0).getStringCellValue()).toList(),
        is(insurers.stream().map(row -> row.get("insurer")).toList()));
    for (Row row : rows("保険者")) {
      assertThat(row.getCell(0).getCellType(), is(CellType.STRING));
      for (int column = 4; column < row.getLastCellNum(); column++) {
        Cell cell = row.getCell(column);
        assertThat(
            cell.getCellType() == CellType.NUMERIC || cell.getCellType() == CellType.BLANK,
            is(true));
      }
    }
  }

  @Test
  void the_sheets_add_up_to_the_figures_of_the_nation() throws IOException {
    JsonNode national = JsonFile.read(statistics.resolve("national.json"));
    double records = national.get("records").asDouble();
    double wrong = national.at("/categories/WRONG_MY_NUMBER/records").asDouble();
    assertThat(sum("保険者の種別", 2), is(records));
    assertThat(sum("都道府県", 2), is(records));
    assertThat(sum("保険者", 4), is(records));
    assertThat(sum("保険者の種別", 6), is(wrong));
    assertThat(sum("都道府県", 6), is(wrong));
    assertThat(sum("保険者", 8), is(wrong));
    assertThat(rows("全国").get(0).getCell(1).getNumericCellValue(), is(wrong));
    assertThat(
        rows("推移").stream().map(row -> row.getCell(0).getStringCellValue()).toList(),
        is(List.of("2026-04-01", "2026-05-01")));
    assertThat(rows("推移").get(1).getCell(5).getNumericCellValue(), is(wrong));
  }

  @Test
  void every_chart_draws_the_rows_of_its_table() throws IOException {
    int charts = 0;
    for (int i = 0; i < book.getNumberOfSheets(); i++) {
      XSSFSheet sheet = book.getSheetAt(i);
      for (XSSFChart chart : charts(sheet)) {
        charts++;
        Matcher matcher = NAMES.matcher(xml(chart));
        assertThat(matcher.find(), is(true));
        assertThat(matcher.group(1), is(sheet.getSheetName()));
        int first = Integer.parseInt(matcher.group(2)) - 1;
        int last = Integer.parseInt(matcher.group(3)) - 1;
        assertThat(first >= FIRST && last > first, is(true));
        for (int row = first; row <= last; row++) {
          assertThat(sheet.getRow(row).getCell(0).getStringCellValue(), is(not("")));
        }
      }
    }
    assertThat(charts, is(1 + 4 + 4 + 4 + 4));
  }

  private static List<XSSFChart> charts(XSSFSheet sheet) {
    return sheet.getDrawingPatriarch() == null
        ? List.of()
        : sheet.getDrawingPatriarch().getCharts();
  }

  private static String xml(XSSFChart chart) throws IOException {
    try (InputStream in = chart.getPackagePart().getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
