package jp.totsugo.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import jp.totsugo.schema.PlantedError;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvRows;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/** What was planted in a synthetic nation. */
final class Truth {
  private final Path folder;
  private final Path file;

  /**
   * @param folder {@code truth/} of a nation, or the nation's folder
   * @throws IllegalArgumentException if there is no truth
   */
  Truth(Path folder) {
    this.folder = Files.exists(folder.resolve("planted.avro")) ? folder : folder.resolve("truth");
    file = this.folder.resolve("planted.avro");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("no truth in " + ShownName.of(folder) + " (planted.avro)");
    }
  }

  /** Empty if the truth does not say. */
  Optional<LocalDate> asOf() throws IOException {
    Path nation = folder.resolve("nation.json");
    if (!Files.exists(nation)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(nation)) {
      String asOf = new ObjectMapper().readTree(in).path("asOf").textValue();
      return Optional.ofNullable(asOf).map(LocalDate::parse);
    }
  }

  /** The uploads it speaks of, by name; empty if it does not list them, as older truths do not. */
  Optional<SortedMap<String, UploadSum>> uploads() throws IOException {
    Path list = folder.resolve("uploads.csv");
    if (!Files.exists(list)) {
      return Optional.empty();
    }
    SortedMap<String, UploadSum> uploads = new TreeMap<>();
    CsvRows.forEach(
        list,
        row ->
            uploads.put(
                row.apply("file"),
                new UploadSum(Long.parseLong(row.apply("bytes")), row.apply("crc32c"))));
    return Optional.of(uploads);
  }

  /** Hands over everything planted. The object is used again for the next one. */
  void forEach(Consumer<PlantedError> consumer) throws IOException {
    try (DataFileStream<PlantedError> reader =
        new DataFileStream<>(
            Files.newInputStream(file), new SpecificDatumReader<>(PlantedError.class))) {
      PlantedError planted = new PlantedError();
      while (reader.hasNext()) {
        planted = reader.next(planted);
        consumer.accept(planted);
      }
    }
  }
}
