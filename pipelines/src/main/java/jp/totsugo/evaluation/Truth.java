package jp.totsugo.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
   * @throws MissingResultsException if there is no truth
   */
  Truth(Path folder) {
    this.folder = Files.exists(folder.resolve("planted.avro")) ? folder : folder.resolve("truth");
    file = this.folder.resolve("planted.avro");
    if (!Files.exists(file)) {
      throw new MissingResultsException("evaluate.noTruth", ShownName.of(folder));
    }
  }

  /** Empty if the truth does not say. */
  Optional<LocalDate> asOf() throws IOException {
    return Optional.ofNullable(nation().path("asOf").textValue()).map(LocalDate::parse);
  }

  /** Whether months went before that a run should go on from. */
  boolean isOfLaterMonth() throws IOException {
    return nation().path("month").asInt(1) > 1;
  }

  private JsonNode nation() throws IOException {
    Path nation = folder.resolve("nation.json");
    if (!Files.exists(nation)) {
      return MissingNode.getInstance();
    }
    try (InputStream in = Files.newInputStream(nation)) {
      return new ObjectMapper().readTree(in);
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

  /** The lives of all issues; there may be no such file. */
  Path issues() {
    return folder.resolve("issues.csv");
  }

  /** The rates that rose; there may be no such file. */
  Path signals() {
    return folder.resolve("signals.csv");
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
