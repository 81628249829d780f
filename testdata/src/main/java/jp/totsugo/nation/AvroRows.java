package jp.totsugo.nation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes finished CSV rows as records of nullable strings: the values that a reader of the CSV
 * would see, null for an empty one. No value of a nation holds a comma, a quote or a line break.
 */
final class AvroRows implements DatumWriter<AvroRows.Row> {
  /** Avro's own would be random, and equal nations would differ. */
  static final byte[] SYNC = "totsugo nation 1".getBytes(StandardCharsets.US_ASCII);

  /** The places of the types in the union of a field. */
  private static final int NULL = 0;

  private static final int STRING = 1;

  /** A row without its line end. */
  record Row(byte[] bytes, int from, int to) {}

  private final TextEncoding encoding;

  private AvroRows(TextEncoding encoding) {
    this.encoding = encoding;
  }

  /** A container with the records of finished CSV rows. */
  static byte[] encode(byte[] rows, TextEncoding encoding, Schema schema) throws IOException {
    ByteArrayOutputStream container = new ByteArrayOutputStream(rows.length);
    try (DataFileWriter<Row> writer =
        new DataFileWriter<>(new AvroRows(encoding))
            .setCodec(AvroFile.CODEC)
            // Avro's own hands on every byte for itself.
            .setEncoder(out -> EncoderFactory.get().binaryEncoder(out, null))
            .create(schema, container, SYNC)) {
      int from = 0;
      for (int at = 0; at < rows.length; at++) {
        if (rows[at] == '\n') {
          writer.append(new Row(rows, from, rows[at - 1] == '\r' ? at - 1 : at));
          from = at + 1;
        }
      }
    }
    return container.toByteArray();
  }

  /** All fields are alike. */
  @Override
  public void setSchema(Schema schema) {}

  @Override
  public void write(Row row, Encoder to) throws IOException {
    int from = row.from;
    int seen = 0;
    for (int at = from; at <= row.to; at++) {
      if (at < row.to && row.bytes[at] != ',') {
        seen |= row.bytes[at];
      } else {
        boolean quoted = at > from && row.bytes[from] == '"';
        boolean isAscii = seen >= 0;
        writeValue(row.bytes, quoted ? from + 1 : from, quoted ? at - 1 : at, isAscii, to);
        from = at + 1;
        seen = 0;
      }
    }
  }

  private void writeValue(byte[] bytes, int from, int end, boolean isAscii, Encoder to)
      throws IOException {
    if (from == end) {
      to.writeIndex(NULL);
      to.writeNull();
      return;
    }
    to.writeIndex(STRING);
    if (isAscii || encoding.charset == StandardCharsets.UTF_8) {
      to.writeBytes(bytes, from, end - from);
    } else {
      to.writeString(new String(bytes, from, end - from, encoding.charset));
    }
  }
}
