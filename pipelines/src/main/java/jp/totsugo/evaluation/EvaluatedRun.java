package jp.totsugo.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a run left behind. */
final class EvaluatedRun {
  private final Path folder;

  /**
   * @throws IllegalArgumentException if this is no run
   */
  EvaluatedRun(Path folder) {
    this.folder = folder;
    if (!Files.exists(folder.resolve("run.json"))) {
      throw new IllegalArgumentException("no run in " + folder + " (run.json)");
    }
  }

  boolean usedRegister() throws IOException {
    JsonNode register =
        new ObjectMapper()
            .readTree(folder.resolve("run.json").toFile())
            .path("options")
            .path("register");
    return !register.isMissingNode()
        && !register.isNull()
        && !(register.isArray() && register.isEmpty());
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
