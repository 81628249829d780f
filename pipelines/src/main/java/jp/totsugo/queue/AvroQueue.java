package jp.totsugo.queue;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import jp.totsugo.schema.Correction;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes {@link Correction}s field by field in Avro's binary encoding, without objects: a queue may
 * have millions of rows.
 */
final class AvroQueue implements Closeable {
  /** Random by default; equal runs shall have equal bytes. */
  private static final byte[] SYNC =
      "totsugo queue 01".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final DataFileWriter<Correction> writer;
  private byte[] row = new byte[4096];
  private int size;

  /** Writes to a stream, which it closes. */
  AvroQueue(OutputStream out) throws IOException {
    writer = new DataFileWriter<>(new SpecificDatumWriter<>(Correction.class));
    writer.setCodec(CodecFactory.snappyCodec());
    writer.create(Correction.getClassSchema(), new BufferedOutputStream(out), SYNC);
  }

  AvroQueue string(byte[] bytes, int from, int to) {
    number(to - from);
    return encoded(bytes, from, to);
  }

  /** An int or a long. */
  AvroQueue number(long value) {
    reserve(10);
    long zigzag = value << 1 ^ value >> 63;
    while ((zigzag & ~0x7FL) != 0) {
      row[size++] = (byte) (zigzag & 0x7F | 0x80);
      zigzag >>>= 7;
    }
    row[size++] = (byte) zigzag;
    return this;
  }

  /** Fields that are encoded already. */
  AvroQueue encoded(byte[] bytes) {
    return encoded(bytes, 0, bytes.length);
  }

  private AvroQueue encoded(byte[] bytes, int from, int to) {
    reserve(to - from);
    System.arraycopy(bytes, from, row, size, to - from);
    size += to - from;
    return this;
  }

  private void reserve(int more) {
    if (size + more > row.length) {
      row = Arrays.copyOf(row, 2 * (size + more));
    }
  }

  void endRow() throws IOException {
    writer.appendEncoded(ByteBuffer.wrap(row, 0, size));
    size = 0;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
