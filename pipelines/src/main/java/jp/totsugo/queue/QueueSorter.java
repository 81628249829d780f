package jp.totsugo.queue;

import com.google.common.collect.Iterators;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;

/**
 * Sorts the rows of one insurer in bounded memory: what is too much is sorted in runs, which wait
 * in the run's work folder and are merged. Rows hold no My Number.
 */
final class QueueSorter implements Closeable {
  private final Path folder;
  private final String name;
  private final long mostBytes;
  private final BiFunction<byte[], Integer, QueueRow> rowAt;
  private final List<QueueRow> rows = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private final List<DataInputStream> opened = new ArrayList<>();
  private long bytes;

  /**
   * @param mostBytes of rows in memory
   * @param rowAt makes the row that stands at an offset of a block
   */
  QueueSorter(
      Path folder, String name, long mostBytes, BiFunction<byte[], Integer, QueueRow> rowAt) {
    this.folder = folder;
    this.name = name;
    this.mostBytes = mostBytes;
    this.rowAt = rowAt;
  }

  void add(QueueRow row) throws IOException {
    rows.add(row);
    bytes += row.length();
    if (bytes > mostBytes) {
      writeRun();
    }
  }

  private void writeRun() throws IOException {
    rows.sort(QueueRow.ORDER);
    Path run = folder.resolve(name + "-" + runs.size() + ".rows");
    runs.add(run);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 256 * 1024))) {
      for (QueueRow row : rows) {
        out.write(row.block, row.at, row.length());
      }
    }
    rows.clear();
    bytes = 0;
  }

  /** All rows in the order of the queue; may be asked once. */
  Iterator<QueueRow> sorted() throws IOException {
    rows.sort(QueueRow.ORDER);
    List<Iterator<QueueRow>> sources = new ArrayList<>();
    for (Path run : runs) {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(run), 256 * 1024));
      opened.add(in);
      sources.add(new Run(in, Files.size(run)));
    }
    sources.add(rows.iterator());
    return sources.size() == 1 ? sources.get(0) : Iterators.mergeSorted(sources, QueueRow.ORDER);
  }

  private final class Run implements Iterator<QueueRow> {
    private final DataInputStream in;
    private long left;

    Run(DataInputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public QueueRow next() {
      if (left <= 0) {
        throw new NoSuchElementException();
      }
      try {
        int length = in.readInt();
        byte[] row = new byte[length];
        row[0] = (byte) (length >> 24);
        row[1] = (byte) (length >> 16);
        row[2] = (byte) (length >> 8);
        row[3] = (byte) length;
        in.readFully(row, Integer.BYTES, length - Integer.BYTES);
        left -= length;
        return rowAt.apply(row, 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (DataInputStream in : opened) {
      in.close();
    }
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }
}
