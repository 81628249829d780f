package jp.totsugo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadFinder;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/** Writes the records of CSV uploads again as Avro and Parquet files. */
final class ContainerFiles {
  /** Takes the records of one upload after the other. */
  interface Sink extends AutoCloseable {
    void add(GenericRecord record) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Makes the file of an upload. */
  interface Format {
    Sink create(Path file, Schema schema) throws IOException;
  }

  private ContainerFiles() {}

  /**
   * How many records a file says it has, by the decoders of the formats' own libraries; -1 where
   * its structure is broken for them.
   */
  static long records(Path file) {
    try {
      return file.toString().endsWith(".avro") ? recordsOfAvro(file) : recordsOfParquet(file);
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  private static long recordsOfAvro(Path file) throws IOException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(Files.readAllBytes(file), null);
    in.skipFixed(DataFileConstants.MAGIC.length);
    for (long entries = in.readMapStart(); entries != 0; entries = in.mapNext()) {
      for (long i = 0; i < entries; i++) {
        in.skipString();
        in.skipBytes();
      }
    }
    byte[] sync = new byte[DataFileConstants.SYNC_SIZE];
    in.readFixed(sync);
    long records = 0;
    while (!in.isEnd()) {
      records += in.readLong();
      in.skipFixed(Math.toIntExact(in.readLong()));
      byte[] behind = new byte[sync.length];
      in.readFixed(behind);
      if (!Arrays.equals(behind, sync)) {
        return -1;
      }
    }
    return records;
  }

  private static long recordsOfParquet(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getRecordCount();
    }
  }

  static Format avro(String codec, int blockBytes) {
    return (file, schema) -> {
      DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema));
      writer.setCodec(CodecFactory.fromString(codec)).setSyncInterval(blockBytes);
      writer.create(schema, file.toFile());
      return new Sink() {
        @Override
        public void add(GenericRecord record) throws IOException {
          writer.append(record);
        }

        @Override
        public void close() throws IOException {
          writer.close();
        }
      };
    };
  }

  static Format parquet(
      CompressionCodecName codec, WriterVersion version, int rowsOfPage, long rowsOfGroup) {
    return (file, schema) -> {
      ParquetWriter<GenericRecord> writer =
          AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
              .withSchema(schema)
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(codec)
              .withWriterVersion(version)
              .withPageRowCountLimit(rowsOfPage)
              .withRowGroupRowCountLimit(Math.toIntExact(rowsOfGroup))
              .build();
      return new Sink() {
        @Override
        public void add(GenericRecord record) throws IOException {
          writer.write(record);
        }

        @Override
        public void close() throws IOException {
          writer.close();
        }
      };
    };
  }

  /** Writes each accepted upload again below {@code to}, its records only. */
  static void rewrite(Path uploads, Layout layout, Path to, String ending, Format format)
      throws Exception {
    Path work = Files.createTempDirectory(to.toAbsolutePath().getParent(), "unpacked");
    UploadFinder finder = new UploadFinder();
    finder.find(List.of(uploads.toString()));
    UploadPlan plan = new UploadPlanner(layout, work).plan(finder.files(), Long.MAX_VALUE);
    RuleSettings settings = RuleSettingsFile.defaults(java.time.LocalDate.parse(Sample.AS_OF));
    RecordView record = settings.newRecordView();
    for (UploadFile file : plan.files()) {
      Path target = to.resolve(file.name().replaceFirst("\\.csv.*", ending));
      Files.createDirectories(target.getParent());
      Schema schema = schema(file.presentColumns());
      try (RecordReader reader = RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), record);
          Sink sink = format.create(target, schema)) {
        for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
          if (line == RecordReader.Line.RECORD) {
            sink.add(copy(record, schema));
          }
        }
      }
    }
  }

  private static Schema schema(Set<Column> columns) {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("Row").fields();
    for (Column column : columns) {
      fields = fields.optionalString(column.header());
    }
    return fields.endRecord();
  }

  private static GenericRecord copy(RecordView record, Schema schema) {
    GenericRecord copy = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      String value = record.string(Column.ofHeader(field.name()));
      copy.put(field.pos(), value.isEmpty() ? null : value);
    }
    return copy;
  }
}
