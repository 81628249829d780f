package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;

/**
 * The records of a synthetic prefecture as other programs would write them, and the layouts that
 * say how. Line numbers are those of the standard form: a blank line stands where that has its
 * header.
 */
enum ForeignUploads {
  /** The standard form itself, to compare with. */
  STANDARD("UTF-8") {
    @Override
    String yaml() {
      return "";
    }

    @Override
    byte[] header() {
      return line(names());
    }

    @Override
    byte[] line(Map<String, String> record) {
      return line(record.values());
    }

    private byte[] line(Iterable<String> values) {
      return encoded(quoted(values, ","));
    }
  },

  /** What a mainframe writes. */
  FIXED_WIDTH("windows-31j") {
    @Override
    String yaml() {
      StringBuilder yaml =
          new StringBuilder(
              "fixedWidth: "
                  + NAMES.size() * FIELD
                  + "\nencoding: windows-31j\ntrim: both\ndate: 和暦\ncolumns:\n");
      for (int i = 0; i < NAMES.size(); i++) {
        yaml.append(
            String.format("  %s: {start: %d, length: %d}%n", NAMES.get(i), i * FIELD + 1, FIELD));
      }
      return yaml.toString();
    }

    @Override
    byte[] line(Map<String, String> record) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      record.forEach(
          (column, value) -> {
            byte[] bytes = encoded(isDate(column) ? date(value, WAREKI) : value);
            byte[] field = Arrays.copyOf(bytes, FIELD);
            Arrays.fill(field, bytes.length, FIELD, (byte) ' ');
            line.writeBytes(field);
          });
      return line.toByteArray();
    }

