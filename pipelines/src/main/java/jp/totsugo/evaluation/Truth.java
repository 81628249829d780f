package jp.totsugo.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import jp.totsugo.schema.PlantedError;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/** What was planted in a synthetic nation. */
final class Truth {
  private final Path file;

  /**
   * @param folder {@code truth/} of a nation, or the nation's folder
   * @throws IllegalArgumentException if there is no truth
   */
  Truth(Path folder) {
    Path direct = folder.resolve("planted.avro");
    file = Files.exists(direct) ? direct : folder.resolve("truth").resolve("planted.avro");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("no truth in " + folder + " (planted.avro)");
    }
  }

  /** Hands over everything planted. The object is used again for the next one. */
  void forEach(Consumer<PlantedError> consumer) throws IOException {
    try (DataFileReader<PlantedError> reader =
        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(PlantedError.class))) {
      PlantedError planted = new PlantedError();
      while (reader.hasNext()) {
        planted = reader.next(planted);
        consumer.accept(planted);
      }
    }
  }
}
