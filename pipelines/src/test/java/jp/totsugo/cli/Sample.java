package jp.totsugo.cli;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The sample uploads of module testdata and what is expected of them. */
public final class Sample {
  /** The day for which the sample is made. */
  static final String AS_OF = "2026-04-01";

  private Sample() {}

  /** Copies the uploads below {@code folder}. */
  public static Path uploads(Path folder) throws IOException {
    return copy("sample/uploads", folder);
  }

  /** Copies the table of what is expected of each record. */
  static Path records(Path folder) throws IOException {
    return copy("sample/records.csv", folder);
  }

  /**
   * Copies the sample with a register: {@code uploads}, {@code register}, and {@code expected.csv}
   * with what is expected of each record.
   */
  public static Path withRegister(Path folder) throws IOException {
    return copy("register-sample", folder);
  }

  /**
   * Copies the files that other programs wrote: {@code uploads}, and {@code expected.csv} with the
   * data that is in each of them.
   */
  public static Path ofOtherPrograms(Path folder) throws IOException {
    return copy("interop", folder);
  }

  private static Path copy(String resource, Path folder) throws IOException {
    Path target =
        Files.createTempDirectory(folder, "copy").resolve(Path.of(resource).getFileName());
    try {
      URI uri = Resources.getResource(resource).toURI();
      if (!uri.getScheme().equals("jar")) {
        copyTree(Path.of(uri), target);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          copyTree(jar.getPath(resource), target);
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return target;
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      walk.forEach(
          path -> {
            try {
              Files.copy(path, to.resolve(from.relativize(path).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
