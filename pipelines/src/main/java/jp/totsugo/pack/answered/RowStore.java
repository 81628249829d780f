package jp.totsugo.pack.answered;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jp.totsugo.upload.file.OpenFiles;

/** Rows on disk, one behind the other, each found again by where it begins. Serves one thread. */
final class RowStore implements Closeable {
  private static final int FLUSH_BYTES = 1 << 20;

  /** As much as most rows need, so that one look at the file is enough. */
  private static final int USUAL_BYTES = 512;

  private final FileChannel channel;
  private final ByteArrayOutputStream row = new ByteArrayOutputStream(1024);
  private final DataOutputStream rowOut = new DataOutputStream(row);
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FLUSH_BYTES + 64 * 1024);
  private final DataOutputStream out = new DataOutputStream(buffer);
  private long written;

  /** Takes rows, each with its place. */
  interface Visitor {
    void accept(long place, AnsweredRow row) throws IOException;
  }

  /**
   * @param file is made; in a folder that only its owner can read
   */
  RowStore(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Behind the last row. */
  long end() {
    return written + buffer.size();
  }

  void add(AnsweredRow added) throws IOException {
    row.reset();
    added.write(rowOut);
    out.writeInt(row.size());
    row.writeTo(out);
    if (buffer.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.toByteArray());
    long at = written;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    written = at;
    buffer.reset();
  }

  /** The row at a place. */
  AnsweredRow read(long place) throws IOException {
    flush();
    int known = (int) Math.min(USUAL_BYTES, written - place);
    ByteBuffer head = ByteBuffer.allocate(known);
    OpenFiles.readFully(channel, head, place);
    int length = head.getInt(0);
    byte[] bytes = new byte[length];
    int inHead = Math.min(length, known - Integer.BYTES);
    head.get(Integer.BYTES, bytes, 0, inHead);
    if (inHead < length) {
      OpenFiles.readFully(
          channel, ByteBuffer.wrap(bytes, inHead, length - inHead), place + Integer.BYTES + inHead);
    }
    return AnsweredRow.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  /** Reads all rows from one place to another, in their order. */
  void forEach(long from, long to, Visitor visitor) throws IOException {
    flush();
    long at = from;
    try (DataInputStream in =
        new DataInputStream(
            new java.io.BufferedInputStream(new Range(channel, from, to), 1 << 16))) {
      while (at < to) {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        visitor.accept(at, AnsweredRow.read(new DataInputStream(new ByteArrayInputStream(bytes))));
        at += Integer.BYTES + length;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A part of a file as a stream. */
  private static final class Range extends java.io.InputStream {
    private final FileChannel channel;
    private final long to;
    private long at;

    Range(FileChannel channel, long from, long to) {
      this.channel = channel;
      this.to = to;
      at = from;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int wanted = (int) Math.min(length, to - at);
      if (wanted <= 0) {
        return length == 0 ? 0 : -1;
      }
      OpenFiles.readFully(channel, ByteBuffer.wrap(bytes, from, wanted), at);
      at += wanted;
      return wanted;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
  }
}
