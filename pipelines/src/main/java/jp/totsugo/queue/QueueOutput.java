package jp.totsugo.queue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import jp.totsugo.block.QueueFile;

/** A new file of a queue, summed while it is written. */
final class QueueOutput extends FilterOutputStream {
  private final CRC32C checksum = new CRC32C();
  private long bytes;

  QueueOutput(Path file) throws IOException {
    super(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int at, int length) throws IOException {
    out.write(from, at, length);
    checksum.update(from, at, length);
    bytes += length;
  }

  /** What was written, once it is closed. */
  QueueFile written(String name, long rows) {
    return new QueueFile(name, rows, bytes, checksum.getValue());
  }
}
