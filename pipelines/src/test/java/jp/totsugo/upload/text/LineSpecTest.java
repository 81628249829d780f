package jp.totsugo.upload.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Conversions;
import jp.totsugo.upload.layout.FixedWidth;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.layout.Quoting;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The lines of a file are read as the spec table says, which others have written. */
class LineSpecTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> the_files_of_csv_spectrum_are_read_line_by_line() {
    return lineByLine("spec/reading/csv-spectrum.csv");
  }

  @TestFactory
  Stream<DynamicTest> a_line_that_no_one_filled_in_is_blank() {
    return lineByLine("spec/reading/blank-lines.csv");
  }

  @TestFactory
  Stream<DynamicTest> a_line_of_names_of_columns_is_a_header() {
    return lineByLine("spec/reading/repeated-headers.csv");
  }

  private Stream<DynamicTest> lineByLine(String table) {
    Map<String, List<Map<String, String>>> cases =
        SpecTables.rows(table).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("case"), LinkedHashMap::new, Collectors.toList()));
    return cases.entrySet().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getKey(),
                    () ->
                        assertThat(
                            read(column("line", file.getValue()), format(file.getValue().get(0))),
                            is(column("expected", file.getValue())))));
  }

  private static List<String> column(String name, List<Map<String, String>> rows) {
    return rows.stream().map(row -> SpecTables.unescape(row.get(name))).toList();
  }

  /** How a file is to be read: as the first row says, or as the standard layout does. */
  private record Format(Encoding encoding, LineFormat lines, boolean hasHeader) {}

  private static Format format(Map<String, String> first) {
    String layout = first.getOrDefault("layout", "");
    LineFormat lines =
        switch (layout.replaceAll(" .*", "")) {
          case "", "comma" -> LineFormat.STANDARD;
          case "tab" -> new LineFormat('\t', Quoting.none, null, Conversions.NONE);
          default -> new LineFormat(',', Quoting.none, fixedWidth(layout), Conversions.NONE);
        };
    return new Format(
        Encoding.valueOf(first.getOrDefault("encoding", "UTF_8")),
        lines,
        first.get("expected").startsWith("HEADER "));
  }

  /** The lengths of the fields in bytes, with spaces between. */
  private static FixedWidth fixedWidth(String layout) {
    int[] ends = Stream.of(layout.split(" ")).mapToInt(Integer::parseInt).toArray();
    java.util.Arrays.parallelPrefix(ends, Integer::sum);
    return new FixedWidth(ends);
  }

  /** What each line is, and its fields, whatever the columns are called. */
  private List<String> read(List<String> lines, Format format) throws IOException {
    List<String> first = header(lines.get(0).stripTrailing(), format);
    int count =
        format.lines().fixedWidth() == null
            ? first.size()
            : format.lines().fixedWidth().ends().length;
    UploadFile file = file(String.join("", lines), count, format);
    RecordView record = new RecordView(new CharClasses(new BitSet()), 20260401);
    List<String> read = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        read.add(
            switch (line) {
              case HEADER -> read.isEmpty() ? line + " " + inBrackets(first) : line.toString();
              case RECORD -> line + " " + inBrackets(fields(record, count));
              case UNREADABLE -> line + " " + reader.cause();
              case BLANK -> line.toString();
            });
      }
    }
    return read;
  }

  private static List<String> header(String text, Format format) {
    return LineFields.split(text.toCharArray(), text.length(), format.lines());
  }

  /** A file whose fields are taken for the first columns there are. */
  private UploadFile file(String text, int fields, Format format) throws IOException {
    byte[] bytes = text.getBytes(format.encoding().charset());
    Path path = Files.write(folder.resolve("lines.csv"), bytes);
    return new UploadFile(
        0,
        "lines.csv",
        path.toString(),
        path.toString(),
        bytes.length,
        IntStream.range(0, fields).toArray(),
        InsurerNumber.UNKNOWN,
        new CsvForm(
            bytes.length,
            format.encoding(),
            false,
            format.hasHeader() ? 0 : CsvForm.NO_HEADER,
            format.hasHeader() ? 1 : 0,
            format.lines()));
  }

  private static List<String> fields(RecordView record, int count) {
    return IntStream.range(0, count).mapToObj(i -> record.string(Column.of(i))).toList();
  }

  private static String inBrackets(List<String> fields) {
    return fields.stream().map(field -> "[" + field + "]").collect(Collectors.joining());
  }
}
