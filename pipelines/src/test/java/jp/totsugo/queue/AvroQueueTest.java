package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.schema.Correction;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroQueueTest {
  @TempDir Path folder;

  @Test
  void what_is_written_field_by_field_is_read_back_by_avro() throws IOException {
    List<Correction> rows = new ArrayList<>();
    for (long line : new long[] {1, 63, 64, 8191, 8192, Integer.MAX_VALUE, Long.MAX_VALUE, 0}) {
      rows.add(row(line, "見本-" + line, (int) (line % 5) + 1));
    }
    rows.add(row(2, "長".repeat(100_000), 5));
    rows.add(row(3, "", 1));
    Path file = folder.resolve("a.avro");
    write(rows, file);
    List<Correction> read = new ArrayList<>();
    try (DataFileReader<Correction> reader =
        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(Correction.class))) {
      reader.forEach(read::add);
    }
    assertThat(read, is(rows));
  }

  @Test
  void equal_rows_give_equal_bytes() throws IOException {
    List<Correction> rows = List.of(row(1, "a", 1), row(2, "b", 2));
    write(rows, folder.resolve("a.avro"));
    write(rows, folder.resolve("b.avro"));
    assertThat(Files.mismatch(folder.resolve("a.avro"), folder.resolve("b.avro")), is(-1L));
  }

  private static Correction row(long line, String text, int priority) {
    Correction row = new Correction();
    for (Schema.Field field : Correction.getClassSchema().getFields()) {
      row.put(
          field.pos(),
          switch (field.schema().getType()) {
            case INT -> (Object) priority;
            case LONG -> line;
            default -> text.isEmpty() ? "" : field.name() + text;
          });
    }
    return row;
  }

  private static void write(List<Correction> rows, Path file) throws IOException {
    try (AvroQueue queue = new AvroQueue(Files.newOutputStream(file))) {
      for (Correction row : rows) {
        for (Schema.Field field : Correction.getClassSchema().getFields()) {
          Object value = row.get(field.pos());
          if (value instanceof Number number) {
            queue.number(number.longValue());
          } else {
            byte[] bytes = ("<" + value + ">").getBytes(UTF_8);
            queue.string(bytes, 1, bytes.length - 1);
          }
        }
        queue.endRow();
      }
    }
  }
}
