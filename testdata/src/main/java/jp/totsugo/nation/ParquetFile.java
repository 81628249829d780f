package jp.totsugo.nation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** Writes a Parquet file, its columns as an Avro schema names them. */
final class ParquetFile implements TableFile {
  /** Few enough that several workers share a large file, and many enough to compress well. */
  private static final int ROWS_PER_GROUP = 1 << 17;

  /**
   * Columns in which few values are alike: a dictionary costs time and memory, and saves little.
   */
  private static final List<String> MOSTLY_UNIQUE =
      List.of("PersonId", "MyNumber", "InsuredIdentificationNumber", "Name", "NameKana", "Address");

  private final ParquetWriter<GenericRecord> writer;

  ParquetFile(Path file, Schema schema) throws IOException {
    ParquetWriter.Builder<GenericRecord, ?> builder =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupRowCountLimit(ROWS_PER_GROUP);
    for (String column : MOSTLY_UNIQUE) {
      builder.withDictionaryEncoding(column, false);
    }
    writer = builder.build();
  }

  @Override
  public void add(byte[] rows) throws IOException {
    try (DataFileStream<GenericRecord> records =
        new DataFileStream<>(new ByteArrayInputStream(rows), new TextReader())) {
      GenericRecord record = null;
      while (records.hasNext()) {
        record = records.next(record);
        writer.write(record);
      }
    }
  }

  /** Leaves text as the bytes that Parquet wants, whatever class of Java the schema names. */
  private static final class TextReader extends GenericDatumReader<GenericRecord> {
    @Override
    @SuppressWarnings("rawtypes")
    protected Class findStringClass(Schema schema) {
      return CharSequence.class;
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
