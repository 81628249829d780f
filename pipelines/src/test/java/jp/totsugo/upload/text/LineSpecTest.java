package jp.totsugo.upload.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.LineFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The lines of a file are read as the spec table says, which others have written. */
class LineSpecTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> the_files_of_csv_spectrum_are_read_line_by_line() {
    Map<String, List<Map<String, String>>> cases =
        SpecTables.rows("spec/reading/csv-spectrum.csv").stream()
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
                            read(column("line", file.getValue())),
                            is(column("expected", file.getValue())))));
  }

  private static List<String> column(String name, List<Map<String, String>> rows) {
    return rows.stream().map(row -> SpecTables.unescape(row.get(name))).toList();
  }

  /** What each line is, and its fields, whatever the columns are called. */
  private List<String> read(List<String> lines) throws IOException {
    List<String> header = header(lines.get(0).stripTrailing());
    UploadFile file = file(String.join("", lines), header.size());
    RecordView record = new RecordView(new CharClasses(new BitSet()), 20260401);
    List<String> read = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        read.add(
            switch (line) {
              case HEADER -> line + " " + inBrackets(header);
              case RECORD -> line + " " + inBrackets(fields(record, header.size()));
              case UNREADABLE -> line + " " + reader.cause();
              case BLANK -> line.toString();
            });
      }
    }
    return read;
  }

  private static List<String> header(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    DecodedLine line = new DecodedLine(bytes.length);
    assertThat(Encoding.UTF_8.newDecoder().decode(bytes, 0, bytes.length, line), is(true));
    return LineFields.split(line.text(), line.length(), LineFormat.STANDARD);
  }

  /** A file whose fields are taken for the first columns there are. */
  private UploadFile file(String text, int fields) throws IOException {
    Path path = Files.writeString(folder.resolve("lines.csv"), text);
    return new UploadFile(
        0,
        "lines.csv",
        path.toString(),
        path.toString(),
        Files.size(path),
        IntStream.range(0, fields).toArray(),
        InsurerNumber.UNKNOWN,
        new CsvForm(Files.size(path), Encoding.UTF_8, false, 0));
  }

  private static List<String> fields(RecordView record, int count) {
    return IntStream.range(0, count).mapToObj(i -> record.string(Column.of(i))).toList();
  }

  private static String inBrackets(List<String> fields) {
    return fields.stream().map(field -> "[" + field + "]").collect(Collectors.joining());
  }
}
