package jp.totsugo.upload.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that is being looked at to find out what it is. Many look, nearly all of them at its
 * beginning: so it is opened once, and its beginning read once.
 */
public final class FileStart implements Closeable {
  /** As much as is mostly looked at. */
  private static final int KEPT = 16 * 1024;

  private final Path path;
  private final FileChannel channel;
  private final long bytes;
  private final byte[] start;
  private final int kept;

  private FileStart(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    bytes = channel.size();
    start = new byte[(int) Math.min(KEPT, bytes)];
    ByteBuffer into = ByteBuffer.wrap(start);
    int read = 0;
    while (into.hasRemaining() && read >= 0) {
      read = InputFile.read(channel, into, into.position());
    }
    kept = into.position();
  }

  /** Opens a file as {@link InputFile#open} does. */
  public static FileStart of(Path path) throws IOException {
    FileChannel channel = InputFile.open(path);
    try {
      return new FileStart(path, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /** The length of the file when it was opened; it is read no further. */
  public long bytes() {
    return bytes;
  }

  /** The first bytes, no more than there are. */
  public byte[] head(int length) throws IOException {
    return head(0, length);
  }

  /** The first bytes from a place on, no more than there are. */
  public byte[] head(long from, int length) throws IOException {
    return from(from).readNBytes(length);
  }

  /** All bytes from a place on; not to be used once this is closed. */
  public InputStream from(long at) {
    return new Bytes(at);
  }

  private final class Bytes extends InputStream {
    private long position;

    Bytes(long position) {
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (position >= bytes) {
        return -1;
      }
      int read = (int) Math.min(length, bytes - position);
      if (position < kept) {
        read = (int) Math.min(read, kept - position);
        System.arraycopy(start, (int) position, into, from, read);
      } else {
        read = InputFile.read(channel, ByteBuffer.wrap(into, from, read), position);
      }
      position += Math.max(read, 0);
      return read;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
