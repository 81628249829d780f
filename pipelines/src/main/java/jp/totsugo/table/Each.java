package jp.totsugo.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/**
 * Does something with each of some things that have nothing to do with each other, side by side.
 */
final class Each {
  private Each() {}

  /** What is done. */
  interface Task {
    void accept(int number) throws IOException;
  }

  /** Ends when all are done. */
  static void of(int count, Task task) throws IOException {
    try {
      IntStream.range(0, count)
          .parallel()
          .forEach(
              number -> {
                try {
                  task.accept(number);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
