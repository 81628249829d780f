package jp.totsugo.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Writes tables that have nothing to do with each other at the same time. */
public final class SideBySide {
  private SideBySide() {}

  /** What is written. */
  public interface Part {
    void write() throws IOException;
  }

  /** Ends when all parts have. */
  public static void write(Part... parts) throws IOException {
    try {
      Stream.of(parts)
          .parallel()
          .forEach(
              part -> {
                try {
                  part.write();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
