package jp.totsugo.block;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RejectedFile.Cause;

/**
 * The uploads that failed or changed while they were read. Each is a file without content in a
 * folder, named by its index and the reason, so that it outlives the worker that met it and the
 * engine that fails.
 *
 * @param folder where every worker of a run reaches it
 */
public record LostFiles(Path folder) {
  public void add(int file, LostFileException failure) throws IOException {
    try {
      Files.createFile(folder.resolve(file + "-" + failure.reason().name()));
    } catch (FileAlreadyExistsException e) {
      // Another worker has met it too.
    }
  }

  /**
   * Fails if there are any.
   *
   * @throws FilesLostException if there are
   */
  public void refuseAny() throws IOException {
    if (!read().isEmpty()) {
      throw new FilesLostException();
    }
  }

  /** The reasons by index of the file. */
  public Map<Integer, Cause> read() throws IOException {
    Map<Integer, Cause> lost = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        List<String> parts = List.of(file.getFileName().toString().split("-", 2));
        lost.putIfAbsent(Integer.valueOf(parts.get(0)), Cause.valueOf(parts.get(1)));
      }
    }
    return lost;
  }
}
