package jp.totsugo.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {
  private static final String BOM = "\uFEFF";

  @TempDir Path folder;

  @Test
  void a_table_begins_with_a_byte_order_mark_and_its_lines_end_with_crlf() throws IOException {
    Path file = folder.resolve("a.csv");
    try (CsvWriter csv = new CsvWriter(file, List.of("a", "b"))) {
      csv.cell("1").cell(2).endRow();
      csv.cell("").cell("三").endRow();
    }
    assertThat(Files.readString(file), is(BOM + "a,b\r\n1,2\r\n,三\r\n"));
  }

  @Test
  void a_table_without_rows_has_its_header() throws IOException {
    new CsvWriter(folder.resolve("a.csv"), List.of("a")).close();
    assertThat(Files.readString(folder.resolve("a.csv")), is(BOM + "a\r\n"));
  }

  @Test
  void commas_quotes_and_line_ends_are_quoted() throws IOException {
    assertThat(
        written("a,b", "c\"d", "e\nf", "g\rh", "\"", ","),
        is("\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\",\"\"\"\",\",\"\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM", "\tx", "＝１", "＋１", "－１", "＠Ａ", "-", "="})
  void a_cell_that_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(String cell)
      throws IOException {
    assertThat(written(cell), is("'" + cell + "\r\n"));
  }

  @Test
  void a_formula_with_a_comma_is_quoted_with_its_apostrophe() throws IOException {
    assertThat(written("=A1,B1", "\rx"), is("\"'=A1,B1\",\"'\rx\"\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1=1", "a-b", "ー", "＊", "'a", "0", "！", "〇", "ｱ-", "＜"})
  void other_cells_stay_as_they_are(String cell) throws IOException {
    assertThat(written(cell), is(cell + "\r\n"));
  }

  @Test
  void numbers_are_written_in_full() throws IOException {
    Path file = folder.resolve("a.csv");
    try (CsvWriter csv = new CsvWriter(file, List.of("n"))) {
      for (long number : new long[] {0, 9, 10, 99, 100, Long.MAX_VALUE}) {
        csv.cell(number).endRow();
      }
    }
    assertThat(
        Files.readString(file),
        is(BOM + "n\r\n0\r\n9\r\n10\r\n99\r\n100\r\n9223372036854775807\r\n"));
  }

  @Test
  void a_negative_number_is_a_mistake_of_the_program() throws IOException {
    try (CsvWriter csv = new CsvWriter(folder.resolve("a.csv"), List.of("n"))) {
      Assertions.assertThrows(IllegalArgumentException.class, () -> csv.cell(-1));
    }
  }

  @Test
  void cells_encoded_before_are_what_cells_would_be() throws IOException {
    Path file = folder.resolve("a.csv");
    try (CsvWriter csv = new CsvWriter(file, List.of("a", "b", "c", "d"))) {
      csv.cell("x").cells(CsvWriter.encoded("a,b", "=1", "")).endRow();
      csv.cells(CsvWriter.encoded("", "")).cell("y").cell(1).endRow();
    }
    assertThat(Files.readString(file), is(BOM + "a,b,c,d\r\nx,\"a,b\",'=1,\r\n,,y,1\r\n"));
  }

  @Test
  void a_part_of_bytes_can_be_a_cell() throws IOException {
    Path file = folder.resolve("a.csv");
    try (CsvWriter csv = new CsvWriter(file, List.of("a"))) {
      byte[] bytes = "x=あy".getBytes(UTF_8);
      csv.cell(bytes, 1, 5).cell(bytes, 5, 6).cell(bytes, 3, 3).endRow();
    }
    assertThat(Files.readString(file), is(BOM + "a\r\n'=あ,y,\r\n"));
  }

  @Test
  void rows_and_cells_larger_than_the_buffer_are_written_whole() throws IOException {
    String large = "\"".repeat(1_000_000);
    assertThat(
        written(large, "b", large), is('"' + large + large + "\",b,\"" + large + large + "\"\r\n"));
    Path file = folder.resolve("many.csv");
    try (CsvWriter csv = new CsvWriter(file, List.of("a"))) {
      for (int i = 0; i < 200_000; i++) {
        csv.cell(i).endRow();
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.size(), is(200_001));
    assertThat(lines.get(200_000), is("199999"));
  }

  private String written(String... cells) throws IOException {
    Path file = folder.resolve("a.csv");
    try (CsvWriter csv = new CsvWriter(file, List.of("a"))) {
      for (String cell : cells) {
        csv.cell(cell);
      }
      csv.endRow();
    }
    return Files.readString(file).substring((BOM + "a\r\n").length());
  }
}
