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
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Sorts the rows of one insurer in bounded memory: what is too much is sorted in runs, which wait
 * in the run's work folder and are merged. All sorters of a process together keep to a part of its
 * heap. Rows hold no My Number.
 */
final class QueueSorter implements Closeable {
  /** What rows take in memory with their objects, in their own bytes. */
  private static final int TIMES_IN_MEMORY = 3;

  /** Of the heap, for all sorters of the process. */
  private static final int PART_OF_HEAP = 4;

  /** So many runs of a kind are merged to one of the next, so that few files are open at once. */
  private static final int MOST_RUNS = 32;

  private static final int BUFFER = 64 * 1024;
  private static final AtomicInteger AT_WORK = new AtomicInteger();

  private final Path folder;
  private final long mostBytes;
  private final BiFunction<byte[], Integer, QueueRow> rowAt;
  private final List<QueueRow> rows = new ArrayList<>();

  /** Those written from memory, those merged of them, and so on. */
  private final List<List<Path>> runs = new ArrayList<>();

  private final List<DataInputStream> opened = new ArrayList<>();
  private long bytes;

  /**
   * @param mostBytes of rows in memory
   * @param rowAt makes the row that stands at an offset of a block
   */
  QueueSorter(Path folder, long mostBytes, BiFunction<byte[], Integer, QueueRow> rowAt) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.rowAt = rowAt;
    AT_WORK.incrementAndGet();
  }

  void add(QueueRow row) throws IOException {
    rows.add(row);
    bytes += row.length();
    if (bytes > Math.min(mostBytes, shareOfHeap())) {
      rows.sort(QueueRow.ORDER);
      addRun(0, rows.iterator());
      rows.clear();
      bytes = 0;
    }
  }

  private static long shareOfHeap() {
    return Runtime.getRuntime().maxMemory() / PART_OF_HEAP / TIMES_IN_MEMORY / AT_WORK.get();
  }

  private void addRun(int kind, Iterator<QueueRow> sorted) throws IOException {
    Path run = folder.resolve(UUID.randomUUID() + ".rows");
    if (runs.size() == kind) {
      runs.add(new ArrayList<>());
    }
    List<Path> sameKind = runs.get(kind);
    sameKind.add(run);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER))) {
      while (sorted.hasNext()) {
        QueueRow row = sorted.next();
        out.write(row.block, row.at, row.length());
      }
    }
    if (sameKind.size() == MOST_RUNS) {
      addRun(kind + 1, merged(sameKind, Collections.emptyIterator()));
      closeOpened();
      for (Path merged : sameKind) {
        Files.delete(merged);
      }
      sameKind.clear();
    }
  }

  /** All rows in the order of the queue; may be asked once. */
  Iterator<QueueRow> sorted() throws IOException {
    rows.sort(QueueRow.ORDER);
    List<Path> all = new ArrayList<>();
    runs.forEach(all::addAll);
    return merged(all, rows.iterator());
  }

  private Iterator<QueueRow> merged(List<Path> sorted, Iterator<QueueRow> inMemory)
      throws IOException {
    List<Iterator<QueueRow>> sources = new ArrayList<>();
    for (Path run : sorted) {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(run), BUFFER));
      opened.add(in);
      sources.add(new Run(in, Files.size(run)));
    }
    sources.add(inMemory);
    return sources.size() == 1 ? inMemory : Iterators.mergeSorted(sources, QueueRow.ORDER);
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

  private void closeOpened() throws IOException {
    for (DataInputStream in : opened) {
      in.close();
    }
    opened.clear();
  }

  @Override
  public void close() throws IOException {
    AT_WORK.decrementAndGet();
    closeOpened();
    for (List<Path> sameKind : runs) {
      for (Path run : sameKind) {
        Files.deleteIfExists(run);
      }
    }
  }
}
