package jp.totsugo.cli;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Correction;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.JsonFile;
import jp.totsugo.table.ParquetTable;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Results of a run that never was, with what readers of results look at. */
final class MadeResults {
  /** An issue in a queue. */
  record Row(String id, Rule rule, String field, String severity, String cause) {}

  private final Path folder;
  private final String asOf;
  private final String version;
  private final SortedMap<String, List<Row>> queues = new TreeMap<>();
  private final List<Issue> history = new ArrayList<>();
  private MadeResults previous;
  private List<String> columns = List.of("status", "first_seen", "value");

  MadeResults(Path folder, String asOf, String version) {
    this.folder = folder;
    this.asOf = asOf;
    this.version = version;
  }

  /** The queues lack the columns that came later than 1.0. */
  MadeResults asOfVersion1() {
    columns = List.of();
    return this;
  }

  MadeResults row(
      String insurer, String id, Rule rule, String field, String severity, String cause) {
    queues
        .computeIfAbsent(insurer, number -> new ArrayList<>())
        .add(new Row(id, rule, field, severity, cause));
    return this;
  }

  /** The run goes on from another. */
  MadeResults after(MadeResults run) {
    previous = run;
    return this;
  }

  private String runId() {
    return "00000000-0000-0000-0000-" + asOf.replace("-", "00");
  }

  /** Issues by insurer and id. */
  MadeResults history(List<Issue> issues) {
    history.addAll(issues);
    return this;
  }

  /** An open issue, to be changed. */
  static Issue.Builder issue(String insurer, String id, Rule rule, String field) {
    return Issue.newBuilder()
        .setIssueId(id)
        .setInsurer(insurer)
        .setPersonId("A-0001")
        .setCategory(rule.category().name())
        .setRule(rule.name())
        .setField(field)
        .setCause("")
        .setSeverity(rule.defaultSeverity().name())
        .setPriority(rule.priority())
        .setStatus("OPEN")
        .setClosedBecause("")
        .setFirstSeen("2026-02-01")
        .setLastSeen("2026-04-01")
        .setClosedOn("")
        .setReopened(0)
        .setRunsOpen(3)
        .setAnswer("")
        .setAnswerReason("")
        .setAnsweredOn("")
        .setClearanceEnded("")
        .setRuleVersion("0123456789ab")
        .setRecordPrint(0)
        .setEvidencePrint(0)
        .setPartners("");
  }

  Path write() throws IOException {
    for (Map.Entry<String, List<Row>> queue : queues.entrySet()) {
      writeQueue(queue.getKey(), queue.getValue());
    }
    writeRules();
    if (!history.isEmpty()) {
      Path file = Files.createDirectories(folder.resolve("history")).resolve("issues.parquet");
      ParquetTable.write(history, Issue.getClassSchema(), file);
    }
    writeManifest();
    return folder;
  }

  private void writeQueue(String insurer, List<Row> rows) throws IOException {
    Path file =
        Files.createDirectories(folder.resolve("corrections").resolve(insurer))
            .resolve("corrections.avro");
    Schema schema = schema();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.create(schema, Files.newOutputStream(file));
      for (Row row : rows) {
        writer.append(record(schema, row));
      }
    }
  }

  private Schema schema() {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : Correction.getClassSchema().getFields()) {
      if (!List.of("status", "first_seen", "value").contains(field.name())) {
        fields.add(new Schema.Field(field, field.schema()));
      }
    }
    for (String column : columns) {
      fields.add(new Schema.Field(column, Schema.create(Schema.Type.STRING)));
    }
    return Schema.createRecord("Correction", "", "jp.totsugo.schema", false, fields);
  }

  private static GenericRecord record(Schema schema, Row row) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(
          field.name(),
          switch (field.schema().getType()) {
            case INT -> row.rule().priority();
            case LONG -> 2L;
            default -> "";
          });
    }
    record.put("issue_id", row.id());
    record.put("category", row.rule().category().name());
    record.put("rule", row.rule().name());
    record.put("severity", row.severity());
    record.put("cause", row.cause());
    record.put("field", row.field());
    record.put("file", "upload.csv");
    record.put("person_id", "A-0001");
    if (schema.getField("status") != null) {
      record.put("status", "OPEN");
    }
    return record;
  }

  private void writeRules() throws IOException {
    Path file = Files.createDirectories(folder.resolve("statistics")).resolve("rules.csv");
    try (CsvWriter rules =
        new CsvWriter(file, List.of("insurer", "category", "rule", "severity", "findings"))) {
      for (Map.Entry<String, List<Row>> queue : queues.entrySet()) {
        for (Rule rule : Rule.values()) {
          List<Row> rows = queue.getValue().stream().filter(row -> row.rule() == rule).toList();
          if (!rows.isEmpty()) {
            rules
                .cell(queue.getKey())
                .cell(rule.category().name())
                .cell(rule.name())
                .cell(rows.get(0).severity())
                .cell(rows.size())
                .endRow();
          }
        }
      }
    }
  }

  private void writeManifest() throws IOException {
    List<Map<String, Object>> outputs = new ArrayList<>();
    for (Path file : OutputTree.files(folder)) {
      outputs.add(
          Map.of(
              "path",
              folder.relativize(file).toString(),
              "bytes",
              Files.size(file),
              "sha256",
              MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString()));
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("runId", runId());
    manifest.put("asOf", asOf);
    if (previous != null) {
      manifest.put(
          "previous",
          Map.of(
              "path", previous.folder.toString(),
              "runId", previous.runId(),
              "asOf", previous.asOf));
    }
    manifest.put("versions", Map.of("totsugo", version));
    manifest.put("ruleSet", "00".repeat(32));
    manifest.put("options", Map.of());
    manifest.put("inputs", List.of());
    manifest.put("rejected", List.of());
    manifest.put("outputs", outputs);
    JsonFile.write(manifest, folder.resolve("run.json"));
  }
}
