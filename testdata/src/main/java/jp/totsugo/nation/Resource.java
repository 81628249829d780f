package jp.totsugo.nation;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables from which the nation is made, one entry a line. */
final class Resource {
  private Resource() {}

  /** The lines of a table without its comments and blank lines. */
  static List<String> lines(String table) {
    try {
      return Resources.readLines(
              Resources.getResource(Resource.class, table), StandardCharsets.UTF_8)
          .stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
