package jp.totsugo.upload.avro;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.ContainerRecords;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroUploadTest {
  private static final byte[] SYNC = "sixteen bytes 16".getBytes(StandardCharsets.US_ASCII);
  private static final List<Column> REQUIRED =
      List.of(
          Column.INSURER_NUMBER,
          Column.PERSON_ID,
          Column.MY_NUMBER,
          Column.NUMBER,
          Column.BIRTHDATE,
          Column.SEX);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} of type {1}: {2} is {3}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "PersonId, `\"string\"`, `\"A-1\"`, A-1",
        "PersonId, `[\"null\",\"string\"]`, null, ``",
        "PersonId, `[\"string\",\"null\"]`, null, ``",
        "PersonId, `[\"string\",\"null\"]`, `{\"string\":\"𠮷\"}`, 𠮷",
        "PersonId, `[\"string\"]`, `{\"string\":\"A-1\"}`, A-1",
        "Sex, `[\"int\"]`, `{\"int\":2}`, 2",
        "Sex, `[\"null\"]`, null, COLUMN_TYPE Sex: union",
        "Sex, `[\"int\",\"string\"]`, `{\"int\":2}`, COLUMN_TYPE Sex: union",
        "PersonId, `\"bytes\"`, `\"A-1\"`, A-1",
        "Sex, `{\"type\":\"enum\",\"name\":\"S\",\"symbols\":[\"M\",\"F\"]}`, `\"F\"`, F",
        "Sex, `\"int\"`, 2, 2",
        "Sex, `[\"null\",\"long\"]`, `{\"long\":2}`, 2",
        "Birthdate, `\"int\"`, 19800229, 19800229",
        "Birthdate, `\"long\"`, -1, -1",
        "Birthdate, `{\"type\":\"int\",\"logicalType\":\"date\"}`, 3711, 19800229",
        "Birthdate, `{\"type\":\"int\",\"logicalType\":\"date\"}`, -1, 19691231",
        "MyNumber, `\"long\"`, 123456789018, COLUMN_TYPE MyNumber: long",
        "InsurerNumber, `\"int\"`, 6132013, COLUMN_TYPE InsurerNumber: int",
        "Sex, `\"double\"`, 1.0, COLUMN_TYPE Sex: double",
        "Sex, `\"boolean\"`, true, COLUMN_TYPE Sex: boolean",
        "Sex, `{\"type\":\"int\",\"logicalType\":\"date\"}`, 1, COLUMN_TYPE Sex: date",
        "Birthdate, `{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}`, 1,"
            + " COLUMN_TYPE Birthdate: timestamp-millis",
        "Sex, `[\"null\",\"int\",\"string\"]`, null, COLUMN_TYPE Sex: union",
        "Sex, `{\"type\":\"array\",\"items\":\"int\"}`, [1], COLUMN_TYPE Sex: array",
      })
  void a_type_is_read_where_its_meaning_is_clear(
      String header, String type, String value, String expected) throws IOException {
    Column column = Column.ofHeader(header);
    Schema schema = schema(column, type, List.of());
    assertThat(
        ContainerRecords.valueOrRejection(
            write("null", schema, List.of(record(schema, column, value)), 4000), column),
        is(expected));
  }

  @Test
  void columns_that_no_rule_looks_at_are_passed_over_whatever_their_type() throws Exception {
    List<String> others =
        List.of(
            "\"null\"",
            "\"boolean\"",
            "\"float\"",
            "\"double\"",
            "\"bytes\"",
            "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}",
            "{\"type\":\"array\",\"items\":\"long\"}",
            "{\"type\":\"map\",\"values\":\"string\"}",
            "[\"null\",{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}]");
    Schema schema = schema(Column.PERSON_ID, "\"string\"", others);
    GenericRecord record = new GenericData.Record(schema);
    REQUIRED.forEach(column -> record.put(column.header(), "1"));
    record.put("PersonId", "last");
    record.put("x1", true);
    record.put("x2", 1.5f);
    record.put("x3", 2.5);
    record.put("x4", java.nio.ByteBuffer.wrap(bytes("b")));
    record.put("x5", new GenericData.Fixed(schema.getField("x5").schema(), bytes("abc")));
    record.put("x6", List.of(1L, 2L));
    record.put("x7", java.util.Map.of("k", "v"));
    GenericRecord inner = new GenericData.Record(schema.getField("x8").schema().getTypes().get(1));
    inner.put("a", 7);
    record.put("x8", inner);
    Path file = write("null", schema, List.of(record, record), 1 << 20);
    assertThat(
        ContainerRecords.read(ContainerRecords.open(file), Column.PERSON_ID, Long.MAX_VALUE),
        is(List.of("1 last", "2 last")));
  }

  @Test
  void a_block_belongs_to_the_slice_in_which_it_begins() throws Exception {
    UploadFile file = ContainerRecords.open(persons("zstandard", 5000, 60_000));
    List<String> whole = ContainerRecords.read(file, Column.PERSON_ID, Long.MAX_VALUE);
    assertThat(whole.size(), is(5000));
    assertThat(ContainerRecords.read(file, Column.PERSON_ID, 1000), is(whole));
    assertThat(ContainerRecords.read(file, Column.PERSON_ID, 70_000), is(whole));
  }

  @Test
  void records_are_found_again_by_their_place_in_any_order() throws Exception {
    UploadFile file = ContainerRecords.open(persons("null", 5000, 3000)).withIndex(0);
    RecordView record = new RecordView(new CharClasses(new BitSet()), 20260401);
    UploadPlan plan = new UploadPlan(List.of(file), 20_000);
    List<Long> positions = new ArrayList<>();
    List<Integer> slices = new ArrayList<>();
    for (Slice slice : plan.slices(file)) {
      try (RecordReader reader = RecordReader.open(file, slice, record)) {
        while (reader.next() != null) {
          positions.add(reader.position());
          slices.add(slice.number());
        }
      }
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, 5000).boxed().toList());
    Collections.shuffle(order, new java.util.Random(1));
    List<Integer> all = new ArrayList<>(IntStream.range(0, 5000).boxed().toList());
    all.addAll(order.subList(0, 300));
    try (RecordLookup lookup = new RecordLookup(plan::file, record, EnumSet.allOf(Column.class))) {
      for (int i : all) {
        lookup.read(0, positions.get(i));
        assertThat(record.string(Column.PERSON_ID), is(String.valueOf(i)));
        assertThat(plan.sliceOf(0, positions.get(i)), is(slices.get(i)));
      }
    }
  }

  @Test
  void text_that_is_no_utf_8_or_too_long_spoils_its_own_record() throws Exception {
    Schema schema = schema(Column.PERSON_ID, "\"bytes\"", List.of());
    List<GenericRecord> records = new ArrayList<>();
    for (byte[] id :
        List.of(
            bytes("a"),
            new byte[] {'b', (byte) 0xE3, (byte) 0x81},
            bytes("c".repeat(65_536 - 5)),
            bytes("d".repeat(65_536)),
            Bytes.concat(bytes("e".repeat(70_000)), new byte[] {(byte) 0xFF}),
            bytes("f"))) {
      GenericRecord record = new GenericData.Record(schema);
      REQUIRED.forEach(column -> record.put(column.header(), "1"));
      record.put("PersonId", java.nio.ByteBuffer.wrap(id));
      records.add(record);
    }
    List<String> read =
        ContainerRecords.read(
            ContainerRecords.open(write("null", schema, records, 1 << 20)),
            Column.PERSON_ID,
            Long.MAX_VALUE);
    assertThat(
        read.stream().map(line -> line.length() > 100 ? line.substring(0, 4) + "…" : line).toList(),
        is(List.of("1 a", "2 UNDECODABLE", "3 cc…", "4 TOO_LONG", "5 UNDECODABLE", "6 f")));
  }

  @ParameterizedTest
  @CsvSource({"null", "deflate", "snappy", "zstandard"})
  void a_damaged_block_is_unreadable_with_its_records_and_the_rest_is_read(String codec)
      throws Exception {
    Path path = persons(codec, 600, 4000);
    List<String> whole =
        ContainerRecords.read(ContainerRecords.open(path), Column.PERSON_ID, Long.MAX_VALUE);
    byte[] bytes = Files.readAllBytes(path);
    List<Integer> syncs = new ArrayList<>();
    for (int i = 0; i < bytes.length - 15; i++) {
      if (Bytes.indexOf(java.util.Arrays.copyOfRange(bytes, i, i + 16), SYNC) == 0) {
        syncs.add(i);
      }
    }
    // A length that cannot be, or bits that no packer makes, in the second block.
    BlockInput in = new BlockInput().of(bytes, syncs.get(1) + 16, bytes.length);
    in.readZigzag();
    in.readZigzag();
    ContainerRecords.overwrite(
        path, in.position(), new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
    List<String> read =
        ContainerRecords.read(ContainerRecords.open(path), Column.PERSON_ID, Long.MAX_VALUE);
    assertThat(read.size(), is(whole.size()));
    List<Integer> damaged =
        IntStream.range(0, 600).filter(i -> read.get(i).endsWith("DAMAGED_BLOCK")).boxed().toList();
    int first = damaged.get(0);
    assertThat(damaged, is(IntStream.range(first, first + damaged.size()).boxed().toList()));
    assertThat(first > 0 && first + damaged.size() < 600, is(true));
    List<String> expected = new ArrayList<>(whole);
    damaged.forEach(i -> expected.set(i, (i + 1) + " DAMAGED_BLOCK"));
    assertThat(read, is(expected));
  }

  @Test
  void a_file_that_was_cut_off_is_rejected() throws Exception {
    Path path = persons("deflate", 600, 4000);
    byte[] bytes = Files.readAllBytes(path);
    for (int length : new int[] {5, 100, bytes.length / 2, bytes.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.avro"), java.util.Arrays.copyOf(bytes, length));
      assertThat(
          ContainerRecords.valueOrRejection(cut, Column.PERSON_ID).split(" ")[0],
          is("DAMAGED_FILE"));
    }
  }

  @Test
  void a_broken_marker_behind_a_block_rejects_the_file_and_says_where() throws Exception {
    Path path = persons("null", 600, 4000);
    byte[] bytes = Files.readAllBytes(path);
    ContainerRecords.overwrite(path, bytes.length - 3, (byte) 0);
    assertThat(
        ContainerRecords.valueOrRejection(path, Column.PERSON_ID),
        is("DAMAGED_FILE block before byte " + bytes.length));
  }

  @Test
  void a_block_that_unpacks_to_more_than_the_limit_is_unreadable() throws Exception {
    Schema schema = schema(Column.PERSON_ID, "\"string\"", List.of("\"bytes\""));
    GenericRecord record = new GenericData.Record(schema);
    REQUIRED.forEach(column -> record.put(column.header(), "1"));
    record.put("x0", java.nio.ByteBuffer.wrap(new byte[40 << 20]));
    Path path = write("zstandard", schema, List.of(record), 1 << 20);
    assertThat(ContainerRecords.valueOrRejection(path, Column.PERSON_ID), is("DAMAGED_BLOCK"));
  }

  @Test
  void a_codec_that_is_not_read_rejects_the_file() throws Exception {
    assertThat(
        ContainerRecords.valueOrRejection(persons("bzip2", 3, 4000), Column.PERSON_ID),
        is("CODEC bzip2"));
  }

  @Test
  void required_columns_are_missed_by_name() throws Exception {
    Schema schema = SchemaBuilder.record("Row").fields().requiredString("Sex").endRecord();
    GenericRecord record = new GenericData.Record(schema);
    record.put("Sex", "1");
    assertThat(
        ContainerRecords.valueOrRejection(
            write("null", schema, List.of(record), 4000), Column.PERSON_ID),
        is(
            "MISSING_COLUMN InsurerNumber, PersonId, MyNumber, InsuredIdentificationNumber,"
                + " Birthdate"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Text for all required columns but one, and other columns x0, x1 and so on. */
  private static Schema schema(Column column, String type, List<String> others) {
    List<String> fields = new ArrayList<>();
    for (Column required : REQUIRED) {
      fields.add(field(required.header(), required == column ? type : "\"string\""));
    }
    for (int i = 0; i < others.size(); i++) {
      fields.add(field("x" + i, others.get(i)));
    }
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"Row\",\"fields\":[" + String.join(",", fields) + "]}");
  }

  private static String field(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":" + type + "}";
  }

  /** A record with a value of one column in JSON, and "1" in all others. */
  private static GenericRecord record(Schema schema, Column column, String value)
      throws IOException {
    String json =
        REQUIRED.stream()
            .map(one -> "\"" + one.header() + "\":" + (one == column ? value : "\"1\""))
            .collect(Collectors.joining(",", "{", "}"));
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }

  /** Records whose person ids count from 0. */
  private Path persons(String codec, int count, int blockBytes) throws IOException {
    Schema schema = schema(Column.PERSON_ID, "\"string\"", List.of());
    List<GenericRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GenericRecord record = new GenericData.Record(schema);
      REQUIRED.forEach(column -> record.put(column.header(), "some text of a field"));
      record.put("PersonId", String.valueOf(i));
      records.add(record);
    }
    return write(codec, schema, records, blockBytes);
  }

  private Path write(String codec, Schema schema, List<GenericRecord> records, int blockBytes)
      throws IOException {
    Path path = folder.resolve("06132013.avro");
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.fromString(codec)).setSyncInterval(blockBytes);
      writer.create(schema, Files.newOutputStream(path), SYNC);
      for (GenericRecord record : records) {
        writer.append(record);
      }
    }
    return path;
  }
}
