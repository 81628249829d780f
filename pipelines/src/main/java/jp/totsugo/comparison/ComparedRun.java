package jp.totsugo.comparison;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.JsonFile;

/**
 * The results of a run, of this version of the program or another. Of every file that is read of
 * them it is seen first that it is what the run wrote.
 */
public final class ComparedRun {
  private static final String RULES = "statistics/rules.csv";
  private static final String ISSUES = "history/issues.parquet";
  private static final Pattern QUEUE =
      Pattern.compile("corrections/([0-9]{8}|unknown)/corrections\\.avro");

  private static final ObjectReader READER = JsonFile.MAPPER.readerFor(Manifest.class);

  /** What is wrong with a folder. The words for it are those of the command. */
  public enum Reason {
    NOT_THERE,
    IN_PROGRESS,
    NOT_RESULTS,
    MANIFEST_DAMAGED,
    /** The file. */
    FILE_MISSING,
    /** The file. */
    FILE_CHANGED,
    /** The file. */
    FILE_UNREADABLE
  }

  /** A folder that cannot be compared. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String folder;
    private final String file;

    UnusableException(Reason reason, Path folder, String file) {
      super(reason + " " + ShownName.of(folder) + " " + ShownName.of(file));
      this.reason = reason;
      this.folder = ShownName.of(folder);
      this.file = ShownName.of(file);
    }

    public Reason reason() {
      return reason;
    }

    /** As it is shown. */
    public String folder() {
      return folder;
    }

    /** As it is shown; empty if it is about no file of the folder. */
    public String file() {
      return file;
    }
  }

  /** A file that went in. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Input(String path, long bytes, String crc32c) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Rejected(String path) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Output(String path, long bytes, String sha256) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Versions(String totsugo) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Manifest(
      String runId,
      String asOf,
      Versions versions,
      String ruleSet,
      JsonNode options,
      List<Input> inputs,
      List<Input> register,
      List<Rejected> rejected,
      List<String> runs,
      List<Output> outputs) {}

  /** Takes what the statistics count of a rule at an insurer. */
  interface CountVisitor {
    void accept(String insurer, String category, String rule, String severity, long findings);
  }

  private final Path folder;
  private final Manifest manifest;
  private final Map<String, Output> outputs = new HashMap<>();
  private final SortedMap<String, String> queues = new TreeMap<>();

  private ComparedRun(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    for (Output output : manifest.outputs()) {
      outputs.put(output.path(), output);
      Matcher queue = QUEUE.matcher(output.path());
      if (queue.matches()) {
        queues.put(queue.group(1), output.path());
      }
    }
  }

  /** Opens the results in a folder. */
  public static ComparedRun open(Path folder) throws UnusableException, IOException {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    if (name != null && PathText.text(name).matches("\\..*\\.inprogress")) {
      throw new UnusableException(Reason.IN_PROGRESS, folder, "");
    }
    if (!Files.isDirectory(folder)) {
      throw new UnusableException(Reason.NOT_THERE, folder, "");
    }
    Path file = folder.resolve("run.json");
    if (!Files.isRegularFile(file)) {
      throw new UnusableException(Reason.NOT_RESULTS, folder, "");
    }
    Manifest manifest;
    try {
      manifest = READER.readValue(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new UnusableException(Reason.MANIFEST_DAMAGED, folder, "");
    }
    if (manifest == null || !isWhole(manifest)) {
      throw new UnusableException(Reason.MANIFEST_DAMAGED, folder, "");
    }
    return new ComparedRun(folder, manifest);
  }

  private static boolean isWhole(Manifest manifest) {
    return manifest.runId() != null
        && manifest.asOf() != null
        && manifest.versions() != null
        && manifest.versions().totsugo() != null
        && manifest.ruleSet() != null
        && manifest.options() != null
        && areWhole(manifest.inputs())
        && (manifest.register() == null || areWhole(manifest.register()))
        && manifest.outputs() != null
        && manifest.outputs().stream()
            .allMatch(o -> o != null && o.path() != null && o.sha256() != null)
        && (manifest.rejected() == null
            || manifest.rejected().stream().allMatch(r -> r != null && r.path() != null));
  }

  private static boolean areWhole(List<Input> inputs) {
    return inputs != null
        && inputs.stream().allMatch(i -> i != null && i.path() != null && i.crc32c() != null);
  }

  public Path folder() {
    return folder;
  }

  public String asOf() {
    return manifest.asOf();
  }

  public String runId() {
    return manifest.runId();
  }

  /** As-of of the run that it goes on from, or null if there is none. */
  public String asOfBefore() {
    List<String> runs = manifest.runs();
    return runs == null || runs.size() < 2 ? null : runs.get(runs.size() - 2);
  }

  /** Of the program that made it. */
  public String version() {
    return manifest.versions().totsugo();
  }

  /** The fingerprint of the rules. */
  String ruleSet() {
    return manifest.ruleSet();
  }

  JsonNode options() {
    return manifest.options();
  }

  List<Input> uploads() {
    return manifest.inputs();
  }

  List<Input> register() {
    return Objects.requireNonNullElse(manifest.register(), List.of());
  }

  /** Names of the uploads that were rejected as a whole. */
  List<String> rejected() {
    return manifest.rejected() == null
        ? List.of()
        : manifest.rejected().stream().map(Rejected::path).toList();
  }

  /** The insurers that have a queue, with the path of it in the results. */
  public SortedMap<String, String> queues() {
    return queues;
  }

  /** The path of the history in the results, or null in those of a version without one. */
  String history() {
    return outputs.containsKey(ISSUES) ? ISSUES : null;
  }

  /** Whether the run wrote such a file. */
  public boolean has(String path) {
    return outputs.containsKey(path);
  }

  /**
   * A file of the results.
   *
   * @throws UnusableException if it is not what the run wrote
   */
  public Path file(String path) throws UnusableException, IOException {
    Output output = outputs.get(path);
    Path file = folder.resolve(path);
    try {
      if (output == null || !Files.isRegularFile(file)) {
        throw new UnusableException(Reason.FILE_MISSING, folder, path);
      }
      if (Files.size(file) != output.bytes()
          || !MoreFiles.asByteSource(file)
              .hash(Hashing.sha256())
              .toString()
              .equals(output.sha256())) {
        throw new UnusableException(Reason.FILE_CHANGED, folder, path);
      }
    } catch (NoSuchFileException e) {
      throw new UnusableException(Reason.FILE_MISSING, folder, path);
    }
    return file;
  }

  /** Of a folder whose manifest is not what the run wrote. */
  public static UnusableException damaged(Path folder) {
    return new UnusableException(Reason.MANIFEST_DAMAGED, folder, "");
  }

  /** A file that is what was written, and is yet none that can be read. */
  public UnusableException unreadable(String path) {
    return new UnusableException(Reason.FILE_UNREADABLE, folder, path);
  }

  /** The counts of all rules that were on, by insurer. */
  void forEachCount(CountVisitor visitor) throws UnusableException, IOException {
    Path file = file(RULES);
    try {
      CsvRows.forEach(
          file,
          row ->
              visitor.accept(
                  row.apply("insurer"),
                  row.apply("category"),
                  row.apply("rule"),
                  row.apply("severity"),
                  Long.parseLong(row.apply("findings"))));
    } catch (NoSuchElementException | NumberFormatException | IndexOutOfBoundsException e) {
      throw unreadable(RULES);
    }
  }
}
