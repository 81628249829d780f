package jp.totsugo.nation;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes an Avro container. Its blocks come compressed by the workers, and stay as they are. */
final class AvroFile implements TableFile {
  /** Quick to write and to read, and that of the queues too. */
  static final CodecFactory CODEC = CodecFactory.snappyCodec();

  private final DataFileWriter<GenericRecord> writer =
      new DataFileWriter<>(new GenericDatumWriter<>());

  AvroFile(Path file, Schema schema) throws IOException {
    writer
        .setCodec(CODEC)
        .create(schema, new BufferedOutputStream(Files.newOutputStream(file)), AvroRows.SYNC);
  }

  @Override
  public void add(byte[] rows) throws IOException {
    try (DataFileStream<GenericRecord> blocks =
        new DataFileStream<>(new ByteArrayInputStream(rows), new GenericDatumReader<>())) {
      writer.appendAllFrom(blocks, false);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