    @Override
    boolean canHold(String value) {
      return super.canHold(value) && value.strip().equals(value) && encoded(value).length <= FIELD;
    }
  },

  /** What a UNIX system writes, with era codes. */
  TABS("x-eucJP-Open") {
    @Override
    String yaml() {
      StringBuilder yaml =
          new StringBuilder(
              "separator: tab\nquoting: none\nheader: none\nencoding: euc-jp\ndate: GYYMMDD\n"
                  + "fields: 24\ncolumns:\n");
      for (int i = 0; i < NAMES.size(); i++) {
        yaml.append("  ").append(NAMES.get(i)).append(": ").append(i + 2).append("\n");
      }
      return yaml.toString();
    }

    @Override
    byte[] line(Map<String, String> record) {
      Map<String, String> own = new LinkedHashMap<>(record);
      own.replaceAll((column, value) -> isDate(column) ? date(value, CODES) : value);
      return encoded("1\t" + String.join("\t", own.values()) + "\t");
    }

    @Override
    boolean canHold(String value) {
      return super.canHold(value) && !value.contains("\t");
    }
  },

  /** What a spreadsheet writes for people to read. */
  SEMICOLONS("windows-31j") {
    @Override
    String yaml() {
      return """
      separator: ";"
      date: YYYY/MM/DD
      columns:
        MyNumber: [マイナンバー]
        NameKana: [カナ氏名]
        Sex:
          names: [男女の別]
          codes: {男: 1, 女: 2, 不明: 3}
        PersonalFamilyClassification:
          codes: {本人: 1, 家族: 2}
        DisqualificationDate:
          codes: {9999/12/31: ""}
        ReasonOfLoss:
          codes: {死亡: 01}
      """;
    }

    @Override
    byte[] header() {
      List<String> header =
          names().stream()
              .map(
                  name ->
                      switch (name) {
                        case "MyNumber" -> "マイナンバー";
                        case "NameKana" -> "カナ氏名";
                        case "Sex" -> "男女の別";
                        default -> name;
                      })
              .toList();
      return encoded(quoted(header, ";"));
    }

    @Override
    byte[] line(Map<String, String> record) {
      Map<String, String> own = new LinkedHashMap<>(record);
      own.replaceAll((column, value) -> isDate(column) ? date(value, SLASHES) : value);
      own.computeIfPresent("Sex", (column, value) -> SEXES.getOrDefault(value, value));
      own.computeIfPresent(
          "PersonalFamilyClassification",
          (column, value) -> Map.of("1", "本人", "2", "家族").getOrDefault(value, value));
      own.computeIfPresent("ReasonOfLoss", (column, value) -> value.equals("01") ? "死亡" : value);
      own.computeIfPresent(
          "DisqualificationDate", (column, value) -> value.isEmpty() ? "9999/12/31" : value);
      return encoded(quoted(own.values(), ";"));
    }

    @Override
    boolean canHold(String value) {
      // A defect of the standard form that is none in this one.
      return super.canHold(value) && !value.matches("[0-9]{4}/[0-9]+/[0-9]+");
    }
  };

  private static final List<String> NAMES =
      Arrays.stream(Column.values()).map(Column::header).toList();
  private static final Map<String, String> SEXES = Map.of("1", "男", "2", "女", "3", "不明");
  private static final int FIELD = 90;
  private static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("uuuu/M/d");
  private static final DateTimeFormatter WAREKI =
      DateTimeFormatter.ofPattern("Gy年M月d日", Locale.JAPAN);
  private static final DateTimeFormatter CODES = DateTimeFormatter.ofPattern("Gyy");

  private final Charset charset;

  ForeignUploads(String charset) {
    this.charset = Charset.forName(charset);
  }

  /** The layout that says how the uploads are to be read. */
  abstract String yaml();

  /** What stands in the first line. */
  byte[] header() {
    return new byte[0];
  }

  abstract byte[] line(Map<String, String> record);

  /** Whether the value can be written so that it is read as it was. */
  boolean canHold(String value) {
    return charset.newEncoder().canEncode(value);
  }

  /**
   * Writes the records of standard uploads that every form can hold.
   *
   * @return how many records
   */
  int write(Path standardUploads, Path target) throws IOException {
    Files.createDirectories(target);
    int records = 0;
    for (Path upload : OutputTree.files(standardUploads)) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      text.writeBytes(header());
      text.write('\n');
      for (Map<String, String> record : rows(upload)) {
        if (everyFormCanHold(record)) {
          text.writeBytes(line(record));
          text.write('\n');
          records++;
        }
      }
      Files.write(target.resolve(upload.getFileName()), text.toByteArray());
    }
    return records;
  }

  private static List<Map<String, String>> rows(Path upload) throws IOException {
    byte[] bytes = Files.readAllBytes(upload);
    Path utf8 = Files.createTempFile("upload", ".csv");
    try {
      String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      Files.writeString(
          utf8, text.contains("\uFFFD") ? new String(bytes, Charset.forName("windows-31j")) : text);
      return CsvTable.rows(utf8).stream().map(ForeignUploads::named).toList();
    } finally {
      Files.delete(utf8);
    }
  }

  /** The row by the English names; the generator writes all columns in the usual order. */
  private static Map<String, String> named(Map<String, String> row) {
    assertThat(row.size(), is(NAMES.size()));
    Map<String, String> record = new LinkedHashMap<>();
    Iterator<String> values = row.values().iterator();
    NAMES.forEach(name -> record.put(name, values.next()));
    return record;
  }

  private static boolean everyFormCanHold(Map<String, String> record) {
    return Arrays.stream(values())
        .allMatch(form -> record.values().stream().allMatch(form::canHold));
  }

  byte[] encoded(String text) {
    return text.getBytes(charset);
  }

  static List<String> names() {
    return NAMES;
  }

  private static boolean isDate(String column) {
    return Column.DATES.contains(Column.ofHeader(column));
  }

  /** The date in another form; what is none stays. */
  private static String date(String value, DateTimeFormatter form) {
    try {
      LocalDate date = LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
      if (form == SLASHES) {
        return form.format(date);
      }
      JapaneseDate japanese = JapaneseDate.from(date);
      if (form == WAREKI) {
        return WAREKI.format(japanese).replaceFirst("^(..)1年", "$1元年");
      }
      int era = japanese.get(ChronoField.ERA) + 2;
      int year = japanese.get(ChronoField.YEAR_OF_ERA);
      return String.format("%d%02d%02d%02d", era, year, date.getMonthValue(), date.getDayOfMonth());
    } catch (DateTimeException e) {
      return value;
    }
  }

  private static String quoted(Iterable<String> values, String separator) {
    return com.google.common.collect.Streams.stream(values)
        .map(value -> '"' + value.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(separator));
  }
}
