package jp.totsugo.pack.sheet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;

/**
 * The texts that a workbook keeps apart from its cells. Up to 16 MiB are kept in memory, more in a
 * file.
 */
final class SharedStrings implements Closeable {
  private static final int MOST_IN_MEMORY = 16 << 20;

  /** What one file can be looked into at. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private static final int MOST = 40_000_000;

  /** Of so many texts the place of the first is known. */
  private static final int STEP = 16;

  private static final int LENGTH_BYTES = 3;

  private final Path folder;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
  private Path file;
  private OutputStream out;
  private long size;
  private int[] places = new int[64];
  private int count;
  private ByteBuffer texts = ByteBuffer.allocate(0);

  /**
   * @param folder that only its owner can read
   */
  SharedStrings(Path folder) {
    this.folder = folder;
  }

  void add(CharSequence text) throws IOException, UnusableFileException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (count == MOST || size + bytes.length + LENGTH_BYTES > MOST_BYTES) {
      throw new UnusableFileException(Cause.TOO_MANY_CELLS);
    }
    if (count % STEP == 0) {
      int step = count / STEP;
      if (step == places.length) {
        places = Arrays.copyOf(places, 2 * step);
      }
      places[step] = (int) size;
    }
    OutputStream to = out();
    to.write(bytes.length);
    to.write(bytes.length >>> 8);
    to.write(bytes.length >>> 16);
    to.write(bytes);
    size += bytes.length + LENGTH_BYTES;
    count++;
  }

  private OutputStream out() throws IOException {
    if (memory != null && size > MOST_IN_MEMORY) {
      file = Files.createTempFile(folder, "texts-", "");
      out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      memory.writeTo(out);
      memory = null;
    }
    return memory != null ? memory : out;
  }

  /** To be called when all are added. */
  void finish() throws IOException {
    if (memory != null) {
      texts = ByteBuffer.wrap(memory.toByteArray());
      memory = null;
      return;
    }
    out.close();
    try (FileChannel channel = FileChannel.open(file)) {
      texts = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    }
  }

  /** A text; empty if there is none with this number. */
  String get(int index) {
    if (index < 0 || index >= count) {
      return "";
    }
    int at = places[index / STEP];
    for (int i = index % STEP; i > 0; i--) {
      at += LENGTH_BYTES + length(at);
    }
    byte[] bytes = new byte[length(at)];
    texts.get(at + LENGTH_BYTES, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private int length(int at) {
    return texts.get(at) & 0xFF
        | (texts.get(at + 1) & 0xFF) << 8
        | (texts.get(at + 2) & 0xFF) << 16;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      out.close();
      Files.deleteIfExists(file);
    }
  }
}
