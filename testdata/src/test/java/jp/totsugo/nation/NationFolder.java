package jp.totsugo.nation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.totsugo.schema.PlantedError;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads a nation that was written. */
final class NationFolder {
  private NationFolder() {}

  static List<PlantedError> truth(Path nation) throws IOException {
    List<PlantedError> truth = new ArrayList<>();
    try (DataFileReader<PlantedError> reader =
        new DataFileReader<>(
            nation.resolve("truth").resolve("planted.avro").toFile(),
            new SpecificDatumReader<>(PlantedError.class))) {
      reader.forEach(truth::add);
    }
    return truth;
  }

  /** The insurers of a month that sent anything else than a whole file of their own, and what. */
  static Map<String, String> sent(Path month) throws IOException {
    Map<String, String> sent = new TreeMap<>();
    new ObjectMapper()
        .readTree(month.resolve("truth").resolve("nation.json").toFile())
        .path("sent")
        .fields()
        .forEachRemaining(entry -> sent.put(entry.getKey(), entry.getValue().asText()));
    return sent;
  }

  /** Whether a file of the name is of an insurer that sent a whole one of its own. */
  static boolean isWhole(Path month, String file) throws IOException {
    return sent(month).keySet().stream()
        .noneMatch(
            insurer ->
                file.startsWith(insurer + "_") || file.startsWith(insurer.substring(2) + "_"));
  }

  static Map<String, String> hashes(Path nation) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files(nation)) {
      hashes.put(
          nation.relativize(file).toString(),
          MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
    }
    return hashes;
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
