package jp.totsugo.block;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A record that a finding names and that has none itself: what rows may show of it. Only the
 * insurer of the finding, whose record it is too, is told.
 *
 * @param line of the file
 * @param values as {@link FindingBlockBuilder#valuesOf} makes them
 */
public record RelatedRecord(int file, long line, byte[] values) {
  /** Some as one value of a row. */
  public static byte[] write(List<RelatedRecord> records) {
    if (records.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (RelatedRecord record : records) {
        record.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What {@link #write(List)} wrote. */
  public static List<RelatedRecord> read(byte[] value) {
    List<RelatedRecord> records = new ArrayList<>();
    ByteArrayInputStream bytes = new ByteArrayInputStream(value);
    DataInputStream in = new DataInputStream(bytes);
    try {
      while (bytes.available() > 0) {
        records.add(read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  public void write(DataOutputStream out) throws IOException {
    out.writeInt(file);
    out.writeLong(line);
    out.writeInt(values.length);
    out.write(values);
  }

  public static RelatedRecord read(DataInputStream in) throws IOException {
    int file = in.readInt();
    long line = in.readLong();
    byte[] values = new byte[in.readInt()];
    in.readFully(values);
    return new RelatedRecord(file, line, values);
  }
}
