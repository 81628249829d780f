package jp.totsugo.nation;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Writes {@code uploads.csv} of a truth: name, length and CRC-32C of every upload, by which a run
 * can be told from one of other uploads.
 */
final class UploadList implements Closeable {
  private final BufferedWriter list;
  private final byte[] buffer = new byte[1 << 16];

  UploadList(Path file) throws IOException {
    list = Files.newBufferedWriter(file);
    list.write("\uFEFFfile,bytes,crc32c\r\n");
  }

  /** Adds a finished upload. */
  void add(Path upload) throws IOException {
    CRC32C sum = new CRC32C();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(upload)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
        bytes += read;
      }
    }
    list.write(
        String.format(Locale.ROOT, "%s,%d,%08x\r\n", upload.getFileName(), bytes, sum.getValue()));
  }

  @Override
  public void close() throws IOException {
    list.close();
  }
}
