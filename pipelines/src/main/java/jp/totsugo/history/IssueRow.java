package jp.totsugo.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import jp.totsugo.schema.Issue;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** Issues as bytes, on their way through a run: in Avro's binary encoding. Serves one thread. */
public final class IssueRow {
  private final SpecificDatumWriter<Issue> writer = new SpecificDatumWriter<>(Issue.class);
  private final SpecificDatumReader<Issue> reader = new SpecificDatumReader<>(Issue.class);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  /** The bytes of an issue. */
  public byte[] encode(Issue issue) {
    bytes.reset();
    try {
      encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
      writer.write(issue, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The issue of a part of an array. */
  public Issue decode(byte[] row, int from, int length) {
    try {
      decoder = DecoderFactory.get().binaryDecoder(row, from, length, decoder);
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares the ids of encoded issues: the id is the first field, and shorter than 64 bytes. */
  static int compareIds(byte[] a, byte[] b) {
    int lengthA = a[0] >>> 1;
    int lengthB = b[0] >>> 1;
    return Arrays.compareUnsigned(a, 1, 1 + lengthA, b, 1, 1 + lengthB);
  }
}
