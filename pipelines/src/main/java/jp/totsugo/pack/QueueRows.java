package jp.totsugo.pack;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jp.totsugo.schema.Correction;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/** The rows of a queue in its order, as often as they are asked for. */
@FunctionalInterface
public interface QueueRows {
  /** So many are kept in memory; more are read again each time. */
  int MOST_KEPT = 20_000;

  /** Takes the rows, each an object of its own. */
  @FunctionalInterface
  interface Visitor {
    void visit(Correction row) throws IOException;
  }

  void forEach(Visitor visitor) throws IOException;

  /** Rows that are in memory. */
  static QueueRows of(List<Correction> rows) {
    return visitor -> {
      for (Correction row : rows) {
        visitor.visit(row);
      }
    };
  }

  /**
   * The rows of {@code corrections.avro}, without {@code message} and {@code action}: what they say
   * is said anew in the language of the pack.
   */
  static QueueRows of(Path avro) throws IOException {
    List<Correction> kept = new ArrayList<>();
    try (DataFileStream<Correction> reader = open(avro)) {
      Interner<String> texts = Interners.newStrongInterner();
      while (reader.hasNext()) {
        if (kept.size() == MOST_KEPT) {
          return visitor -> forEach(avro, visitor);
        }
        kept.add(interned(reader.next(), texts));
      }
    }
    return of(kept);
  }

  private static void forEach(Path avro, Visitor visitor) throws IOException {
    try (DataFileStream<Correction> reader = open(avro)) {
      Interner<String> texts = Interners.newStrongInterner();
      while (reader.hasNext()) {
        visitor.visit(interned(reader.next(), texts));
      }
    }
  }

  private static DataFileStream<Correction> open(Path avro) throws IOException {
    SpecificDatumReader<Correction> rows = new SpecificDatumReader<>(Correction.class);
    rows.setExpected(Projection.SCHEMA);
    return new DataFileStream<>(
        new BufferedInputStream(Files.newInputStream(avro), 64 * 1024), rows);
  }

  /** Texts of which there are few are one object each. */
  private static Correction interned(Correction row, Interner<String> texts) {
    row.setCategory(texts.intern(row.getCategory()));
    row.setRule(texts.intern(row.getRule()));
    row.setSeverity(texts.intern(row.getSeverity()));
    row.setCause(texts.intern(row.getCause()));
    row.setFile(texts.intern(row.getFile()));
    row.setField(texts.intern(row.getField()));
    row.setStatus(texts.intern(row.getStatus()));
    row.setFirstSeen(texts.intern(row.getFirstSeen()));
    return row;
  }

  /** The columns that are read: the others are unknown to it, and its own in their place empty. */
  final class Projection {
    private static final Set<String> PASSED_OVER = Set.of("message", "action");
    private static final Schema SCHEMA = schema();

    private Projection() {}

    private static Schema schema() {
      Schema all = Correction.getClassSchema();
      List<Schema.Field> fields = new ArrayList<>();
      for (Schema.Field field : all.getFields()) {
        fields.add(
            PASSED_OVER.contains(field.name())
                ? new Schema.Field(field.name() + "_passed_over", field.schema(), null, "")
                : new Schema.Field(field, field.schema()));
      }
      return Schema.createRecord(all.getName(), all.getDoc(), all.getNamespace(), false, fields);
    }
  }
}
