package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields that a layout joins are one value in files of every form, also where they are long. */
class JoinedFieldsTest {
  private static final String REQUIRED = "required: [PersonId]\n";
  private static final String BY_NAME =
      REQUIRED
          + "columns:\n"
          + "  Birthdate: {join: [era, day], date: GYYMMDD, eras: pension}\n"
          + "  Address: {join: [town, house], between: '-'}\n";

  private static final List<List<String>> FIELDS =
      List.of(
          List.of("A-1", "5", "360202", "TOKYO", "1"),
          List.of("A-2", "", "", "", ""),
          List.of("A-3", "9", "020401", "x".repeat(30_000), "y".repeat(30_000)),
          List.of("A-4", "2", "020401", "", "7"));

  private static final List<List<String>> READ =
      List.of(
          List.of("A-1", "19610202", "TOKYO-1"),
          List.of("A-2", "", ""),
          List.of("A-3", "20200401", "x".repeat(30_000) + "-" + "y".repeat(30_000)),
          List.of("A-4", "2020401", "7"));

  @TempDir Path folder;

  @Test
  void of_text_with_names() throws Exception {
    StringBuilder text = new StringBuilder("PersonId,era,day,town,house\n");
    FIELDS.forEach(fields -> text.append(String.join(",", fields)).append('\n'));
    assertIsReadBy(BY_NAME, Files.writeString(folder.resolve("a.csv"), text));
  }

  @Test
  void of_text_without_names() throws Exception {
    StringBuilder text = new StringBuilder();
    FIELDS.forEach(fields -> text.append(String.join(",", fields)).append('\n'));
    assertIsReadBy(
        REQUIRED
            + "header: none\n"
            + "columns:\n"
            + "  PersonId: 1\n"
            + "  Birthdate: {join: [2, 3], date: GYYMMDD, eras: pension}\n"
            + "  Address: {join: [4, 5], between: '-'}\n",
        Files.writeString(folder.resolve("a.csv"), text));
  }

  @Test
  void of_fixed_width() throws Exception {
    StringBuilder text = new StringBuilder();
    FIELDS.forEach(
        fields ->
            text.append(
                String.format(
                    "%-4s%-30000s%-1s|%-6s%-30000s%n",
                    fields.get(0), fields.get(4), fields.get(1), fields.get(2), fields.get(3))));
    assertIsReadBy(
        REQUIRED
            + "fixedWidth: 60012\ntrim: half\n"
            + "columns:\n"
            + "  PersonId: {start: 1, length: 4}\n"
            + "  Birthdate:\n"
            + "    join: [{start: 30005, length: 1}, {start: 30007, length: 6}]\n"
            + "    date: GYYMMDD\n"
            + "    eras: pension\n"
            + "  Address:\n"
            + "    join: [{start: 30013, length: 30000}, {start: 5, length: 30000}]\n"
            + "    between: '-'\n",
        Files.writeString(folder.resolve("a.csv"), text));
  }

  @Test
  void of_avro_and_parquet() throws Exception {
    Schema schema =
        SchemaBuilder.record("r")
            .fields()
            .requiredString("PersonId")
            .requiredString("era")
            .requiredString("day")
            .requiredString("town")
            .requiredString("house")
            .endRecord();
    Path avro = folder.resolve("a.avro");
    Path parquet = folder.resolve("a.parquet");
    write(schema, avro, ContainerFiles.avro("null", 16_000));
    write(
        schema,
        parquet,
        ContainerFiles.parquet(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_2_0, 2, 3));
    assertIsReadBy(BY_NAME, avro);
    assertIsReadBy(BY_NAME, parquet);
  }

  @Test
  void a_column_that_is_one_field_of_avro_is_not_joined() throws Exception {
    Schema schema =
        SchemaBuilder.record("r")
            .fields()
            .requiredString("PersonId")
            .requiredString("Birthdate")
            .endRecord();
    Path avro = folder.resolve("a.avro");
    try (ContainerFiles.Sink sink = ContainerFiles.avro("null", 16_000).create(avro, schema)) {
      GenericData.Record record = new GenericData.Record(schema);
      record.put("PersonId", "A-1");
      record.put("Birthdate", "5360202");
      sink.add(record);
    }
    String layout =
        REQUIRED
            + "header: none\n"
            + "columns: {PersonId: 1, Birthdate: {join: [2, 3], date: GYYMMDD, eras: pension}}\n";
    assertThat(read(open(layout, avro)), is(List.of(List.of("A-1", "19610202", ""))));
  }

  @Test
  void a_column_of_which_a_part_is_missing_is_missing() throws Exception {
    String rows = "PersonId,era,town,house\nA-1,5,TOKYO,1\n";
    Path file = Files.writeString(folder.resolve("a.csv"), rows);
    UploadFile upload = open(BY_NAME, file);
    assertThat(upload.presentColumns(), is(EnumSet.of(Column.PERSON_ID, Column.ADDRESS)));
    assertThat(read(upload), is(List.of(List.of("A-1", "", "TOKYO-1"))));
    Path layout =
        Files.writeString(
            folder.resolve("b.yaml"), BY_NAME.replace("[PersonId]", "[PersonId, Birthdate]"));
    UploadPlanner planner = new UploadPlanner(Layout.read(layout), folder);
    planner.plan(Map.of("a.csv", file), 1 << 20);
    assertThat(planner.rejected().get(0).detail().toString(), is("Birthdate"));
  }

  private static void write(Schema schema, Path file, ContainerFiles.Format format)
      throws Exception {
    try (ContainerFiles.Sink sink = format.create(file, schema)) {
      for (List<String> fields : FIELDS) {
        GenericData.Record record = new GenericData.Record(schema);
        for (int i = 0; i < fields.size(); i++) {
          record.put(i, fields.get(i));
        }
        sink.add(record);
      }
    }
  }

  private void assertIsReadBy(String layout, Path path) throws Exception {
    assertThat(path.toString(), read(open(layout, path)), is(READ));
  }

  private UploadFile open(String yaml, Path path) throws Exception {
    Path layout = Files.writeString(folder.resolve("layout.yaml"), yaml);
    UploadPlanner planner = new UploadPlanner(Layout.read(layout), folder);
    UploadPlan plan = planner.plan(Map.of(path.getFileName().toString(), path), 1 << 20);
    assertThat(planner.rejected(), is(List.of()));
    return plan.files().get(0);
  }

  /** The records as they are read one after the other, and found again one by one. */
  private static List<List<String>> read(UploadFile file) throws IOException {
    RecordView record = new RecordView(new CharClasses(new java.util.BitSet()), 20260401);
    List<List<String>> records = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        if (line == RecordReader.Line.RECORD) {
          records.add(values(record));
          positions.add(reader.position());
        }
      }
    }
    UploadPlan plan = new UploadPlan(List.of(file), 1 << 20);
    List<List<String>> again = new ArrayList<>();
    try (RecordLookup lookup =
        new RecordLookup(
            plan::file, record, EnumSet.of(Column.PERSON_ID, Column.BIRTHDATE, Column.ADDRESS))) {
      for (long position : positions) {
        lookup.read(0, position);
        again.add(values(record));
      }
    }
    assertThat(again, is(records));
    return records;
  }

  private static List<String> values(RecordView record) {
    return List.of(
        record.string(Column.PERSON_ID),
        record.string(Column.BIRTHDATE),
        record.string(Column.ADDRESS));
  }
}
