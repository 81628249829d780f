package jp.totsugo.block;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import jp.totsugo.upload.file.OpenFiles;

/** Reads blocks that a {@link BlockWriter} has left. Serves one thread. */
public final class BlockReader implements Closeable {
  private static final int MOST_OPEN_FILES = 64;

  private final Path folder;
  private final OpenFiles files = new OpenFiles(MOST_OPEN_FILES);

  public BlockReader(Path folder) {
    this.folder = folder;
  }

  /** The bytes of a block. */
  public byte[] read(StoredBlock block) {
    byte[] bytes = new byte[block.length()];
    read(block, bytes, 0);
    return bytes;
  }

  /** Reads a block into an array from {@code at} on. */
  public void read(StoredBlock block, byte[] bytes, int at) {
    try {
      files.read(
          BlockWriter.path(folder, block.file()),
          ByteBuffer.wrap(bytes, at, block.length()),
          block.offset());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
