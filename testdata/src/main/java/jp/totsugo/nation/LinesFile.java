package jp.totsugo.nation;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file of finished lines below a header: UTF-8 with byte order mark, CRLF. */
final class LinesFile implements Closeable {
  private final BufferedWriter out;

  LinesFile(Path file, String header) throws IOException {
    out = Files.newBufferedWriter(file);
    out.write("\uFEFF" + header + "\r\n");
  }

  void add(List<String> lines) throws IOException {
    for (String line : lines) {
      out.write(line);
      out.write("\r\n");
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
