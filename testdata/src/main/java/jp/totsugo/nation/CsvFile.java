package jp.totsugo.nation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes finished CSV rows below a header. */
final class CsvFile implements TableFile {
  private final OutputStream out;

  CsvFile(Path file, Bytes header) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file));
    header.writeTo(out);
  }

  @Override
  public void add(byte[] rows) throws IOException {
    out.write(rows);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
