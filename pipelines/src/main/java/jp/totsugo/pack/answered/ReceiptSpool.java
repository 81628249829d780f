package jp.totsugo.pack.answered;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rows of a receipt until all of them are known: those that are to be mended come first, then those
 * that are refused and were answered anew, then those that are accepted.
 */
final class ReceiptSpool implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Part toMend;
  private final Part overtaken;
  private final Part accepted;

  /** Takes the rows of a receipt. */
  interface Visitor {
    void accept(ReceiptRow row) throws IOException;
  }

  private static final class Part {
    private final Path file;
    private final DataOutputStream out;
    private long count;

    Part(Path folder) throws IOException {
      file = Files.createTempFile(folder, "receipt-", "");
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    void forEach(Visitor visitor) throws IOException {
      out.flush();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
        for (long i = 0; i < count; i++) {
          visitor.accept(ReceiptRow.read(in));
        }
      }
    }
  }

  /**
   * @param folder that only its owner can read
   */
  ReceiptSpool(Path folder) throws IOException {
    toMend = new Part(folder);
    overtaken = new Part(folder);
    accepted = new Part(folder);
  }

  void add(ReceiptRow row) throws IOException {
    Part part = row.isAccepted() ? accepted : row.isToMend() ? toMend : overtaken;
    row.write(part.out);
    part.count++;
  }

  long accepted() {
    return accepted.count;
  }

  long refused() {
    return toMend.count + overtaken.count;
  }

  /** Of those that are refused, those that were answered anew. */
  long overtaken() {
    return overtaken.count;
  }

  void forEach(Visitor visitor) throws IOException {
    toMend.forEach(visitor);
    overtaken.forEach(visitor);
    accepted.forEach(visitor);
  }

  @Override
  public void close() throws IOException {
    try (toMend.out;
        overtaken.out;
        accepted.out) {
      Files.deleteIfExists(toMend.file);
      Files.deleteIfExists(overtaken.file);
      Files.deleteIfExists(accepted.file);
    }
  }
}
