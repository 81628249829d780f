package jp.totsugo.job;

import com.google.common.base.Throwables;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Reads rows in a thread of its own, a little ahead of who takes them. */
final class ReadAhead<T> implements Closeable {
  private static final int BATCH = 1000;
  private static final int BATCHES = 8;

  /** Gives the next row, or null behind the last. */
  interface Source<T> {
    T next() throws IOException;
  }

  /**
   * Some rows.
   *
   * @param failure why there are no more, or null
   */
  private record Batch<T>(List<T> rows, boolean isLast, Throwable failure) {}

  private final Source<T> source;
  private final BlockingQueue<Batch<T>> batches = new ArrayBlockingQueue<>(BATCHES);
  private final Thread thread;
  private Batch<T> current = new Batch<>(List.of(), false, null);
  private int at;

  ReadAhead(Source<T> source) {
    this.source = source;
    thread = new Thread(this::read, "read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try {
      boolean isLast = false;
      while (!isLast) {
        List<T> rows = new ArrayList<>(BATCH);
        Throwable failure = null;
        try {
          for (T row = source.next();
              row != null;
              row = rows.size() < BATCH ? source.next() : null) {
            rows.add(row);
          }
          isLast = rows.size() < BATCH;
        } catch (IOException | RuntimeException | Error e) {
          failure = e;
          isLast = true;
        }
        batches.put(new Batch<>(rows, isLast, failure));
      }
    } catch (InterruptedException e) {
      // Nobody takes them any more.
      Thread.currentThread().interrupt();
    }
  }

  /** The next row, or null behind the last. */
  T next() throws IOException {
    while (at == current.rows.size()) {
      if (current.failure != null) {
        Throwables.throwIfInstanceOf(current.failure, IOException.class);
        Throwables.throwIfUnchecked(current.failure);
        throw new IllegalStateException(current.failure);
      }
      if (current.isLast) {
        return null;
      }
      try {
        current = batches.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
      at = 0;
    }
    return current.rows.get(at++);
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
