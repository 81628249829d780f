package jp.totsugo.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.totsugo.SpecTables;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.text.CsvForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records of values that stand in the spec tables, shuffled and damaged, say the same of themselves
 * whether they are read as bytes or decoded first, and their rules find the same with triggers as
 * without.
 */
class TriggerTest {
  private static final int RECORDS = 20_000;
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);
  private static final int INSURER = InsurerNumber.parse("06132013");
  private static final Column[] COLUMNS = Column.values();

  /** Each does something to a value somewhere in the code. */
  private static final List<String> DAMAGE =
      List.of("\0", " ", "　", "●", "?", "１", "ｱ", "ー", "9", "0", ":", "𠮷", "-", "a", "ァ", "髙");

  @TempDir Path folder;

  private final RuleSettings settings = RuleSettingsFile.defaults(AS_OF);
  private final Map<Column, List<String>> values = new TreeMap<>();

  @BeforeEach
  void read_the_values_of_all_spec_tables() {
    for (Rule rule : Rule.values()) {
      if (rule.scope() != Rule.Scope.RECORD) {
        continue;
      }
      for (Map<String, String> row : SpecTables.rows("spec/rules/" + rule + ".csv")) {
        Map<String, String> record = SpecTables.baseRecord();
        SpecTables.apply(row.get("values"), record);
        record.forEach(
            (header, value) -> {
              Column column = Column.ofHeader(header);
              if (column != null) {
                values.computeIfAbsent(column, c -> new ArrayList<>()).add(value);
              }
            });
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoding.class,
      names = {"UTF_8", "WINDOWS_31J"})
  void bytes_say_what_characters_say_and_no_trigger_hides_a_finding(Encoding encoding)
      throws IOException {
    Random random = new Random(20260401);
    List<List<String>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(record(random, encoding.charset()));
    }
    List<String> ofBytes = read(records, "", encoding, true);
    List<String> ofCharacters = read(records, "\"", encoding, false);
    for (int i = 0; i < RECORDS; i++) {
      assertThat(records.get(i).toString(), ofBytes.get(i), is(ofCharacters.get(i)));
    }
    long clean = ofBytes.stream().filter(text -> text.endsWith("[]")).count();
    assertThat(clean, is(greaterThan(RECORDS / 20L)));
    assertThat(RECORDS - clean, is(greaterThan(RECORDS / 20L)));
  }

  @Test
  void every_rule_that_one_record_decides_has_a_trigger_over_columns_that_it_reads() {
    for (Rule rule : Rule.values()) {
      assertThat(rule.name(), rule.trigger() != null, is(rule.scope() == Rule.Scope.RECORD));
      if (rule.trigger() != null) {
        rule.trigger()
            .forEach(
                (column, signs) ->
                    assertThat(rule + " " + column, rule.columns().contains(column), is(true)));
      }
    }
  }

  /** Mostly the record that is right, in some columns a value of a spec table, at times damaged. */
  private List<String> record(Random random, Charset charset) {
    Map<String, String> base = SpecTables.baseRecord();
    List<String> record = new ArrayList<>();
    int changes = random.nextInt(3);
    for (Column column : COLUMNS) {
      String value = base.getOrDefault(column.header(), "");
      if (random.nextInt(COLUMNS.length) < changes) {
        List<String> known = values.get(column);
        value = known.get(random.nextInt(known.size()));
        if (random.nextInt(3) == 0) {
          int at = random.nextInt(value.length() + 1);
          value =
              value.substring(0, at)
                  + DAMAGE.get(random.nextInt(DAMAGE.size()))
                  + value.substring(at);
        }
      }
      // What cannot be written without quotes, or at all, is read in neither way.
      value = value.replaceAll("[,\"\r\n]", "");
      record.add(new String(value.getBytes(charset), charset).replaceAll("[,\"\r\n\uFFFD]", ""));
    }
    return record;
  }

  private List<String> read(
      List<List<String>> records, String quote, Encoding encoding, boolean triggers)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("h\n".getBytes(UTF_8));
    for (List<String> record : records) {
      String line =
          record.stream()
              .map(value -> quote + value + quote)
              .collect(Collectors.joining(",", "", "\n"));
      text.writeBytes(line.getBytes(encoding.charset()));
    }
    Path path = Files.write(folder.resolve("upload.csv"), text.toByteArray());
    UploadFile file =
        new UploadFile(
            0,
            "upload.csv",
            path.toString(),
            path.toString(),
            text.size(),
            Arrays.stream(COLUMNS).mapToInt(Column::ordinal).toArray(),
            INSURER,
            new CsvForm(text.size(), encoding, false, 0));
    RecordView record = settings.newRecordView();
    RuleSet rules = new RuleSet(settings, file.presentColumns());
    List<String> read = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        if (line == RecordReader.Line.HEADER) {
          continue;
        }
        read.add(line == RecordReader.Line.RECORD ? told(record, rules, triggers) : line.name());
      }
    }
    return read;
  }

  /** All that a record says of itself, and what its rules find. */
  private static String told(RecordView record, RuleSet rules, boolean triggers) {
    Findings findings = new Findings();
    if (triggers) {
      rules.check(record, findings);
    } else {
      rules.checkWithoutTriggers(record, findings);
    }
    StringBuilder told = new StringBuilder();
    for (Column column : COLUMNS) {
      told.append(record.date(column))
          .append(record.isEmpty(column) ? " - " : " + ")
          .append(record.classes(column))
          .append(' ')
          .append(record.length(column))
          .append('[')
          .append(record.string(column))
          .append(']');
    }
    told.append(record.hasTwelveDigits() ? record.myNumber() : -1)
        .append(record.hasRightCheckDigit())
        .append(record.hasValidNumber())
        .append(' ')
        .append(record.sex())
        .append(' ')
        .append(record.ownInsurer())
        .append('\n');
    List<String> found = new ArrayList<>();
    for (int i = 0; i < findings.count(); i++) {
      found.add(findings.rule(i) + " " + findings.cause(i) + " " + findings.field(i));
    }
    return told.append(found).toString();
  }
}
