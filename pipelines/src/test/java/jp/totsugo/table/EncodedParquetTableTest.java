package jp.totsugo.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.IssueRate;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.BoundaryOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows in, and the same rows out: whoever wrote them, whoever reads them, copied or not. */
class EncodedParquetTableTest {
  private static final Schema SCHEMA = Issue.getClassSchema();

  @TempDir private Path folder;

  @Test
  void rows_are_read_by_the_library() throws IOException {
    List<Issue> rows = rows(70_000);
    assertThat(read(written("table", rows, 1 << 20)), is(rows));
  }

  @Test
  void rows_of_the_library_are_copied() throws IOException {
    List<Issue> rows = rows(70_000);
    ParquetTable.write(rows, SCHEMA, folder.resolve("library"));
    assertThat(read(copied("copy", folder.resolve("library"), 1)), is(rows));
  }

  @Test
  void rows_are_copied_again_and_again() throws IOException {
    List<Issue> rows = rows(70_000);
    Path first = written("first", rows, 1 << 20);
    Path second = copied("second", first, 1);
    assertThat(read(copied("third", second, 1)), is(rows));
  }

  @Test
  void copied_rows_stand_between_others_as_they_came() throws IOException {
    List<Issue> rows = rows(70_000);
    Path even = written("even", every(2, 0, rows), 1 << 20);
    Path merged = folder.resolve("merged");
    try (ParquetColumns source = ParquetColumns.open(even, SCHEMA);
        EncodedParquetTable table = EncodedParquetTable.open(SCHEMA, merged, 1 << 19)) {
      int at = 0;
      for (int count = source.next(); count > 0; count = source.next()) {
        for (int row = 0; row < count; row++) {
          table.copy(source, row);
          byte[] odd = encoded(rows.get(at + 1));
          table.write(odd, 0, odd.length);
          at += 2;
        }
        table.release();
      }
    }
    assertThat(read(merged), is(rows));
  }

  @Test
  void rows_that_are_not_copied_are_left_out() throws IOException {
    List<Issue> rows = rows(70_000);
    assertThat(read(copied("third", written("all", rows, 1 << 20), 3)), is(every(3, 0, rows)));
  }

  @Test
  void a_table_without_rows_is_a_table() throws IOException {
    Path table = written("none", List.of(), 1 << 20);
    assertThat(read(table), is(List.of()));
    try (ParquetColumns columns = ParquetColumns.open(table, SCHEMA)) {
      assertThat(columns.next(), is(0));
    }
  }

  @Test
  void a_long_text_ends_the_page_before_it_takes_too_much_memory() throws IOException {
    List<Issue> rows = rows(2_000);
    rows.forEach(row -> row.setAnswerReason("確".repeat(20_000) + row.getIssueId()));
    assertThat(read(written("long", rows, 1 << 20)), is(rows));
  }

  @Test
  void the_bytes_do_not_depend_on_the_number_of_threads()
      throws IOException, InterruptedException, ExecutionException {
    List<Issue> rows = rows(40_000);
    Path many = written("many", rows, 1 << 20);
    ForkJoinPool one = new ForkJoinPool(1);
    Path alone = one.submit(() -> written("alone", rows, 1 << 20)).get();
    one.shutdown();
    assertThat(Files.mismatch(many, alone), is(-1L));
  }

  @Test
  void what_repeats_is_kept_once_and_what_does_not_has_no_dictionary() throws IOException {
    Path file = written("table", rows(40_000), 1 << 30);
    BlockMetaData group = groups(file).get(0);
    assertThat(encodings(group, "issue_id"), is(List.of(Encoding.PLAIN)));
    assertThat(encodings(group, "category"), is(List.of(Encoding.PLAIN_DICTIONARY)));
    assertThat(group.getColumns().get(3).getTotalSize(), lessThan(40_000L));
  }

  @Test
  void a_reader_finds_a_row_without_reading_the_others() throws IOException {
    List<Issue> rows = rows(70_000);
    Path file = written("table", rows, 1 << 20);
    assertThat(groups(file).size(), greaterThan(2));
    try (ParquetFileReader reader = open(file)) {
      ColumnChunkMetaData ids = reader.getRowGroups().get(0).getColumns().get(0);
      assertThat(reader.readColumnIndex(ids).getBoundaryOrder(), is(BoundaryOrder.ASCENDING));
    }
    Issue wanted = rows.get(44_444);
    List<Issue> found = new ArrayList<>();
    try (ParquetRows<Issue> some =
        ParquetRows.open(file, Issue.class, Map.of("issue_id", wanted.getIssueId()))) {
      for (Issue row = some.next(); row != null; row = some.next()) {
        found.add(row);
      }
    }
    assertThat(found, contains(wanted));
  }

