package jp.totsugo.block;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads blocks that a {@link BlockWriter} has left. Serves one thread. */
public final class BlockReader implements Closeable {
  private static final int MOST_OPEN_FILES = 64;

  private final Path folder;

  /** By file, the one used longest ago first. */
  private final Map<Long, FileChannel> channels = new LinkedHashMap<>(16, 0.75f, true);

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
      FileChannel channel = channel(block.file());
      ByteBuffer into = ByteBuffer.wrap(bytes, at, block.length());
      long offset = block.offset();
      while (into.hasRemaining()) {
        int read = channel.read(into, offset);
        if (read < 0) {
          throw new EOFException("a block ends early");
        }
        offset += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileChannel channel(long file) throws IOException {
    FileChannel channel = channels.get(file);
    if (channel == null) {
      if (channels.size() == MOST_OPEN_FILES) {
        Iterator<FileChannel> longestUnused = channels.values().iterator();
        longestUnused.next().close();
        longestUnused.remove();
      }
      channel = FileChannel.open(BlockWriter.path(folder, file), StandardOpenOption.READ);
      channels.put(file, channel);
    }
    return channel;
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
    channels.clear();
  }
}
