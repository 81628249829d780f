package jp.totsugo.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvRows;

/** What a run left behind. */
final class EvaluatedRun {
  private final Path folder;
  private final JsonNode manifest;

  /**
   * @throws MissingResultsException if this is no run
   */
  EvaluatedRun(Path folder) throws IOException {
    this.folder = folder;
    Path file = folder.resolve("run.json");
    if (!Files.exists(file)) {
      throw new MissingResultsException("evaluate.noRun", ShownName.of(folder));
    }
    try (InputStream in = Files.newInputStream(file)) {
      manifest = new ObjectMapper().readTree(in);
    }
  }

  /** Empty if the run does not say. */
  Optional<LocalDate> asOf() {
    return Optional.ofNullable(manifest.path("asOf").textValue()).map(LocalDate::parse);
  }

  /** The uploads that were read, by name. */
  Map<String, UploadSum> uploads() {
    Map<String, UploadSum> uploads = new HashMap<>();
    manifest
        .path("inputs")
        .forEach(
            input ->
                uploads.put(
                    input.path("path").asText(),
                    new UploadSum(input.path("bytes").asLong(), input.path("crc32c").asText())));
    return uploads;
  }

  /** Names of the uploads that were given and rejected. */
  Set<String> rejected() {
    Set<String> rejected = new HashSet<>();
    manifest.path("rejected").forEach(file -> rejected.add(file.path("path").asText()));
    return rejected;
  }

  boolean usedRegister() {
    JsonNode register = manifest.path("options").path("register");
    return !register.isMissingNode()
        && !register.isNull()
        && !(register.isArray() && register.isEmpty());
  }

  /** Whether it went on from the results of a run before. */
  boolean wentOn() {
    return manifest.hasNonNull("previous");
  }

  /** All issues; there may be no such file. */
  Path history() {
    return folder.resolve("history").resolve("issues.parquet");
  }

  /** Rates that stand out; there may be no such file. */
  Path signals() {
    return folder.resolve("statistics").resolve("signals.csv");
  }

  /** Hands over every finding of the correction queues. */
  void forEachFinding(Consumer<Finding> consumer) throws IOException {
    Path corrections = folder.resolve("corrections");
    if (!Files.exists(corrections)) {
      return;
    }
    List<Path> queues;
    try (Stream<Path> insurers = Files.list(corrections)) {
      queues = insurers.map(insurer -> insurer.resolve("corrections.csv")).sorted().toList();
    }
    for (Path queue : queues) {
      CsvRows.forEach(
          queue,
          row ->
              consumer.accept(
                  new Finding(
                      row.apply("file"),
                      Long.parseLong(row.apply("line")),
                      row.apply("rule"),
                      row.apply("field"),
                      row.apply("cause"))));
    }
  }

  /** Findings by rule as the statistics count them, the ones that stand in no queue included. */
  Map<String, Long> findingsByRule() throws IOException {
    Map<String, Long> findings = new TreeMap<>();
    CsvRows.forEach(
        folder.resolve("statistics").resolve("rules.csv"),
        row -> findings.merge(row.apply("rule"), Long.parseLong(row.apply("findings")), Long::sum));
    return findings;
  }
}
