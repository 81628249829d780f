package jp.totsugo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jp.totsugo.schema.Correction;
import jp.totsugo.schema.Issue;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.JsonFile;
import jp.totsugo.table.ParquetRows;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The correction queues of a published run. What is told of a finding comes from its own insurer's
 * folder alone.
 */
public final class RunQueues {
  /** A folder that holds no run that can be explained; the message says why. */
  public static final class NoRunException extends SaidException {
    private static final long serialVersionUID = 1L;

    NoRunException(String key, String file) {
      super(Saying.of(key, file));
    }
  }

  private static final List<String> EVIDENCE =
      List.of("decision_line", "name", "kana", "birthdate", "sex", "address", "position", "offset");

  private final Path folder;
  private final Path corrections;
  private final JsonNode manifest;

  public RunQueues(Path run) throws NoRunException, IOException {
    Path file = run.resolve("run.json");
    if (!Files.isRegularFile(file)) {
      throw new NoRunException("explain.noRun", ShownName.of(run));
    }
    folder = run;
    corrections = run.resolve("corrections");
    manifest = JsonFile.read(file);
  }

  /** {@code run.json}. */
  JsonNode manifest() {
    return manifest;
  }

  /** The results. */
  Path folder() {
    return folder;
  }

  String asOf() {
    return manifest.path("asOf").asText();
  }

  /**
   * The issue with an id in the history of the run; empty also if the run wrote none.
   *
   * @param insurer whose it is; null if that is not known
   */
  public Optional<Issue> issue(String insurer, String id) throws NoRunException, IOException {
    Path history = folder.resolve("history").resolve("issues.parquet");
    if (!Files.exists(history)) {
      return Optional.empty();
    }
    Map<String, String> wanted =
        insurer == null ? Map.of("issue_id", id) : Map.of("insurer", insurer, "issue_id", id);
    try (ParquetRows<Issue> rows = ParquetRows.open(history, Issue.class, wanted)) {
      return Optional.ofNullable(rows.next());
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new NoRunException("explain.damaged", ShownName.of(history));
    }
  }

  public boolean hasQueue(String insurer) {
    return Files.exists(queue(insurer));
  }

  /** The insurers that have a queue. */
  public List<String> insurers() throws IOException {
    if (!Files.isDirectory(corrections)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(corrections)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(this::hasQueue)
          .sorted()
          .toList();
    }
  }

  /** The finding with an id in the queue of an insurer. */
  public Optional<Correction> finding(String insurer, String id) throws IOException {
    List<Correction> found = rows(insurer, row -> row.getIssueId().equals(id), 1);
    return found.stream().findFirst();
  }

  /** Findings in the queue of an insurer, the first ones in its order. */
  List<Correction> rows(String insurer, Predicate<Correction> wanted, int most) throws IOException {
    Stream.Builder<Correction> rows = Stream.builder();
    int count = 0;
    try (DataFileStream<Correction> reader =
        new DataFileStream<>(
            Files.newInputStream(queue(insurer)), new SpecificDatumReader<>(Correction.class))) {
      while (count < most && reader.hasNext()) {
        Correction row = reader.next();
        if (wanted.test(row)) {
          rows.add(row);
          count++;
        }
      }
    }
    return rows.build().toList();
  }

  /**
   * How the record of a finding compares with the register, by column of {@code evidence.csv}; what
   * is empty there is left out.
   */
  Map<String, String> evidence(String insurer, String id) throws IOException {
    Map<String, String> evidence = new HashMap<>();
    Path table = corrections.resolve(insurer).resolve("evidence.csv");
    if (Files.exists(table)) {
      CsvRows.forEach(
          table,
          row -> {
            if (row.apply("issue_id").equals(id)) {
              for (String column : EVIDENCE) {
                // The table has a ' before what a spreadsheet would take for a formula.
                String cell = row.apply(column).replaceFirst("^'", "");
                if (!cell.isEmpty()) {
                  evidence.put(column, cell);
                }
              }
            }
          });
    }
    return evidence;
  }

  private Path queue(String insurer) {
    return corrections.resolve(insurer).resolve("corrections.avro");
  }
}