  @Test
  void a_table_of_other_columns_is_not_taken() throws IOException {
    Path rates = folder.resolve("rates");
    ParquetTable.write(List.of(), IssueRate.getClassSchema(), rates);
    assertThat(ParquetColumns.open(rates, SCHEMA), is(nullValue()));
  }

  @Test
  void a_damaged_table_is_named() throws IOException {
    Path file = written("table", rows(20_000), 1 << 20);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 1000; i < 3000; i++) {
      bytes[i] = 7;
    }
    Files.write(file, bytes);
    IOException damaged = assertThrows(IOException.class, () -> copied("copy", file, 1));
    assertThat(damaged.getMessage(), is(file + ": is no table of a run, or damaged"));
  }

  private Path written(String name, List<Issue> rows, long groupBytes) throws IOException {
    Path file = folder.resolve(name);
    try (EncodedParquetTable table = EncodedParquetTable.open(SCHEMA, file, groupBytes)) {
      for (Issue row : rows) {
        byte[] encoded = encoded(row);
        byte[] within = new byte[encoded.length + 5];
        System.arraycopy(encoded, 0, within, 3, encoded.length);
        table.write(within, 3, encoded.length);
      }
    }
    return file;
  }

  private Path copied(String name, Path of, int step) throws IOException {
    Path file = folder.resolve(name);
    try (ParquetColumns source = ParquetColumns.open(of, SCHEMA);
        EncodedParquetTable table = EncodedParquetTable.open(SCHEMA, file, 1 << 19)) {
      long at = 0;
      for (int count = source.next(); count > 0; count = source.next()) {
        for (int row = 0; row < count; row++) {
          if (at++ % step == 0) {
            table.copy(source, row);
          }
        }
        table.release();
      }
    }
    return file;
  }

  private static <T> List<T> every(int step, int from, List<T> rows) {
    List<T> some = new ArrayList<>();
    for (int i = from; i < rows.size(); i += step) {
      some.add(rows.get(i));
    }
    return some;
  }

  private static List<Issue> read(Path file) throws IOException {
    List<Issue> rows = new ArrayList<>();
    ParquetRows.forEach(file, Issue.class, row -> rows.add(Issue.newBuilder(row).build()));
    return rows;
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        new ParquetFileInput(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
  }

  private static List<BlockMetaData> groups(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getRowGroups();
    }
  }

  private static List<Encoding> encodings(BlockMetaData group, String column) {
    ColumnChunkMetaData chunk =
        group.getColumns().stream()
            .filter(one -> one.getPath().toDotString().equals(column))
            .findFirst()
            .orElseThrow();
    return List.copyOf(chunk.getEncodingStats().getDataEncodings());
  }

  private static byte[] encoded(Issue row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<>(Issue.class).write(row, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /**
   * Ids that ascend, texts that repeat in part and for some time, or never; numbers of all lengths.
   */
  private static List<Issue> rows(int count) {
    List<Issue> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Issue row = new Issue();
      for (Schema.Field field : SCHEMA.getFields()) {
        int kind = i * 31 + field.pos();
        switch (field.schema().getType()) {
          case STRING ->
              row.put(
                  field.pos(),
                  switch (field.pos() % 5) {
                    case 0 -> "é" + (1_000_000 + i) + field.name();
                    case 1 -> "";
                    case 2 -> "理由：確認済み" + kind % (1 + i / 100);
                    case 3 -> field.name() + i / 20_000;
                    default -> i < 30_000 ? "" : "x".repeat(i % 50) + i;
                  });
          case INT -> row.put(field.pos(), (kind % 2 == 0 ? 1 : -1) * (kind % 1000));
          default -> row.put(field.pos(), (kind % 2 == 0 ? 1 : -1) * (1L << kind % 63) + kind);
        }
      }
      rows.add(row);
    }
    return rows;
  }
}
