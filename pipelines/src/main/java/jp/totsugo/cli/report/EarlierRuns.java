package jp.totsugo.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.totsugo.storage.PathText;
import jp.totsugo.table.JsonFile;

/**
 * The runs that a run goes back to, as far as their results are at hand: each names the one before
 * it, which is looked for where it was then and beside the results that are known.
 */
final class EarlierRuns {
  private static final String MANIFEST = "run.json";

  /**
   * A run of the chain.
   *
   * @param folder null if its results are not at hand; it is the oldest then
   */
  record Run(String asOf, Path folder) {}

  private EarlierRuns() {}

  /** The runs before one, the newest first. */
  static List<Run> of(Path run, JsonNode manifest) throws IOException {
    Map<String, Path> folders = beside(run);
    List<Run> runs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Path last = run;
    JsonNode previous = manifest.path("previous");
    while (previous.isObject() && seen.add(previous.path("runId").asText())) {
      String id = previous.path("runId").asText();
      Path folder = folders.get(id);
      if (folder == null) {
        folder = asNamed(previous.path("path").asText(), last, id);
      }
      runs.add(new Run(previous.path("asOf").asText(), folder));
      if (folder == null) {
        break;
      }
      beside(folder).forEach(folders::putIfAbsent);
      last = folder;
      previous = manifest(folder).path("previous");
    }
    return runs;
  }

  /** The path as it was given to the later run, from here or from where that run's results are. */
  private static Path asNamed(String path, Path later, String id) throws IOException {
    try {
      for (Path candidate : List.of(PathText.path(path), later.resolveSibling(path))) {
        if (manifest(candidate).path("runId").asText().equals(id)) {
          return candidate;
        }
      }
    } catch (InvalidPathException e) {
      return null;
    }
    return null;
  }

  /** The results that stand in one folder with others, by the ids of their runs. */
  private static Map<String, Path> beside(Path run) throws IOException {
    Map<String, Path> folders = new LinkedHashMap<>();
    Path parent = run.toAbsolutePath().normalize().getParent();
    if (parent != null && Files.isReadable(parent)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
        for (Path entry : entries) {
          JsonNode manifest = manifest(entry);
          if (!manifest.path("runId").asText().isEmpty()) {
            folders.put(manifest.path("runId").asText(), entry);
          }
        }
      }
    }
    return folders;
  }

  /** Missing where there is none. */
  private static JsonNode manifest(Path folder) throws IOException {
    Path file = folder.resolve(MANIFEST);
    try {
      return Files.isReadable(file) && Files.isRegularFile(file)
          ? JsonFile.read(file)
          : JsonFile.MAPPER.missingNode();
    } catch (JsonProcessingException e) {
      return JsonFile.MAPPER.missingNode();
    }
  }
}
