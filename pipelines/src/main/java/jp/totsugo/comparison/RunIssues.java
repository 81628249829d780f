package jp.totsugo.comparison;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.ParquetRows;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * The issues that a run found: those in its queues, and those that stand in none because an answer
 * cleared them.
 */
final class RunIssues {
  private static final String CLEARED = "CLEARED";

  /** What is read of a row, in any version of the program. */
  private static final Schema ROW =
      SchemaBuilder.record("Correction")
          .namespace("jp.totsugo.schema")
          .fields()
          .requiredBytes("issue_id")
          .requiredString("category")
          .requiredString("rule")
          .requiredString("severity")
          .requiredString("cause")
          .requiredString("field")
          .name("status")
          .type()
          .stringType()
          .stringDefault("")
          .endRecord();

  private static final int ID = 0;
  private static final int CATEGORY = 1;
  private static final int RULE = 2;
  private static final int SEVERITY = 3;
  private static final int CAUSE = 4;
  private static final int FIELD = 5;
  private static final int STATUS = 6;

  private final ComparedRun run;
  private final Traits traits;
  private final Path history;
  private final Map<String, Long> cleared = new TreeMap<>();

  RunIssues(ComparedRun run, Traits traits) throws ComparedRun.UnusableException, IOException {
    this.run = run;
    this.traits = traits;
    history = run.history() == null ? null : run.file(run.history());
    if (history != null) {
      try (ParquetRows<Issue> rows =
          ParquetRows.open(history, Issue.class, Map.of("status", CLEARED))) {
        for (Issue row = rows.next(); row != null; row = rows.next()) {
          cleared.merge(row.getInsurer(), 1L, Long::sum);
        }
      }
    }
  }

  /** The insurers that have any. */
  SortedSet<String> insurers() {
    SortedSet<String> insurers = new TreeSet<>(run.queues().keySet());
    insurers.addAll(cleared.keySet());
    return insurers;
  }

  /** Sees that the queue of an insurer, if there is one, is what the run wrote. */
  void check(String insurer) throws ComparedRun.UnusableException, IOException {
    if (run.queues().containsKey(insurer)) {
      run.file(run.queues().get(insurer));
    }
  }

  /**
   * Reads the issues of an insurer of which the ids are in one of so many equal parts of all ids.
   */
  void read(String insurer, int part, int parts, IssueRows into)
      throws ComparedRun.UnusableException, IOException {
    into.clear();
    String queue = run.queues().get(insurer);
    if (queue != null) {
      try (DataFileStream<GenericRecord> rows =
          new DataFileStream<>(
              Files.newInputStream(run.folder().resolve(queue)),
              new GenericDatumReader<>(null, ROW))) {
        GenericRecord row = null;
        while (rows.hasNext()) {
          row = rows.next(row);
          add(row, part, parts, into);
        }
      } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
        throw run.unreadable(queue);
      }
    }
    if (cleared.containsKey(insurer)) {
      readCleared(insurer, part, parts, into);
    }
  }

  private void add(GenericRecord row, int part, int parts, IssueRows into) {
    ByteBuffer id = (ByteBuffer) row.get(ID);
    add(
        id.array(),
        id.limit(),
        traits.number(
            text(row, CATEGORY),
            text(row, RULE),
            text(row, FIELD),
            text(row, SEVERITY),
            text(row, CAUSE),
            text(row, STATUS)),
        part,
        parts,
        into);
  }

  private static CharSequence text(GenericRecord row, int field) {
    return (CharSequence) row.get(field);
  }

  private void readCleared(String insurer, int part, int parts, IssueRows into)
      throws ComparedRun.UnusableException, IOException {
    try (ParquetRows<Issue> rows =
        ParquetRows.open(history, Issue.class, Map.of("insurer", insurer, "status", CLEARED))) {
      for (Issue row = rows.next(); row != null; row = rows.next()) {
        byte[] id = row.getIssueId().getBytes(StandardCharsets.UTF_8);
        add(
            id,
            id.length,
            traits.number(
                row.getCategory(),
                row.getRule(),
                row.getField(),
                row.getSeverity(),
                row.getCause(),
                row.getStatus()),
            part,
            parts,
            into);
      }
    } catch (IllegalArgumentException e) {
      throw run.unreadable(run.history());
    }
  }

  private static void add(byte[] id, int length, int trait, int part, int parts, IssueRows into) {
    long high = PackedId.high(id, length);
    // The upper 31 bits of 60 say in which part the id is.
    if ((high >>> 29) * parts >>> 31 == part) {
      into.add(high, PackedId.low(id, length), trait);
    }
  }
}
