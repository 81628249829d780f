package jp.totsugo.upload;

import com.google.common.hash.Hashing;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The rows of one row group in a file of the work folder, where each can be read for itself: its
 * fields one after the other, and at the end of the file where each row begins.
 */
final class KeptRows implements Closeable {
  private final FileChannel channel;
  private final int rows;
  private final long tableStart;
  private byte[] buffer = new byte[1024];

  private KeptRows(Path path, int rows) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
    this.rows = rows;
    tableStart = channel.size() - (rows + 1L) * Long.BYTES;
  }

  /** The rows of a group; whoever asks first, of all workers, writes them. */
  static KeptRows of(UploadFile file, ParquetForm form, int group) throws IOException {
    Path folder = Path.of(form.workFolder());
    String name = Hashing.sha256().hashString(file.path(), StandardCharsets.UTF_8).toString();
    Path path = folder.resolve("rows-" + name + "-" + group);
    if (!Files.exists(path)) {
      Path temporary = Files.createTempFile(folder, "rows-", ".tmp");
      write(file, form, group, temporary);
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return new KeptRows(path, form.rows(group));
  }

  private static void write(UploadFile file, ParquetForm form, int group, Path path)
      throws IOException {
    long[] starts = new long[form.rows(group) + 1];
    RecordBatch batch = new RecordBatch(file.knownColumns(), Conversions.NONE);
    try (ParquetRows source = new ParquetRows(file, form);
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 18))) {
      source.seek(group, group + 1);
      long written = 0;
      int row = 0;
      while (source.next(batch)) {
        for (int i = 0; i < batch.count(); i++) {
          starts[row++] = written;
          if (batch.cause(i) == null) {
            written += batch.write(i, out);
          }
        }
      }
      starts[row] = written;
      for (long start : starts) {
        out.writeLong(start);
      }
    }
  }

  /** Reads a row into the first of the batch; false if it was unreadable when it was written. */
  boolean read(int row, RecordBatch batch) throws IOException {
    if (row < 0 || row >= rows) {
      return false;
    }
    read(tableStart + (long) row * Long.BYTES, 2 * Long.BYTES);
    ByteBuffer table = ByteBuffer.wrap(buffer);
    long start = table.getLong();
    int length = (int) (table.getLong() - start);
    if (length == 0) {
      return false;
    }
    read(start, length);
    batch.read(0, buffer);
    return true;
  }

  private void read(long from, int length) throws IOException {
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    OpenFiles.readFully(channel, ByteBuffer.wrap(buffer, 0, length), from);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
