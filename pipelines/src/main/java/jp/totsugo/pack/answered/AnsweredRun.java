package jp.totsugo.pack.answered;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.job.ManifestSeal;
import jp.totsugo.schema.Correction;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.JsonFile;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The run that packs were made of: its id and day, and the queues that were handed out. A queue is
 * read only if it is what the run wrote.
 */
public final class AnsweredRun {
  private static final Pattern QUEUE =
      Pattern.compile("corrections/([0-9]{8}|unknown)/corrections\\.avro");

  /** What is wrong with a folder. */
  public enum Reason {
    NOT_RESULTS,
    MANIFEST_DAMAGED,
    /** The file. */
    FILE_CHANGED
  }

  /** A folder that holds no results, or damaged ones. The words are those of the command. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String file;

    UnusableException(Reason reason, String file) {
      super(reason + " " + ShownName.of(file));
      this.reason = reason;
      this.file = ShownName.of(file);
    }

    public Reason reason() {
      return reason;
    }

    /** As it is shown; empty if it is about no file of the folder. */
    public String file() {
      return file;
    }
  }

  /** Takes the rows of a queue. */
  interface RowVisitor {
    void accept(Correction row) throws IOException;
  }

  private record Output(String path, String sha256) {}

  private final Path folder;
  private final String runId;
  private final LocalDate asOf;
  private final SortedMap<String, Output> queues = new TreeMap<>();

  private AnsweredRun(Path folder, String runId, LocalDate asOf) {
    this.folder = folder;
    this.runId = runId;
    this.asOf = asOf;
  }

  /** Opens the results in a folder. */
  public static AnsweredRun open(Path folder) throws UnusableException, IOException {
    Path manifest = folder.resolve("run.json");
    if (!Files.isRegularFile(manifest)) {
      throw new UnusableException(Reason.NOT_RESULTS, "");
    }
    if (!ManifestSeal.isWhole(manifest) && !ManifestSeal.isUnsealed(manifest)) {
      throw new UnusableException(Reason.MANIFEST_DAMAGED, "");
    }
    try {
      JsonNode json = JsonFile.read(manifest);
      AnsweredRun run =
          new AnsweredRun(
              folder,
              json.required("runId").asText(),
              LocalDate.parse(json.required("asOf").asText()));
      for (JsonNode output : json.required("outputs")) {
        String path = output.required("path").asText();
        Matcher queue = QUEUE.matcher(path);
        if (queue.matches()) {
          run.queues.put(queue.group(1), new Output(path, output.required("sha256").asText()));
        }
      }
      return run;
    } catch (com.fasterxml.jackson.core.JsonProcessingException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new UnusableException(Reason.MANIFEST_DAMAGED, "");
    }
  }

  public String runId() {
    return runId;
  }

  public LocalDate asOf() {
    return asOf;
  }

  /** The insurers that have a queue. */
  Iterable<String> insurers() {
    return queues.keySet();
  }

  boolean hasQueue(String insurer) {
    return queues.containsKey(insurer);
  }

  /** Reads the queue of an insurer in its order; nothing if it has none. */
  void forEachRow(String insurer, RowVisitor visitor) throws UnusableException, IOException {
    Output output = queues.get(insurer);
    if (output == null) {
      return;
    }
    Path file = folder.resolve(output.path());
    if (!Files.isRegularFile(file)
        || !MoreFiles.asByteSource(file)
            .hash(Hashing.sha256())
            .toString()
            .equals(output.sha256())) {
      throw new UnusableException(Reason.FILE_CHANGED, output.path());
    }
    try (DataFileStream<Correction> rows =
        new DataFileStream<>(
            Files.newInputStream(file), new SpecificDatumReader<>(Correction.class))) {
      Correction row = null;
      while (rows.hasNext()) {
        row = rows.next(row);
        visitor.accept(row);
      }
    } catch (AvroRuntimeException e) {
      throw new UncheckedIOException(new IOException(output.path() + ": cannot be read", e));
    }
  }
}
