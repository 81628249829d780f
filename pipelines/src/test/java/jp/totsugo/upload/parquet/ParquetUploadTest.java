package jp.totsugo.upload.parquet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.container.ContainerRecords;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetUploadTest {
  private static final List<String> REQUIRED =
      List.of(
          "InsurerNumber",
          "PersonId",
          "MyNumber",
          "InsuredIdentificationNumber",
          "Birthdate",
          "Sex");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} is {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`required binary PersonId (STRING)`, A-1, A-1",
        "`optional binary PersonId (STRING)`, A-1, A-1",
        "`optional binary PersonId (STRING)`, , ``",
        "`required binary PersonId`, 𠮷, 𠮷",
        "`required binary Sex (ENUM)`, F, F",
        "`required int32 Sex`, 2, 2",
        "`optional int64 Sex (INTEGER(64,true))`, 2, 2",
        "`required int32 Birthdate`, 19800229, 19800229",
        "`optional int64 Birthdate`, 19800229, 19800229",
        "`required int32 Birthdate (DATE)`, 3711, 19800229",
        "`optional int32 Birthdate (DATE)`, -1, 19691231",
        "`required int64 MyNumber`, 1, COLUMN_TYPE MyNumber: int64",
        "`required int32 Sex (DECIMAL(3,0))`, 1, COLUMN_TYPE Sex: int32 decimal",
        "`required int64 Birthdate (TIMESTAMP(MILLIS,true))`, 1,"
            + " COLUMN_TYPE Birthdate: int64 timestamp",
        "`required int32 Sex (DATE)`, 1, COLUMN_TYPE Sex: int32 date",
        "`repeated binary Sex (STRING)`, 1, COLUMN_TYPE Sex: not one value",
      })
  void a_type_is_read_where_its_meaning_is_clear(String field, String value, String expected)
      throws IOException {
    String header = field.split(" ")[2];
    boolean isText = field.contains(" binary ");
    Path path =
        write(
            schema(header, field),
            1,
            (group, row) -> {
              if (value != null) {
                if (isText) {
                  group.add(header, value);
                } else if (field.contains(" int32 ")) {
                  group.add(header, Integer.parseInt(value));
                } else {
                  group.add(header, Long.parseLong(value));
                }
              }
            },
            WriterVersion.PARQUET_1_0,
            CompressionCodecName.SNAPPY);
    assertThat(ContainerRecords.valueOrRejection(path, Column.ofHeader(header)), is(expected));
  }

  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void whole_numbers_and_days_are_read_with_and_without_a_dictionary(WriterVersion version)
      throws Exception {
    for (int step : new int[] {0, 1, 1_000_003}) {
      Path path =
          write(
              schema("Birthdate", "optional int64 Birthdate"),
              3000,
              (group, row) -> {
                if (row % 7 != 0) {
                  group.add("Birthdate", (long) row * step);
                }
              },
              version,
              CompressionCodecName.UNCOMPRESSED);
      List<String> expected =
          IntStream.range(0, 3000)
              .mapToObj(row -> row + 1 + " " + (row % 7 == 0 ? "" : (long) row * step))
              .toList();
      assertThat(
          ContainerRecords.read(ContainerRecords.open(path), Column.BIRTHDATE, Long.MAX_VALUE),
          is(expected));
    }
  }

  @Test
  void columns_that_no_rule_looks_at_are_passed_over_also_when_they_are_nested() throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message Row { optional group a { repeated group list { optional binary element; } }"
                + " required double b; "
                + fields(REQUIRED)
                + " optional group c { required int32 d; optional group e { required int32 f; } }"
                + " }");
    Path path =
        write(
            schema,
            2,
            (group, row) -> {
              group.addGroup("a").addGroup("list").add("element", Binary.fromString("x"));
              group.add("b", 1.5);
              group.add("PersonId", "A-" + row);
              group.addGroup("c").append("d", 1).addGroup("e").add("f", 2);
            },
            WriterVersion.PARQUET_1_0,
            CompressionCodecName.SNAPPY);
    assertThat(
        ContainerRecords.read(ContainerRecords.open(path), Column.PERSON_ID, Long.MAX_VALUE),
        is(List.of("1 A-0", "2 A-1")));
  }

  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void a_row_group_belongs_to_the_slice_in_which_it_begins(WriterVersion version) throws Exception {
    UploadFile file = ContainerRecords.open(persons(5000, version));
    List<String> whole = ContainerRecords.read(file, Column.PERSON_ID, Long.MAX_VALUE);
    assertThat(whole, is(IntStream.range(0, 5000).mapToObj(i -> i + 1 + " id-" + i).toList()));
    assertThat(ContainerRecords.read(file, Column.PERSON_ID, 1000), is(whole));
    assertThat(ContainerRecords.read(file, Column.PERSON_ID, 40_000), is(whole));
  }

  @Test
  void records_are_found_again_by_their_place_in_any_order() throws Exception {
    UploadFile file = ContainerRecords.open(persons(5000, WriterVersion.PARQUET_1_0)).withIndex(0);
    RecordView record = new RecordView(new CharClasses(new BitSet()), 20260401);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 5000).boxed().toList());
    Collections.shuffle(order, new java.util.Random(1));
    UploadPlan plan = new UploadPlan(List.of(file), 20_000);
    try (RecordLookup lookup = new RecordLookup(plan::file, record, EnumSet.allOf(Column.class))) {
      for (int i : order.subList(0, 500)) {
        lookup.read(0, i);
        assertThat(record.string(Column.PERSON_ID), is("id-" + i));
        assertThat(record.string(Column.SEX), is("1"));
      }
    }
  }

  @Test
  void text_that_is_no_utf_8_or_too_long_spoils_its_own_record() throws Exception {
    List<byte[]> ids =
        List.of(
            bytes("a"),
            new byte[] {'b', (byte) 0xE3, (byte) 0x81},
            bytes("c".repeat(65_536 - 5)),
            bytes("d".repeat(65_536)),
            bytes("f"));
    Path path =
        write(
            schema("PersonId", "required binary PersonId"),
            ids.size(),
            (group, row) -> group.add("PersonId", Binary.fromConstantByteArray(ids.get(row))),
            WriterVersion.PARQUET_1_0,
            CompressionCodecName.SNAPPY);
    List<String> read =
        ContainerRecords.read(ContainerRecords.open(path), Column.PERSON_ID, Long.MAX_VALUE);
    assertThat(
        read.stream().map(line -> line.length() > 100 ? line.substring(0, 4) + "…" : line).toList(),
        is(List.of("1 a", "2 UNDECODABLE", "3 cc…", "4 TOO_LONG", "5 f")));
  }

  @Test
  void a_damaged_page_makes_the_rest_of_its_row_group_unreadable_and_no_other() throws Exception {
    Path path = persons(5000, WriterVersion.PARQUET_1_0);
    UploadFile file = ContainerRecords.open(path);
    ParquetForm form = (ParquetForm) file.form();
    long start = form.place(1, 1).start();
    ContainerRecords.overwrite(path, (int) start + 60, new byte[] {-1, -1, -1, -1, -1, -1, -1});
    List<String> read = ContainerRecords.read(file, Column.PERSON_ID, Long.MAX_VALUE);
    int first =
        IntStream.range(0, 5000)
            .filter(i -> read.get(i).endsWith("DAMAGED_BLOCK"))
            .findFirst()
            .orElseThrow();
    assertThat(first, is(both(greaterThanOrEqualTo(1500)).and(lessThan(3000))));
    List<String> expected =
        IntStream.range(0, 5000)
            .mapToObj(i -> i + 1 + (i >= first && i < 3000 ? " DAMAGED_BLOCK" : " id-" + i))
            .toList();
    assertThat(read, is(expected));
  }

  @Test
  void a_file_that_was_cut_off_is_rejected() throws Exception {
    byte[] bytes = Files.readAllBytes(persons(600, WriterVersion.PARQUET_1_0));
    for (int length : new int[] {5, 100, bytes.length / 2, bytes.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, length));
      assertThat(
          ContainerRecords.valueOrRejection(cut, Column.PERSON_ID), is("DAMAGED_FILE footer"));
    }
  }

  @Test
  void an_encoding_that_is_not_read_rejects_the_file() throws Exception {
    Path path = folder.resolve("06132013.parquet");
    MessageType schema = schema("Birthdate", "required int32 Birthdate");
    try (ParquetWriter<Group> writer =
        builder(path, schema, WriterVersion.PARQUET_2_0, CompressionCodecName.SNAPPY)
            .withDictionaryEncoding(false)
            .withByteStreamSplitEncoding("Birthdate", true)
            .build()) {
      Group group = group(schema);
      group.add("Birthdate", 19800229);
      writer.write(group);
    }
    assertThat(
        ContainerRecords.valueOrRejection(path, Column.BIRTHDATE), is("CODEC BYTE_STREAM_SPLIT"));
  }

  @Test
  void equal_rows_that_grow_to_more_than_250_times_the_file_are_a_bomb() throws Exception {
    Path path = equalRows(330_000, "9".repeat(200), row -> "A-1");
    assertThat(Files.size(path) * 250, is(lessThan(64L << 20)));
    assertThat(ContainerRecords.valueOrRejection(path, Column.NUMBER), is("UNPACKS_TOO_LARGE "));
  }

  @Test
  void rows_that_differ_a_little_and_grow_as_much_are_one_as_soon_as_they_are_read()
      throws Exception {
    Random random = new Random(1);
    Path path = equalRows(15_000, "9".repeat(8000), row -> Long.toHexString(random.nextLong()));
    assertThat(Files.size(path) * 250, is(lessThan(15_000L * 8000)));
    UploadFile file = ContainerRecords.open(path);
    LostFileException refused =
        assertThrows(
            LostFileException.class, () -> ContainerRecords.read(file, Column.SEX, Long.MAX_VALUE));
    assertThat(refused.reason(), is(Cause.UNPACKS_TOO_LARGE));
  }

  @Test
  void up_to_64_mib_equal_rows_may_be_packed_as_well_as_can_be() throws Exception {
    UploadFile file = ContainerRecords.open(equalRows(300_000, "9".repeat(200), row -> "A-1"));
    assertThat(ContainerRecords.read(file, Column.SEX, Long.MAX_VALUE).size(), is(300_000));
  }

  private Path equalRows(int count, String number, IntFunction<String> personId)
      throws IOException {
    MessageType schema =
        schema(
            "InsuredIdentificationNumber", "required binary InsuredIdentificationNumber (STRING)");
    Path path = folder.resolve("equal.parquet");
    try (ParquetWriter<Group> writer =
        builder(path, schema, WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY)
            .withPageRowCountLimit(1 << 20)
            .withRowGroupRowCountLimit(1 << 20)
            .build()) {
      for (int row = 0; row < count; row++) {
        Group group = new SimpleGroup(schema);
        group.add("InsuredIdentificationNumber", number);
        group.add("PersonId", personId.apply(row));
        fillUp(group, schema);
        writer.write(group);
      }
    }
    return path;
  }

  @ParameterizedTest
  @CsvSource({"5, TOO_LONG", "6, BLOCK_TOO_LARGE dictionaries of row group 1"})
  void the_dictionaries_of_a_row_group_have_32_mib_together(int large, String expected)
      throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType("message Row {" + fields(REQUIRED) + "}");
    Path path = folder.resolve("dictionaries.parquet");
    int entry = 1 << 16;
    String filler = "x".repeat(entry - 12);
    try (ParquetWriter<Group> writer =
        builder(path, schema, WriterVersion.PARQUET_1_0, CompressionCodecName.ZSTD)
            .withDictionaryPageSize(32 << 20)
            .withRowGroupRowCountLimit(1 << 20)
            .withRowGroupSize(1L << 30)
            .build()) {
      for (int row = 0; row < 180; row++) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < REQUIRED.size(); i++) {
          // Twice each, so that a dictionary pays.
          group.add(REQUIRED.get(i), 9_000_000 + row / 2 + (i < large ? filler : ""));
        }
        writer.write(group);
      }
    }
    String read = ContainerRecords.valueOrRejection(path, Column.PERSON_ID);
    assertThat(read.length() > 100 ? read.substring(0, 9) : read, is(expected));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageType schema(String header, String field) {
    return MessageTypeParser.parseMessageType(
        "message Row { "
            + field
            + "; "
            + fields(REQUIRED.stream().filter(name -> !name.equals(header)).toList())
            + "}");
  }

  private static String fields(List<String> names) {
    return names.stream()
        .map(name -> "required binary " + name + " (STRING); ")
        .collect(Collectors.joining());
  }

  private Path persons(int count, WriterVersion version) throws IOException {
    return write(
        schema("PersonId", "required binary PersonId (STRING)"),
        count,
        (group, row) -> group.add("PersonId", "id-" + row),
        version,
        CompressionCodecName.SNAPPY);
  }

  /** Rows with "1" in every required column that the filler leaves. */
  private Path write(
      MessageType schema,
      int count,
      BiConsumer<Group, Integer> filler,
      WriterVersion version,
      CompressionCodecName codec)
      throws IOException {
    Path path = folder.resolve("06132013.parquet");
    Files.deleteIfExists(path);
    try (ParquetWriter<Group> writer = builder(path, schema, version, codec).build()) {
      for (int row = 0; row < count; row++) {
        Group group = new SimpleGroup(schema);
        filler.accept(group, row);
        fillUp(group, schema);
        writer.write(group);
      }
    }
    return path;
  }

  private static Group group(MessageType schema) {
    Group group = new SimpleGroup(schema);
    fillUp(group, schema);
    return group;
  }

  private static void fillUp(Group group, MessageType schema) {
    for (String name : REQUIRED) {
      boolean isText = schema.getType(name).toString().startsWith("required binary");
      if (isText && group.getFieldRepetitionCount(name) == 0) {
        group.add(name, "1");
      }
    }
  }

  private static ExampleParquetWriter.Builder builder(
      Path path, MessageType schema, WriterVersion version, CompressionCodecName codec) {
    return ExampleParquetWriter.builder(new LocalOutputFile(path))
        .withConf(new PlainParquetConfiguration())
        .withType(schema)
        .withWriterVersion(version)
        .withCompressionCodec(codec)
        .withPageRowCountLimit(400)
        .withRowGroupRowCountLimit(1500);
  }
}
