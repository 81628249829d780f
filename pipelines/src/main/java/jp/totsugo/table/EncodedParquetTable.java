package jp.totsugo.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * The table that {@link ParquetTable} writes, byte for byte, from rows in Avro's binary encoding
 * and without making objects of them. Their fields are texts and whole numbers.
 */
public final class EncodedParquetTable implements Closeable {
  private final ParquetWriter<byte[]> writer;
  private final Rows rows;

  private EncodedParquetTable(ParquetWriter<byte[]> writer, Rows rows) {
    this.writer = writer;
    this.rows = rows;
  }

  /** The file must not exist yet. */
  public static EncodedParquetTable open(Schema schema, Path file) throws IOException {
    Rows rows = new Rows(schema);
    return new EncodedParquetTable(
        new Builder(new LocalOutputFile(file), rows)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(ParquetTable.ROW_GROUP_BYTES)
            .build(),
        rows);
  }

  /** Adds the row {@code bytes[from, from + length)}. */
  public void write(byte[] bytes, int from, int length) throws IOException {
    rows.from = from;
    writer.write(bytes);
    if (rows.at != from + length) {
      throw new IllegalStateException("no row of this table");
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<byte[], Builder> {
    private final Rows rows;

    Builder(OutputFile file, Rows rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<byte[]> getWriteSupport(Configuration configuration) {
      return rows;
    }

    @Override
    protected WriteSupport<byte[]> getWriteSupport(ParquetConfiguration configuration) {
      return rows;
    }
  }

  private static final class Rows extends WriteSupport<byte[]> {
    private final AvroWriteSupport<Object> sameOfObjects;
    private final List<Schema.Field> fields;
    private RecordConsumer consumer;
    private int from;
    private int at;

    Rows(Schema schema) {
      MessageType columns =
          new AvroSchemaConverter(new PlainParquetConfiguration()).convert(schema);
      sameOfObjects = new AvroWriteSupport<>(columns, schema, GenericData.get());
      fields = schema.getFields();
    }

    @Override
    public String getName() {
      return sameOfObjects.getName();
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return sameOfObjects.init(configuration);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return sameOfObjects.init(configuration);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(byte[] bytes) {
      at = from;
      consumer.startMessage();
      for (int i = 0; i < fields.size(); i++) {
        String name = fields.get(i).name();
        consumer.startField(name, i);
        switch (fields.get(i).schema().getType()) {
          case STRING -> {
            int length = (int) number(bytes);
            consumer.addBinary(Binary.fromReusedByteArray(bytes, at, length));
            at += length;
          }
          case INT -> consumer.addInteger((int) number(bytes));
          case LONG -> consumer.addLong(number(bytes));
          default -> throw new IllegalStateException(name);
        }
        consumer.endField(name, i);
      }
      consumer.endMessage();
    }

    private long number(byte[] bytes) {
      long zigzag = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        zigzag |= (next & 0x7FL) << shift;
        shift += 7;
      } while (next < 0);
      return zigzag >>> 1 ^ -(zigzag & 1);
    }
  }
}
