package jp.totsugo.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.schema.IssueRate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link ParquetTable} writes, {@link ParquetRows} reads. */
class ParquetRowsTest {
  @TempDir Path folder;

  private static IssueRate rate(String insurer, String rule, Double perMillion) {
    return IssueRate.newBuilder()
        .setAsOf("2026-04-01")
        .setRunId("run")
        .setInsurer(insurer)
        .setCategory("MISSING_CARD")
        .setRule(rule)
        .setFindings(3)
        .setRecords(2)
        .setDenominator(1_000)
        .setPerMillion(perMillion)
        .setNew$(1)
        .setOpen(1)
        .setReopened(1)
        .setCleared(0)
        .setClosedCorrected(7)
        .setClosedLeft(0)
        .setClosedRuleChanged(0)
        .setClosedRegisterChanged(0)
        .setUnobserved(0)
        .setClosedUntraceable(0)
        .setRuleVersion("12ab")
        .build();
  }

  private static List<IssueRate> read(Path file) throws IOException {
    List<IssueRate> rows = new ArrayList<>();
    ParquetRows.forEach(file, IssueRate.class, rows::add);
    return rows;
  }

  private Path written(String name, Iterable<IssueRate> rows) throws IOException {
    Path file = folder.resolve(name);
    try (ParquetTable<IssueRate> table = ParquetTable.open(IssueRate.getClassSchema(), file)) {
      for (IssueRate row : rows) {
        table.write(row);
      }
    }
    return file;
  }

  @Test
  void rows_are_read_as_they_were_written() throws IOException {
    List<IssueRate> rows =
        List.of(
            rate("01139906", "CARD_NOT_REGISTERED", 2_000.0),
            rate("nation", "CARD_NUMBER_MISSING", null));

    assertThat(read(written("rates.parquet", rows)), is(rows));
  }

  @Test
  void a_table_may_have_no_rows() throws IOException {
    assertThat(read(written("rates.parquet", List.of())), is(List.of()));
  }

  @Test
  void equal_rows_are_equal_bytes() throws IOException {
    List<IssueRate> rows = List.of(rate("01139906", "CARD_NOT_REGISTERED", 2_000.0));
    Path whole = folder.resolve("whole.parquet");
    ParquetTable.write(rows, IssueRate.getClassSchema(), whole);

    assertThat(Files.mismatch(written("rates.parquet", rows), whole), is(-1L));
  }

  @Test
  void rows_are_found_by_their_texts() throws IOException {
    List<IssueRate> rows = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      rows.add(rate("%08d".formatted(i / 1_000), "RULE_%05d".formatted(i % 1_000), null));
    }
    Path file = written("rates.parquet", rows);

    try (ParquetRows<IssueRate> found =
        ParquetRows.open(
            file, IssueRate.class, Map.of("insurer", "00000042", "rule", "RULE_00017"))) {
      assertThat(found.next(), is(rate("00000042", "RULE_00017", null)));
      assertThat(found.next() == null, is(true));
    }
  }

  @Test
  void a_table_of_an_older_version_gets_the_defaults_of_the_schema() throws IOException {
    Schema older = without(IssueRate.getClassSchema(), "per_million");

    Path file = written(older, rate("01139906", "CARD_NOT_REGISTERED", 2_000.0));

    assertThat(read(file), is(List.of(rate("01139906", "CARD_NOT_REGISTERED", null))));
  }

  @Test
  void columns_of_a_newer_version_are_passed_over() throws IOException {
    Schema newer = with(IssueRate.getClassSchema(), "something_new");

    Path file = written(newer, rate("01139906", "CARD_NOT_REGISTERED", 2_000.0));

    assertThat(read(file), is(List.of(rate("01139906", "CARD_NOT_REGISTERED", 2_000.0))));
  }

  @Test
  void a_column_that_has_no_default_must_be_there() throws IOException {
    Path file =
        written(without(IssueRate.getClassSchema(), "insurer"), rate("01139906", "RULE", null));

    IOException refused = assertThrows(IOException.class, () -> read(file));

    assertThat(refused.getMessage(), is(file + ": the table has no column insurer"));
  }

  @Test
  void what_is_no_table_is_named() throws IOException {
    Path text = Files.writeString(folder.resolve("text.parquet"), "insurer,rule\r\n");
    Path half = written("half.parquet", List.of(rate("01139906", "RULE", null)));
    byte[] bytes = Files.readAllBytes(half);
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length - 20));

    for (Path file : List.of(text, half)) {
      IOException refused = assertThrows(IOException.class, () -> read(file));
      assertThat(refused.getMessage(), containsString(file + ": is no table of a run"));
    }
    Path missing = folder.resolve("missing.parquet");
    assertThrows(NoSuchFileException.class, () -> read(missing));
  }

  private Path written(Schema schema, IssueRate rate) throws IOException {
    Path file = folder.resolve("rates.parquet");
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Schema.Field known = rate.getSchema().getField(field.name());
      row.put(field.name(), known == null ? "text" : rate.get(known.pos()));
    }
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withConf(new PlainParquetConfiguration())
            .build()) {
      writer.write(row);
    }
    return file;
  }

  private static Schema without(Schema schema, String name) {
    return copy(
        schema,
        schema.getFields().stream()
            .filter(f -> !f.name().equals(name))
            .map(f -> field(f))
            .toList());
  }

  private static Schema with(Schema schema, String name) {
    List<Schema.Field> fields =
        new ArrayList<>(schema.getFields().stream().map(f -> field(f)).toList());
    fields.add(4, new Schema.Field(name, Schema.create(Schema.Type.STRING)));
    return copy(schema, fields);
  }

  private static Schema.Field field(Schema.Field field) {
    return new Schema.Field(field, field.schema());
  }

  private static Schema copy(Schema schema, List<Schema.Field> fields) {
    return Schema.createRecord(schema.getName(), "", schema.getNamespace(), false, fields);
  }

  @Test
  void some_columns_are_handed_over_as_texts() throws IOException {
    Path file = folder.resolve("rates.parquet");
    ParquetTable.write(
        List.of(rate("06132013", "A", 1.0), rate("nation", "B", null)),
        IssueRate.getClassSchema(),
        file);
    List<String> texts = new ArrayList<>();

    ParquetRows.forEach(
        file,
        List.of("rule", "insurer"),
        row -> texts.add(row.apply("insurer") + " " + row.apply("rule")));

    assertThat(texts, is(List.of("06132013 A", "nation B")));
  }

  @Test
  void a_text_that_the_table_lacks_is_named() throws IOException {
    Path file = folder.resolve("rates.parquet");
    ParquetTable.write(List.of(rate("06132013", "A", 1.0)), IssueRate.getClassSchema(), file);
    List<String> columns = List.of("rule", "answer");

    IOException e =
        assertThrows(IOException.class, () -> ParquetRows.forEach(file, columns, row -> {}));

    assertThat(e.getMessage(), containsString("no column answer"));
  }
}
