package jp.totsugo.table;

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

/** Writes a table as Parquet, its columns as an Avro schema names them. */
public final class ParquetTable {
  private ParquetTable() {}

  /** The names of a schema's fields, which are also the header of the CSV table. */
  public static List<String> columns(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).toList();
  }

  public static <T extends SpecificRecord> void write(List<T> rows, Schema schema, Path file)
      throws IOException {
    try (ParquetWriter<T> writer =
        AvroParquetWriter.<T>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withDataModel(SpecificData.get())
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (T row : rows) {
        writer.write(row);
      }
    }
  }
}
