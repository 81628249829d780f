package jp.totsugo.upload.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file of another layout is read to the last line, however it is cut, and every record is found
 * again.
 */
class LayoutReadingTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.INSURER_NUMBER,
          Column.PERSON_ID,
          Column.MY_NUMBER,
          Column.NUMBER,
          Column.NAME,
          Column.BIRTHDATE,
          Column.SEX);

  /** Values in the order of the columns; of those that every encoding has. */
  private static final List<List<String>> RECORDS =
      List.of(
          List.of("06132013", "A-1", "621498320257", "12", "山田　太郎", "昭和55年1月15日", "男"),
          List.of("06132013", "A-2", "", "", "ﾔﾏﾀﾞ", "平成元年1月8日", "女"),
          List.of("06132013", "A-3", "x", "●", "表示ソ能", "令和3年", ""),
          List.of("06132013", "A-4", "621498320257", "9", "終", "1980/1/5", "男"));

  private static final List<List<String>> READ =
      List.of(
          List.of("06132013", "A-1", "621498320257", "12", "山田　太郎", "19800115", "1"),
          List.of("06132013", "A-2", "", "", "ﾔﾏﾀﾞ", "19890108", "2"),
          List.of("06132013", "A-3", "x", "●", "表示ソ能", "令和3年", ""),
          List.of("06132013", "A-4", "621498320257", "9", "終", "1980/1/5", "1"));

  private static final int[] WIDTHS = {8, 6, 12, 4, 10, 20, 2};
  private static final CharClasses CLASSES = new CharClasses(new java.util.BitSet());

  /** How a test file is laid out. */
  private enum Shape {
    SEMICOLONS_WITH_NAMES("separator: ';'\n", 1) {
      @Override
      String column(int index) {
        return "names: " + COLUMNS.get(index).header();
      }

      @Override
      byte[] line(List<String> values, Charset charset) {
        return quoted(values, ";").getBytes(charset);
      }
    },
    BARS_WITHOUT_HEADER("separator: '|'\nheader: none\n", 0) {
      @Override
      String column(int index) {
        return "field: " + (index + 1);
      }

      @Override
      byte[] line(List<String> values, Charset charset) {
        return quoted(values, "|").getBytes(charset);
      }
    },
    TABS_WITHOUT_QUOTES("separator: tab\nquoting: none\nheader: skip\n", 1) {
      @Override
      String column(int index) {
        return "field: " + (index + 1);
      }

      @Override
      byte[] line(List<String> values, Charset charset) {
        return String.join("\t", values).getBytes(charset);
      }
    },
    FIXED_WIDTH("fixedWidth: 78\ntrim: half\n", 0) {
      @Override
      String column(int index) {
        int start = 1 + 2 * index + Arrays.stream(WIDTHS).limit(index).sum();
        return "start: " + start + ", length: " + WIDTHS[index];
      }

      @Override
      byte[] line(List<String> values, Charset charset) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int i = 0; i < values.size(); i++) {
          byte[] value = values.get(i).getBytes(charset);
          byte[] field = Arrays.copyOf(value, WIDTHS[i] + (i + 1 < values.size() ? 2 : 0));
          Arrays.fill(field, value.length, field.length, (byte) ' ');
          line.writeBytes(field);
        }
        byte[] rest = new byte[78 - line.size()];
        Arrays.fill(rest, (byte) '.');
        line.writeBytes(rest);
        return line.toByteArray();
      }
    };

    private final String keys;
    private final int headers;

    Shape(String keys, int headers) {
      this.keys = keys;
      this.headers = headers;
    }

    abstract String column(int index);

    abstract byte[] line(List<String> values, Charset charset);

    private static String quoted(List<String> values, String separator) {
      return values.stream()
          .map(value -> value.isEmpty() ? value : '"' + value + '"')
          .collect(Collectors.joining(separator));
    }

    String yaml(Encoding encoding) {
      StringBuilder yaml = new StringBuilder(keys).append("columns:\n");
      for (int i = 0; i < COLUMNS.size(); i++) {
        yaml.append("  ").append(COLUMNS.get(i).header()).append(": {").append(column(i));
        if (COLUMNS.get(i) == Column.BIRTHDATE) {
          yaml.append(", date: 和暦");
        } else if (COLUMNS.get(i) == Column.SEX) {
          yaml.append(", codes: {男: 1, 女: 2}");
        }
        yaml.append("}\n");
      }
      return yaml + "encoding: " + encoding.label() + "\n";
    }
  }

  @TempDir Path folder;

  static Stream<Arguments> shapesAndEncodings() {
    return Stream.of(Shape.values())
        .flatMap(
            shape ->
                // Of windows-31j and EUC-JP a kanji has two bytes, of UTF-8 three.
                Stream.of(Encoding.values())
                    .filter(e -> shape != Shape.FIXED_WIDTH || e != Encoding.UTF_8)
                    .map(encoding -> Arguments.of(shape, encoding)));
  }

  @ParameterizedTest
  @MethodSource("shapesAndEncodings")
  void a_file_cut_at_every_byte_gives_every_line_once(Shape shape, Encoding encoding)
      throws Exception {
    UploadFile file = file(shape, encoding, "\r\n");
    List<String> expected = new ArrayList<>();
    if (shape.headers == 1) {
      expected.add("HEADER");
    }
    READ.forEach(record -> expected.add("RECORD " + record));
    expected.add(expected.size() - 1, "BLANK");
    assertThat(file.form().headerLines(), is(shape.headers));
    assertThat(file.form().encodingLabel(), is(encoding.label()));
    for (long cut = 1; cut < file.bytes(); cut++) {
      assertThat("cut at " + cut, read(file, cut), is(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header: skip 3\n",
        "header: skip 4\nfields: 2\ncolumns: {PersonId: 1, Name: 2}\n",
        "header: skip 4\ncolumns: {PersonId: 1, Name: {field: 2}}\n"
      })
  void lines_above_the_first_record_are_no_records_however_the_file_is_cut(String yaml)
      throws Exception {
    String text = "名簿,\"a\n\u3000,\" \r\n2026年,x,y\nPersonId,Name\nA-1,山田\n\nA-2,終\n";
    UploadFile file =
        open(yaml + "required: [PersonId]\n", text.getBytes(Encoding.UTF_8.charset()));
    assertThat(file.form().headerLines(), is(3));
    for (long cut = 1; cut < file.bytes(); cut++) {
      List<String> lines = new ArrayList<>();
      for (Slice slice : List.of(new Slice(0, 0, 0, cut), new Slice(0, 1, cut, file.bytes()))) {
        RecordView record = new RecordView(CLASSES, 20260401);
        try (RecordReader reader = RecordReader.open(file, slice, record)) {
          for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(
                line == RecordReader.Line.RECORD
                    ? record.string(Column.PERSON_ID)
                    : line.toString());
          }
        }
      }
      assertThat(
          "cut at " + cut,
          lines,
          is(List.of("HEADER", "BLANK", "HEADER", "HEADER", "A-1", "BLANK", "A-2")));
    }
  }

  @ParameterizedTest
  @MethodSource("shapesAndEncodings")
  void every_record_is_found_again_by_its_place(Shape shape, Encoding encoding) throws Exception {
    UploadFile file = file(shape, encoding, "\n");
    RecordView record = new RecordView(CLASSES, 20260401);
    List<Long> positions = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, whole(file), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        if (line == RecordReader.Line.RECORD) {
          positions.add(reader.position());
        }
      }
    }
    Collections.reverse(positions);
    List<List<String>> again = new ArrayList<>();
    UploadPlan plan = new UploadPlan(List.of(file), 1 << 20);
    try (RecordLookup lookup = new RecordLookup(plan::file, record, EnumSet.allOf(Column.class))) {
      for (long position : positions) {
        lookup.read(0, position);
        again.add(values(record));
      }
    }
    Collections.reverse(again);
    assertThat(again, is(READ));
  }

  @Test
  void files_of_two_layouts_are_found_again_one_after_the_other() throws Exception {
    UploadFile bars = file(Shape.BARS_WITHOUT_HEADER, Encoding.EUC_JP, "\n");
    UploadFile widths = file(Shape.FIXED_WIDTH, Encoding.WINDOWS_31J, "\n").withIndex(1);
    RecordView record = new RecordView(CLASSES, 20260401);
    try (RecordLookup lookup =
        new RecordLookup(
            new UploadPlan(List.of(bars, widths), 1 << 20)::file,
            record,
            EnumSet.allOf(Column.class))) {
      for (int i = 0; i < 3; i++) {
        lookup.read(0, 0);
        assertThat(values(record), is(READ.get(0)));
        lookup.read(1, 0);
        assertThat(values(record), is(READ.get(0)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void japanese_behind_megabytes_of_ascii_is_read_as_the_layout_says(Encoding encoding)
      throws Exception {
    String ascii = "06132013;A-1;621498320257;12;YAMADA;19800115;1\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        (COLUMNS.stream().map(Column::header).collect(Collectors.joining(";")) + "\n")
            .getBytes(encoding.charset()));
    bytes.writeBytes(ascii.repeat(100_000).getBytes(encoding.charset()));
    bytes.writeBytes(ascii.replace("YAMADA", "山田ﾀﾞ").getBytes(encoding.charset()));
    UploadFile file = open(Shape.SEMICOLONS_WITH_NAMES.yaml(encoding), bytes.toByteArray());
    RecordView record = new RecordView(CLASSES, 20260401);
    int records = 0;
    try (RecordReader reader = RecordReader.open(file, whole(file), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        records += line == RecordReader.Line.RECORD ? 1 : 0;
      }
    }
    assertThat(records, is(100_001));
    assertThat(record.string(Column.NAME), is("山田ﾀﾞ"));
  }

  @ParameterizedTest
  @CsvSource({"windows-31j", "euc-jp", "shift_jis-2004"})
  void a_line_of_another_width_or_with_half_a_character_is_unreadable(String encoding)
      throws Exception {
    String layout =
        "fixedWidth: 10\nrequired: []\nencoding: "
            + encoding
            + "\ncolumns: {PersonId: {start: 1, length: 3}, Name: {start: 6, length: 4}}\n";
    String text =
        """
        A-1..山田.
        A-1..山田..
        A-1..山田
        A-1..山.田

        A-1.山田..
        A-山.12345
        A-1.....田
        ...........山
        """;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        text.getBytes(Charset.forName(encoding.replace("shift_jis-2004", "x-SJIS_0213"))));
    bytes.writeBytes(new byte[] {'A', '-', '1', '.', '.', (byte) 0xFF, '2', '3', '4', '.', '\n'});
    bytes.writeBytes(new byte[] {'A', '-', '1', '.', '.', (byte) 0xFF, '2', '3', '\n'});
    UploadFile file = open(layout, bytes.toByteArray());
    RecordView record = new RecordView(CLASSES, 20260401);
    List<String> lines = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, whole(file), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        lines.add(
            line == RecordReader.Line.RECORD
                ? record.string(Column.PERSON_ID) + " " + record.string(Column.NAME)
                : line == RecordReader.Line.UNREADABLE
                    ? reader.cause().toString()
                    : line.toString());
      }
    }
    assertThat(
        lines,
        is(
            List.of(
                "A-1 山田",
                "FIELD_COUNT",
                "FIELD_COUNT",
                "UNDECODABLE",
                "BLANK",
                "UNDECODABLE",
                "UNDECODABLE",
                "UNDECODABLE",
                "FIELD_COUNT",
                "UNDECODABLE",
                "UNDECODABLE")));
  }

  @Test
  void without_quoting_a_quote_is_a_character_like_any_other() throws Exception {
    UploadFile file =
        open(
            "separator: ';'\nquoting: none\nheader: none\nfields: 3\nrequired: []\n"
                + "columns: {Name: 1, Address: 2}\n",
            "\"a;b\";c\n\"a\";\";\n\"a;b\n;;\n".getBytes(Encoding.UTF_8.charset()));
    RecordView record = new RecordView(CLASSES, 20260401);
    List<String> lines = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, whole(file), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        lines.add(
            line == RecordReader.Line.RECORD
                ? record.string(Column.NAME) + " " + record.string(Column.ADDRESS)
                : line == RecordReader.Line.UNREADABLE
                    ? reader.cause().toString()
                    : line.toString());
      }
    }
    assertThat(lines, is(List.of("\"a b\"", "\"a\" \"", "FIELD_COUNT", "BLANK")));
  }

  @Test
  void with_a_byte_order_mark_a_file_is_utf_8_whatever_the_layout_names() throws Exception {
    UploadFile file =
        open(
            "encoding: euc-jp\nheader: none\nrequired: []\ncolumns: {Name: 1}\n",
            "\uFEFF山田\n".getBytes(Encoding.UTF_8.charset()));
    assertThat(file.form().encodingLabel(), is("UTF-8"));
    assertThat(file.form().hasByteOrderMark(), is(true));
    RecordView record = new RecordView(CLASSES, 20260401);
    try (RecordReader reader = RecordReader.open(file, whole(file), record)) {
      assertThat(reader.next(), is(RecordReader.Line.RECORD));
      assertThat(record.string(Column.NAME), is("山田"));
    }
  }

  @Test
  void the_bytes_on_which_the_encodings_disagree_are_read_by_the_one_that_is_named()
      throws Exception {
    byte[] bytes = {
      (byte) 0x81, 0x5C, (byte) 0x81, 0x60, (byte) 0x81, 0x61, (byte) 0x81, 0x7C, '\n'
    };
    for (String[] expected :
        new String[][] {
          {"windows-31j", "\u2015\uFF5E\u2225\uFF0D"},
          {"shift_jis-2004", "\u2014\u301C\u2016\u2212"}
        }) {
      UploadFile file =
          open(
              "encoding: " + expected[0] + "\nheader: none\nrequired: []\ncolumns: {Name: 1}\n",
              bytes);
      RecordView record = new RecordView(CLASSES, 20260401);
      try (RecordReader reader = RecordReader.open(file, whole(file), record)) {
        assertThat(reader.next(), is(RecordReader.Line.RECORD));
        assertThat(expected[0], record.string(Column.NAME), is(expected[1]));
      }
    }
  }

  private UploadFile file(Shape shape, Encoding encoding, String lineEnd) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<List<String>> lines = new ArrayList<>();
    if (shape.headers == 1) {
      lines.add(COLUMNS.stream().map(Column::header).toList());
    }
    lines.addAll(RECORDS);
    for (List<String> line : lines) {
      if (line == RECORDS.get(RECORDS.size() - 1)) {
        bytes.writeBytes(lineEnd.getBytes(encoding.charset()));
      }
      bytes.writeBytes(shape.line(line, encoding.charset()));
      bytes.writeBytes(lineEnd.getBytes(encoding.charset()));
    }
    return open(shape.yaml(encoding), bytes.toByteArray());
  }

  private UploadFile open(String yaml, byte[] bytes) throws Exception {
    Path layout = Files.writeString(folder.resolve("layout.yaml"), yaml);
    Path path = Files.write(Files.createTempFile(folder, "upload", ".csv"), bytes);
    UploadPlanner planner = new UploadPlanner(Layout.read(layout), folder);
    UploadPlan plan = planner.plan(Map.of("upload.csv", path), 1 << 20);
    assertThat(planner.rejected(), is(List.of()));
    return plan.files().get(0);
  }

  private static Slice whole(UploadFile file) {
    return new Slice(file.index(), 0, 0, file.bytes());
  }

  /** The lines of a file that is read in two slices. */
  private static List<String> read(UploadFile file, long cut) throws IOException {
    RecordView record = new RecordView(CLASSES, 20260401);
    List<String> lines = new ArrayList<>();
    for (Slice slice : List.of(new Slice(0, 0, 0, cut), new Slice(0, 1, cut, file.bytes()))) {
      try (RecordReader reader = RecordReader.open(file, slice, record)) {
        for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
          lines.add(
              switch (line) {
                case RECORD -> "RECORD " + values(record);
                case UNREADABLE -> "UNREADABLE " + reader.cause();
                default -> line.toString();
              });
        }
      }
    }
    return lines;
  }

  private static List<String> values(RecordView record) {
    return COLUMNS.stream().map(record::string).toList();
  }
}
