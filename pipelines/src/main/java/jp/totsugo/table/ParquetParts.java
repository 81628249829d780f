package jp.totsugo.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Joins tables of the same columns: their row groups are copied as they stand, so that a long table
 * costs no more than its bytes.
 */
public final class ParquetParts {
  private ParquetParts() {}

  /** Whether the columns of a table are those of the schema. */
  public static boolean hasColumns(Path table, Schema schema) throws IOException {
    try (ParquetFileReader reader = open(table)) {
      MessageType wanted = new AvroSchemaConverter(new PlainParquetConfiguration()).convert(schema);
      return reader.getFileMetaData().getSchema().equals(wanted);
    }
  }

  /** Writes the rows of all tables one after the other; the first of them says what they are. */
  public static void join(List<Path> tables, Path file) throws IOException {
    MessageType columns;
    Map<String, String> about;
    try (ParquetFileReader reader = open(tables.get(0))) {
      FileMetaData metaData = reader.getFileMetaData();
      columns = metaData.getSchema();
      about = metaData.getKeyValueMetaData();
    }
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            new LocalOutputFile(file),
            columns,
            ParquetFileWriter.Mode.CREATE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT)) {
      writer.start();
      for (Path table : tables) {
        try (ParquetFileReader reader = open(table)) {
          reader.appendTo(writer);
        }
      }
      writer.end(about);
    }
  }

  private static ParquetFileReader open(Path table) throws IOException {
    try {
      return ParquetFileReader.open(
          new ParquetFileInput(table),
          ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    } catch (RuntimeException e) {
      throw new IOException(table + ": is no table of a run, or damaged", e);
    }
  }
}
