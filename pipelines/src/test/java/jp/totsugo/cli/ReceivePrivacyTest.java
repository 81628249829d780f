package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.record.MyNumber;
import jp.totsugo.table.JsonFile;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** My Numbers that clerks write into packs stand in no byte of what is made of these. */
class ReceivePrivacyTest {
  private static final String INSURER = "06132013";
  private static final List<PackColumn> WRITTEN =
      List.of(
          PackColumn.ANSWER,
          PackColumn.REASON,
          PackColumn.ANSWERED_ON,
          PackColumn.ANSWERED_BY,
          PackColumn.ISSUE_ID,
          PackColumn.VALUE,
          PackColumn.PERSON_ID);
  private static final List<String> SEPARATORS =
      List.of(
          "", "-", " ", "－", "　", "/", "・", ",", ".", "ー", "\u200B", "\t", "—", "、", "_", ") (");

  @TempDir Path folder;
  private final Random random = new Random(5);
  private final Set<String> numbers = new TreeSet<>();

  private String number() {
    char[] digits = new char[MyNumber.LENGTH];
    do {
      for (int i = 0; i < digits.length; i++) {
        digits[i] = (char) ('0' + random.nextInt(10));
      }
    } while (!MyNumber.hasRightCheckDigit(digits, 0) || !numbers.add(new String(digits)));
    return new String(digits);
  }

  private static String written(String number, boolean isWide, String separator) {
    String digits = isWide ? wide(number) : number;
    return String.join(
        separator, digits.substring(0, 4), digits.substring(4, 8), digits.substring(8));
  }

  private static String wide(String digits) {
    StringBuilder wide = new StringBuilder();
    digits.chars().forEach(c -> wide.append((char) (c - '0' + '０')));
    return wide.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "csv"})
  void planted_numbers_stand_nowhere(String form) throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("in"));
    Upload upload = Upload.withHeader();
    int cases = WRITTEN.size() * SEPARATORS.size() * 2 * 2;
    for (int i = 0; i < cases; i++) {
      upload.record(
          "PersonId",
          "P-" + i,
          "MyNumber",
          "",
          "MyNumberAbsenceReason",
          "3",
          "Name",
          "山田",
          "InsuredIdentificationNumber",
          Integer.toString(1000 + i));
    }
    upload.in(uploads);
    Path run = folder.resolve("run");
    assertThat(CommandRun.ofJob(uploads, run).exitCode(), is(0));
    ReturnedPack pack = ReturnedPack.of(run, INSURER);
    int next = 0;
    for (PackColumn column : WRITTEN) {
      for (String separator : SEPARATORS) {
        for (boolean isWide : new boolean[] {false, true}) {
          for (String around : new String[] {"", "番号"}) {
            Map<PackColumn, String> row = pack.rows.get(next++);
            row.put(PackColumn.ANSWER, "疑いなし");
            row.put(PackColumn.REASON, "確認した");
            row.put(PackColumn.ANSWERED_ON, "2026-05-01");
            row.put(column, around + written(number(), isWide, separator) + around);
          }
        }
      }
    }
    String inName = number();
    pack.sheetName = "一覧" + number();
    Path file = folder.resolve("pack " + inName + "." + form);
    if (form.equals("xlsx")) {
      pack.xlsx(file);
    } else {
      pack.csv(file, UTF_8, ",", "");
    }
    Path out = folder.resolve("out");
    CommandRun received =
        CommandRun.of("receive", file.toString(), "--run", run.toString(), "--out", out.toString());

    assertThat(received.err(), received.exitCode(), is(0));
    assertThat(
        JsonFile.read(out.resolve("receive.json")).path("accepted").asInt(), greaterThan(100));
    List<String> found = new ArrayList<>();
    look("terminal", received.out() + received.err(), found);
    for (Path output : OutputTree.files(out)) {
      String name = output.getFileName().toString();
      look(name, name, found);
      look(name, new String(Files.readAllBytes(output), UTF_8), found);
      look(name, new String(Files.readAllBytes(output), ISO_8859_1), found);
      if (name.endsWith(".xlsx")) {
        lookInto(output, found);
      } else if (name.endsWith(".avro")) {
        lookIntoAvro(output, found);
      }
    }
    assertThat(found, is(empty()));
  }

  /** With nothing but the digits kept, however they are separated. */
  private void look(String where, String text, List<String> found) {
    for (String line : text.split("[\\r\\n]+")) {
      for (String cell : line.split("[\",|<>]+")) {
        String digits = SpelledNumbers.digits(cell);
        for (String run : SpelledNumbers.runs(digits, MyNumber.LENGTH)) {
          if (numbers.contains(run)) {
            found.add(where + ": " + run);
          }
        }
      }
    }
  }

  private void lookInto(Path workbook, List<String> found) throws IOException {
    try (ZipFile zip = new ZipFile(workbook.toFile())) {
      for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
        ZipEntry part = parts.nextElement();
        String text = new String(zip.getInputStream(part).readAllBytes(), UTF_8);
        StringBuilder plain = new StringBuilder();
        java.util.regex.Matcher entity =
            java.util.regex.Pattern.compile("&#x([0-9a-f]+);").matcher(text);
        while (entity.find()) {
          entity.appendReplacement(
              plain,
              java.util.regex.Matcher.quoteReplacement(
                  Character.toString(Integer.parseInt(entity.group(1), 16))));
        }
        entity.appendTail(plain);
        look(workbook + " " + part.getName(), plain.toString(), found);
      }
    }
  }

  private void lookIntoAvro(Path file, List<String> found) throws IOException {
    try (DataFileReader<Object> rows =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      while (rows.hasNext()) {
        look(file.toString(), rows.next().toString(), found);
      }
    }
  }

  @Test
  void a_number_is_found_where_it_is_not_masked() {
    List<String> found = new ArrayList<>();
    String number = number();
    look("here", "番号は" + written(number, true, " ・ "), found);
    assertThat(found, is(List.of("here: " + number)));
  }
}
