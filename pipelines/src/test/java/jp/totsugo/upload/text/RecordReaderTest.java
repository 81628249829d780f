package jp.totsugo.upload.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.Checksum;
import jp.totsugo.upload.file.FileChangedException;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.plan.UploadOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line is read once, by one slice, and is what a plain reading of the whole file says. */
class RecordReaderTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.INSURER_NUMBER,
          Column.PERSON_ID,
          Column.MY_NUMBER,
          Column.NUMBER,
          Column.BIRTHDATE,
          Column.SEX);
  private static final String HEADER =
      "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex";
  private static final Set<String> NAMES = Set.copyOf(Layout.standard().names().values());
  private static final CharClasses CLASSES = new CharClasses(new java.util.BitSet());
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void a_random_file_cut_in_two_at_every_byte_gives_the_same_lines(int seed) throws Exception {
    UploadFile file = write(randomFile(new Random(seed)));
    List<String> expected = plainReading(file);
    for (long cut = 1; cut < file.bytes(); cut++) {
      assertThat("cut at " + cut, read(file, 0, cut, file.bytes()), is(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23, 24})
  void a_random_file_cut_at_every_byte_at_once_gives_the_same_lines(int seed) throws Exception {
    UploadFile file = write(randomFile(new Random(seed)));
    long[] cuts = new long[(int) file.bytes() + 1];
    Arrays.setAll(cuts, i -> i);
    assertThat(read(file, cuts), is(plainReading(file)));
  }

  private static byte[] randomFile(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (random.nextInt(3) == 0) {
      bytes.writeBytes(BOM);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      bytes.writeBytes(ascii(List.of("\n", "\r\n", ",,,\n", "\" \"\r\n").get(random.nextInt(4))));
    }
    bytes.writeBytes(ascii(HEADER + (random.nextBoolean() ? "\n" : "\r\n")));
    String[] parts = {
      ",",
      ",",
      ",,,,,",
      "\"",
      "\"\"",
      "\"a,b\"",
      "1,2,3,4,5,6",
      HEADER,
      "\uFEFF",
      "Sex,PersonId,\"Name\"\n",
      "性別,氏名,,住所",
      " ",
      "\u3000",
      "\u3000,\"\n",
      "あ",
      "ﾃ",
      "\r",
      "\r\n",
      "\n",
      "\n",
      "\r\r\n"
    };
    for (int i = 0; i < 40; i++) {
      if (random.nextInt(12) == 0) {
        bytes.write(random.nextInt(256));
      } else {
        bytes.writeBytes(parts[random.nextInt(parts.length)].getBytes(StandardCharsets.UTF_8));
      }
    }
    if (random.nextBoolean()) {
      bytes.writeBytes(ascii(List.of("\u001A", "\u001A\n", "\u001A\r\n").get(random.nextInt(3))));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "65534, LF", "65535, LF", "65536, LF", "65537, LF", "65538, LF", "65539, LF",
    "65534, CRLF", "65535, CRLF", "65536, CRLF", "65537, CRLF", "65538, CRLF", "65539, CRLF",
    "65534, NONE", "65535, NONE", "65536, NONE", "65537, NONE", "65538, NONE", "65539, NONE",
    "65534, CR", "65535, CR", "65536, CR", "65537, CR", "65538, CR", "65539, CR",
    "65534, MARK", "65535, MARK", "65536, MARK", "65537, MARK", "65538, MARK", "65539, MARK",
    "65534, CRLF_MARK", "65535, CRLF_MARK", "65536, CRLF_MARK", "65537, CRLF_MARK",
  })
  void a_line_of_64_kib_is_a_record_and_one_byte_more_is_too_long(int length, String end)
      throws Exception {
    String lineEnd =
        switch (end) {
          case "LF" -> "\n";
          case "CRLF" -> "\r\n";
          case "CR" -> "\r";
          case "MARK" -> "\u001A";
          case "CRLF_MARK" -> "\r\n\u001A";
          default -> "";
        };
    String record = "1,2,3,4,5,";
    UploadFile file =
        write(ascii(HEADER + "\n" + record + "x".repeat(length - record.length()) + lineEnd));
    List<String> lines = read(file, 0, file.bytes());
    assertThat(lines, is(plainReading(file)));
    assertThat(
        lines.get(1).contains(length <= 65536 ? " RECORD " : " UNREADABLE TOO_LONG"), is(true));
  }

  @ParameterizedTest
  @ValueSource(ints = {65535, 65536, 65537, 65538, 524_286, 524_287, 524_288, 524_289, 1_200_000})
  void a_long_line_anywhere_about_the_reader_s_buffer_spoils_itself_alone(int length)
      throws Exception {
    String before = ("1," + "p".repeat(990) + ",3,4,5,6\n").repeat(600);
    for (int gap : new int[] {-1, 0, 1, 65_536, 65_537, 65_538}) {
      int filler = 524_288 - gap - HEADER.length() - 1;
      String text =
          HEADER
              + "\n"
              + before.substring(0, filler - 1)
              + "\n"
              + "y".repeat(length)
              + "\r\n1,2,3,4,5,é\n";
      UploadFile file = write(text.getBytes(StandardCharsets.UTF_8));
      List<String> expected = plainReading(file);
      long middle = 524_288 - gap + length / 2;
      assertThat("gap " + gap, read(file, 0, file.bytes()), is(expected));
      assertThat("gap " + gap, read(file, 0, middle, middle + 10, file.bytes()), is(expected));
    }
  }

  @Test
  void a_line_that_is_too_long_and_undecodable_is_undecodable() throws Exception {
    for (int at : new int[] {0, 70_000, 524_288, 699_999}) {
      byte[] line = new byte[700_000];
      Arrays.fill(line, (byte) 'z');
      line[at] = (byte) 0xFF;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes((HEADER + "\nあ,2,3,4,5,6\n").getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(line);
      UploadFile file = write(bytes.toByteArray());
      assertThat(read(file, 0, file.bytes()).get(2).replaceAll(".* ", ""), is("UNDECODABLE"));
    }
  }

  @Test
  void a_character_that_is_cut_at_the_end_of_a_long_line_is_undecodable() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] wide = "あ".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(Arrays.copyOf(wide, wide.length - 1));
    bytes.writeBytes(ascii("\n1,2,3,4,5,6\n"));
    bytes.writeBytes("あ,2,3,4,5,6\n".repeat(3).getBytes(StandardCharsets.UTF_8));
    UploadFile file = write(bytes.toByteArray());
    assertThat(
        read(file, 0, file.bytes()).get(1),
        is("2 @" + (HEADER.length() + 1) + " UNREADABLE UNDECODABLE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", " ", "\u3000", "\","})
  void a_blank_line_is_blank_however_long_it_is(String part) throws Exception {
    for (int length : new int[] {65536, 65537, 600_000}) {
      for (String end : List.of("", "\n", "\r\n")) {
        String blank = part.repeat(length / part.getBytes(StandardCharsets.UTF_8).length);
        UploadFile file =
            write((HEADER + "\nあ,2,3,4,5,6\n" + blank + end).getBytes(StandardCharsets.UTF_8));
        assertThat(read(file, 0, file.bytes()).get(2).replaceAll(".* ", ""), is("BLANK"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'1,2', true",
    "'1,2\u001A', true",
    "'\"1,2,3,4,5,6', true",
    "'1,2\n', false",
    "'1,2\r\n\u001A', false",
    "'1,2,3,4,5,6', false",
    "',,', false",
  })
  void a_file_is_cut_off_if_its_last_line_is_unreadable_and_has_no_end(String last, boolean cutOff)
      throws Exception {
    for (String before : List.of("", "1,2,3,4,5,6\n", "1,2\n", "x".repeat(700_000) + "\n")) {
      UploadFile file = write(ascii(HEADER + "\n" + before + last));
      assertThat(isCutOff(file, 0, file.bytes()), is(cutOff));
      assertThat(isCutOff(file, 0, HEADER.length() + 3, file.bytes()), is(cutOff));
    }
  }

  @Test
  void a_last_line_that_is_too_long_is_cut_off_too() throws Exception {
    for (int length : new int[] {65537, 700_000}) {
      UploadFile file = write(ascii(HEADER + "\n" + "x".repeat(length)));
      assertThat(isCutOff(file, 0, file.bytes()), is(true));
    }
  }

  private static boolean isCutOff(UploadFile file, long... borders) throws IOException {
    boolean cutOff = false;
    RecordView record = new RecordView(CLASSES, 20260401);
    for (int i = 0; i + 1 < borders.length; i++) {
      Slice slice = new Slice(0, i, borders[i], borders[i + 1]);
      try (RecordReader reader = RecordReader.open(file, slice, record)) {
        for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
          cutOff |= line == RecordReader.Line.UNREADABLE && reader.isCutOff();
        }
      }
    }
    return cutOff;
  }

  @Test
  void quotes_are_read_by_rfc_4180() throws Exception {
    UploadFile file =
        write(
            ascii(
                HEADER
                    + "\n\"a\"\"b\",\"c,d\",,\"\",e\"f,\"\"\"\"\n"
                    + "1,2,3,4,5,\"6\n"
                    + "1,2,3,4,5,\"6\"x\n"
                    + "1,2,3,4,5\n"
                    + "1,2,3,4,5,6,7\n"
                    + "\"1,2,3,4,5,6\n"));
    assertThat(
        read(file, 0, file.bytes()).stream()
            .filter(line -> !line.startsWith("checksum"))
            .map(line -> line.replaceFirst("@\\d+ ", ""))
            .toList(),
        contains(
            "1 HEADER",
            "2 RECORD [a\"b][c,d][][][e\"f][\"]",
            "3 UNREADABLE UNCLOSED_QUOTE",
            "4 UNREADABLE UNCLOSED_QUOTE",
            "5 UNREADABLE FIELD_COUNT",
            "6 UNREADABLE FIELD_COUNT",
            "7 UNREADABLE UNCLOSED_QUOTE"));
  }

  @Test
  void a_file_that_got_shorter_stops_the_run() throws Exception {
    UploadFile file = write(ascii(HEADER + "\n" + "1,2,3,4,5,6\n".repeat(10)));
    Files.write(file.file(), ascii(HEADER + "\n1,2"));
    org.junit.jupiter.api.Assertions.assertThrows(
        FileChangedException.class, () -> read(file, 0, file.bytes()));
  }

  private UploadFile write(byte[] bytes) throws IOException, Rejection {
    Path path = Files.write(folder.resolve("06132013.csv"), bytes);
    return new UploadOpener(Layouts.of(Layout.standard())).open("06132013.csv", path, path);
  }

  /** The lines that slices with these borders give, and the file's checksum put together again. */
  private static List<String> read(UploadFile file, long... borders) throws IOException {
    List<String> lines = new ArrayList<>();
    RecordView record = new RecordView(CLASSES, 20260401);
    long checksum = 0;
    int linesBefore = 0;
    for (int i = 0; i + 1 < borders.length; i++) {
      Slice slice = new Slice(0, i, borders[i], borders[i + 1]);
      try (RecordReader reader = RecordReader.open(file, slice, record)) {
        for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
          String place = linesBefore + reader.lineNumber() + " @" + reader.offset() + " " + line;
          lines.add(
              switch (line) {
                case RECORD -> place + " " + fields(record);
                case UNREADABLE -> place + " " + reader.cause();
                default -> place;
              });
        }
        linesBefore += reader.lineNumber();
        checksum = Checksum.combine(checksum, reader.checksum(), slice.end() - slice.start());
      }
    }
    lines.add("checksum " + checksum);
    return lines;
  }

  private static String fields(RecordView record) {
    StringBuilder fields = new StringBuilder();
    COLUMNS.forEach(column -> fields.append('[').append(record.string(column)).append(']'));
    return fields.toString();
  }

  /** The same by the simplest means: the whole file at once. */
  private static List<String> plainReading(UploadFile file) throws IOException {
    byte[] bytes = Files.readAllBytes(file.file());
    int end = textEnd(bytes);
    List<String> lines = new ArrayList<>();
    boolean headerSeen = false;
    int from = file.form().hasByteOrderMark() ? 3 : 0;
    for (int number = 1; from < end; number++) {
      int to = from;
      while (to < end && bytes[to] != '\n') {
        to++;
      }
      int next = to + 1;
      if (to > from && bytes[to - 1] == '\r') {
        to--;
      }
      String place = number + " @" + from + " ";
      Encoding encoding = ((CsvForm) file.form()).encoding();
      String text = text(Arrays.copyOfRange(bytes, from, to), encoding);
      if (text != null && text.matches("[,\" \u3000\uFEFF]*")) {
        lines.add(place + "BLANK");
      } else if (!headerSeen && bytes[from] != '\r') {
        headerSeen = true;
        lines.add(place + "HEADER");
      } else {
        lines.add(place + (text == null ? "UNREADABLE UNDECODABLE" : record(text, to - from)));
      }
      from = next;
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    lines.add("checksum " + crc.getValue());
    return lines;
  }

  private static int textEnd(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String end : List.of("\u001A", "\u001A\n", "\u001A\r\n")) {
      if (text.endsWith(end)) {
        return bytes.length - end.length();
      }
    }
    return bytes.length;
  }

  /** Null if the bytes are none. */
  private static String text(byte[] line, Encoding encoding) {
    try {
      return encoding.charset().newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String record(String line, int bytes) {
    if (bytes > 65536) {
      return "UNREADABLE TOO_LONG";
    }
    String record = fields(line);
    String header = fields(line.replaceFirst("^\uFEFF", ""));
    if (header.startsWith("RECORD ")) {
      List<String> names =
          Splitter.on("][")
              .splitToStream(header.substring(8, header.length() - 1))
              .filter(name -> !name.isEmpty())
              .toList();
      if (names.size() >= 3 && NAMES.containsAll(names)) {
        return "HEADER";
      }
    }
    return record.startsWith("RECORD ") && record.split("]\\[", -1).length != 6
        ? "UNREADABLE FIELD_COUNT"
        : record;
  }

  private static String fields(String text) {
    StringBuilder record = new StringBuilder("RECORD ");
    int at = 0;
    do {
      StringBuilder field = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        int close = at;
        do {
          close = text.indexOf('"', close + 1);
          if (close < 0) {
            return "UNREADABLE UNCLOSED_QUOTE";
          }
          if (close + 1 < text.length() && text.charAt(close + 1) == '"') {
            close++;
          } else {
            break;
          }
        } while (true);
        field.append(text.substring(at + 1, close).replace("\"\"", "\""));
        at = close + 1;
        if (at < text.length() && text.charAt(at) != ',') {
          return "UNREADABLE UNCLOSED_QUOTE";
        }
      } else {
        int comma = text.indexOf(',', at);
        int stop = comma < 0 ? text.length() : comma;
        field.append(text, at, stop);
        at = stop;
      }
      record.append('[').append(field).append(']');
      at++;
    } while (at <= text.length());
    return record.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
