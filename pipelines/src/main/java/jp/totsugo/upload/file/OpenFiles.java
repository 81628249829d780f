package jp.totsugo.upload.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads from many files at any position, and keeps those used last open. Serves one thread. */
public final class OpenFiles implements Closeable {
  private final int most;

  /** By path, the one used longest ago first. */
  private final Map<Path, FileChannel> channels = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most so many are open at once
   */
  public OpenFiles(int most) {
    this.most = most;
  }

  /**
   * Fills a buffer with the bytes from {@code at} on.
   *
   * @throws EOFException if the file ends before the buffer is full
   */
  public void read(Path file, ByteBuffer into, long at) throws IOException {
    readFully(channel(file), into, at);
  }

  /**
   * Fills a buffer with the bytes of one file from {@code at} on.
   *
   * @throws EOFException if the file ends before the buffer is full
   */
  public static void readFully(FileChannel channel, ByteBuffer into, long at) throws IOException {
    long position = at;
    while (into.hasRemaining()) {
      int read = InputFile.read(channel, into, position);
      if (read < 0) {
        throw new EOFException("the file ends at byte " + position);
      }
      position += read;
    }
  }

  private FileChannel channel(Path file) throws IOException {
    FileChannel channel = channels.get(file);
    if (channel == null) {
      if (channels.size() == most) {
        Iterator<FileChannel> longestUnused = channels.values().iterator();
        longestUnused.next().close();
        longestUnused.remove();
      }
      channel = InputFile.open(file);
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
