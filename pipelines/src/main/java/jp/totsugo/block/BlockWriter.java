package jp.totsugo.block;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Leaves the blocks of one bundle in a file of the run's work folder. They can be read once it is
 * closed, which a bundle does before it ends. A bundle that fails leaves a file to which nothing
 * points. Serves one thread.
 */
public final class BlockWriter implements Closeable {
  private static final int BUFFER = 128 * 1024;

  /** From here on gathering in the buffer first costs more than it spares. */
  private static final int LARGE = BUFFER / 4;

  private final Path folder;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private FileChannel channel;
  private long file;
  private long size;

  /**
   * @param folder readable by its owner alone: blocks hold My Numbers
   */
  public BlockWriter(Path folder) {
    this.folder = folder;
  }

  /** Where the file of a number is. */
  static Path path(Path folder, long file) {
    return folder.resolve(Long.toString(file, Character.MAX_RADIX));
  }

  /** Takes a copy of the bytes, and says where they will be found. */
  public StoredBlock write(byte[] bytes, int from, int length) {
    try {
      if (channel == null) {
        open();
      }
      if (length > buffer.remaining()) {
        flush();
      }
      if (length >= LARGE) {
        flush();
        writeFully(ByteBuffer.wrap(bytes, from, length));
      } else {
        buffer.put(bytes, from, length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StoredBlock block = new StoredBlock(file, size, length);
    size += length;
    return block;
  }

  /** Takes a copy of the whole array, and says where it will be found. */
  public StoredBlock write(byte[] bytes) {
    return write(bytes, 0, bytes.length);
  }

  private void open() throws IOException {
    while (channel == null) {
      file = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
      try {
        channel =
            FileChannel.open(
                path(folder, file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        // Another worker drew the same number.
      }
    }
  }

  private void flush() throws IOException {
    writeFully(buffer.flip());
    buffer.clear();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      flush();
      channel.close();
    }
  }
}
