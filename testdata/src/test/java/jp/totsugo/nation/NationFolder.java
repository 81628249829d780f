package jp.totsugo.nation;

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
