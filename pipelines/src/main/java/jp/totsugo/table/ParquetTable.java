package jp.totsugo.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Writes a table as Parquet, its columns as an Avro schema names them; {@link ParquetRows} reads
 * it. Equal rows are equal bytes.
 *
 * @param <T> a row
 */
public final class ParquetTable<T extends SpecificRecord> implements Closeable {
  /** So much of a table is in memory at once, and is what a reader can skip. */
  static final long ROW_GROUP_BYTES = 32L << 20;

  private final ParquetWriter<T> writer;

  private ParquetTable(ParquetWriter<T> writer) {
    this.writer = writer;
  }

  /** The names of a schema's fields, which are also the header of the CSV table. */
  public static List<String> columns(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).toList();
  }

  /** A table of which the rows are not all in memory. The file must not exist yet. */
  public static <T extends SpecificRecord> ParquetTable<T> open(Schema schema, Path file)
      throws IOException {
    return new ParquetTable<>(
        AvroParquetWriter.<T>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withDataModel(SpecificData.get())
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build());
  }

  /** Writes a whole table. */
  public static <T extends SpecificRecord> void write(List<T> rows, Schema schema, Path file)
      throws IOException {
    try (ParquetTable<T> table = open(schema, file)) {
      for (T row : rows) {
        table.write(row);
      }
    }
  }

  /** Adds a row, which may be changed and written again afterwards. */
  public void write(T row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
