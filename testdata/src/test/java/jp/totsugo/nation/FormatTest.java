package jp.totsugo.nation;

import static jp.totsugo.nation.NationFolder.hashes;
import static jp.totsugo.nation.NationFolder.truth;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.PlantedError;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same nation in every form of its files. */
class FormatTest {
  private static final int MONTH = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"avro", "parquet"})
  void holds_the_values_of_the_csv_row_by_row(Format format) throws Exception {
    Map<String, List<List<String>>> csv = rows(nation(Format.csv, 2));
    Map<String, List<List<String>>> other = rows(nation(format, 2));

    assertThat(other.keySet(), equalTo(csv.keySet()));
    // Only text can be cut so that what stands before the cut is read.
    csv.remove(cut());
    for (String file : csv.keySet()) {
      assertThat(file, csv.get(file), not(empty()));
      assertThat(file, other.get(file), equalTo(csv.get(file)));
    }
  }

  @Test
  void schemas_name_the_columns_of_the_csv_in_its_order() throws Exception {
    assertThat(
        names(UploadRows.SCHEMA),
        equalTo(Arrays.stream(UploadColumn.ALL).map(column -> column.english).toList()));
    Path register = nation(Format.csv, 2).resolve("register").resolve("register-001.csv");
    assertThat(
        names(RegisterRows.SCHEMA),
        equalTo(List.of(Files.readAllLines(register).get(0).split(","))));
  }

  @ParameterizedTest
  @EnumSource(names = {"avro", "parquet"})
  void files_have_the_columns_of_the_schemas(Format format) throws Exception {
    for (Path file : NationFolder.files(nation(format, 2).resolve("uploads"))) {
      assertThat(names(schemaOf(file)), equalTo(names(UploadRows.SCHEMA)));
    }
    for (Path file : NationFolder.files(nation(format, 2).resolve("register"))) {
      assertThat(names(schemaOf(file)), equalTo(names(RegisterRows.SCHEMA)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"avro", "parquet"})
  void equal_orders_give_equal_bytes_whatever_the_parallelism(Format format) throws Exception {
    assertThat(hashes(nation(format, 5)), equalTo(hashes(nation(format, 1))));
  }

  @ParameterizedTest
  @EnumSource(names = {"avro", "parquet"})
  void the_truth_is_that_of_the_csv_but_for_names_of_files_and_numbers_of_records(Format format)
      throws Exception {
    String cut = cut().replace("uploads/", "");
    List<PlantedError> expected = truth(nation(Format.csv, 2));
    expected.removeIf(each -> each.getFile().startsWith(cut));
    for (PlantedError each : expected) {
      each.setFile(each.getFile().replace(".csv", "." + format));
      each.setLine(each.getLine() - 1);
      each.setId(each.getKind() + ":" + each.getFile() + ":" + each.getLine());
      each.setChange(
          Pattern.compile("(?<=line )\\d+")
              .matcher(each.getChange())
              .replaceAll(line -> Long.toString(Long.parseLong(line.group()) - 1)));
      for (ExpectedFinding finding : each.getExpected()) {
        finding.setFile(finding.getFile().replace(".csv", "." + format));
        finding.setLine(finding.getLine() - 1);
      }
    }

    List<PlantedError> actual = truth(nation(format, 2));
    actual.removeIf(each -> each.getFile().startsWith(cut));
    assertThat(actual, equalTo(expected));
  }

  @ParameterizedTest
  @EnumSource
  void the_truth_points_at_the_records_that_it_speaks_of(Format format) throws Exception {
    Path nation = nation(format, 2);
    Map<String, List<List<String>>> rows = rows(nation);
    List<String> numbers = new ArrayList<>();
    for (PlantedError each : truth(nation)) {
      for (ExpectedFinding finding : each.getExpected()) {
        if (finding.getRule().equals("CARD_NUMBER_MISSING")) {
          int record = Math.toIntExact(finding.getLine()) - (format == Format.csv ? 2 : 1);
          List<List<String>> upload = rows.get("uploads/" + stem(finding.getFile()));
          numbers.add(upload.get(record).get(UploadColumn.NUMBER.ordinal()));
        }
      }
    }

    assertThat(numbers.size(), greaterThan(5));
    assertThat(numbers, everyItem(is((String) null)));
  }

  @Test
  void a_container_has_blocks_of_the_usual_size() throws Exception {
    List<Integer> blocks = new ArrayList<>();
    for (Path file : NationFolder.files(nation(Format.avro, 2).resolve("uploads"))) {
      try (DataFileReader<GenericRecord> reader = avro(file)) {
        assertThat(reader.getMetaString("avro.codec"), is("snappy"));
        while (reader.hasNext()) {
          ByteBuffer block = reader.nextBlock();
          blocks.add(block.remaining());
        }
      }
    }

    assertThat(blocks, everyItem(lessThan(64_000 + 1024)));
    assertThat(blocks.stream().filter(size -> size > 60_000).count(), greaterThan(20L));
  }

  @Test
  void a_large_parquet_file_has_row_groups_for_several_workers_and_an_index_of_its_pages()
      throws Exception {
    Path file = folder.resolve("register.parquet");
    Bytes rows = new Bytes(1 << 20);
    for (int i = 0; i < 10_000; i++) {
      rows.add((10_000_000 + i) + ",山田　太郎,ﾔﾏﾀﾞ ﾀﾛｳ,19800101,1,,東京都\r\n", TextEncoding.UTF_8);
    }
    byte[] encoded = Format.parquet.encode(rows, TextEncoding.UTF_8, RegisterRows.SCHEMA);
    try (TableFile table = Format.parquet.create(file, new Bytes(0), RegisterRows.SCHEMA)) {
      for (int i = 0; i < 14; i++) {
        table.add(encoded);
      }
    }

    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      List<BlockMetaData> groups = reader.getRowGroups();
      assertThat(
          groups.stream().map(BlockMetaData::getRowCount).toList(),
          equalTo(List.of(131_072L, 140_000L - 131_072)));
      for (ColumnChunkMetaData column : groups.get(0).getColumns()) {
        assertThat(column.getCodec(), is(CompressionCodecName.SNAPPY));
        assertThat(reader.readColumnIndex(column), notNullValue());
        assertThat(
            reader.readOffsetIndex(column).getPageCount(), both(greaterThan(1)).and(lessThan(100)));
      }
    }
  }

  private Path nation(Format format, int threads) throws IOException, InterruptedException {
    Path all = folder.resolve(format + "-" + threads);
    Settings settings = Settings.standard().withErrors(40);
    Nation nation =
        new Nation(new Order(40_000, 11, LocalDate.of(2026, 4, 1), 2, 0, format, settings));
    if (!Files.exists(all)) {
      nation.write(all, threads, done -> {});
    }
    return nation.monthFolder(all, MONTH);
  }

  /** The upload that is cut if it is a CSV, as {@link #rows} names it. */
  private String cut() {
    try {
      Path nation = nation(Format.csv, 2);
      for (Map.Entry<String, String> sent : NationFolder.sent(nation).entrySet()) {
        if (sent.getValue().equals("CUT")) {
          String file = "uploads/" + sent.getKey() + "_upload";
          return rows(nation).containsKey(file)
              ? file
              : "uploads/" + sent.getKey().substring(2) + "_upload";
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("no file is cut");
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).toList();
  }

  /** By file, without the ending, the values of every record; null for an empty one. */
  private static Map<String, List<List<String>>> rows(Path nation) throws IOException {
    Map<String, List<List<String>>> rows = new TreeMap<>();
    for (String table : List.of("uploads", "register")) {
      for (Path file : NationFolder.files(nation.resolve(table))) {
        String name = file.getFileName().toString();
        rows.put(
            table + "/" + stem(name),
            name.endsWith(".csv")
                ? csvRows(file)
                : name.endsWith(".avro") ? avroRows(file) : parquetRows(file));
      }
    }
    return rows;
  }

  private static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static List<List<String>> csvRows(Path file) throws IOException {
    return text(file).lines().skip(1).map(FormatTest::values).toList();
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      // A file that is cut may end within a character.
      return new String(Files.readAllBytes(file), Charset.forName("windows-31j"));
    }
  }

  private static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean inQuotes = false;
    for (char character : (line + ",").toCharArray()) {
      if (character == '"') {
        inQuotes = !inQuotes;
      } else if (character == ',' && !inQuotes) {
        values.add(value.isEmpty() ? null : value.toString());
        value.setLength(0);
      } else {
        value.append(character);
      }
    }
    return values;
  }

  private static DataFileReader<GenericRecord> avro(Path file) throws IOException {
    return new DataFileReader<>(file.toFile(), new GenericDatumReader<>());
  }

  private static List<List<String>> avroRows(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader = avro(file)) {
      reader.forEach(record -> rows.add(values(record)));
    }
    return rows;
  }

  private static ParquetReader<GenericRecord> parquet(Path file) throws IOException {
    return AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file))
        .withConf(new PlainParquetConfiguration())
        .build();
  }

  private static List<List<String>> parquetRows(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader = parquet(file)) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        rows.add(values(record));
      }
    }
    return rows;
  }

  private static Schema schemaOf(Path file) throws IOException {
    if (file.toString().endsWith(".avro")) {
      try (DataFileReader<GenericRecord> reader = avro(file)) {
        return reader.getSchema();
      }
    }
    try (ParquetReader<GenericRecord> reader = parquet(file)) {
      return reader.read().getSchema();
    }
  }

  private static List<String> values(GenericRecord record) {
    return IntStream.range(0, record.getSchema().getFields().size())
        .mapToObj(record::get)
        .map(value -> value == null ? null : value.toString())
        .toList();
  }
}
