package jp.totsugo.queue;

import com.google.common.base.Splitter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.QueueFile;
import jp.totsugo.rule.Rule;
import jp.totsugo.table.CsvWriter;

/**
 * {@code evidence.csv}: for every finding that the register made, how the record compares with it.
 * Outcomes, positions and offsets; never a value of a record. There is no file where there is no
 * such finding.
 */
final class EvidenceTable implements Closeable {
  static final String CSV = "evidence.csv";

  /** What a finding's evidence calls the cells behind the rule version, in their order. */
  private static final List<String> KEYS =
      List.of("line", "NAME", "KANA", "BIRTHDATE", "SEX", "ADDRESS", "position", "offset");

  private static final List<String> HEADER =
      List.of(
          "issue_id",
          "rule_version",
          "decision_line",
          "name",
          "kana",
          "birthdate",
          "sex",
          "address",
          "position",
          "offset");

  private static final Splitter.MapSplitter PARTS =
      Splitter.on(' ').omitEmptyStrings().withKeyValueSeparator('=');

  private final Path folder;
  private final String ruleVersion;
  private QueueOutput output;
  private CsvWriter csv;
  private long rows;

  /**
   * @param folder in which it is written; there when the first row comes
   */
  EvidenceTable(Path folder, String ruleVersion) {
    this.folder = folder;
    this.ruleVersion = ruleVersion;
  }

  /** Adds the evidence of a finding, if the register made it. */
  void add(byte[] id, FindingRow row) throws IOException {
    if (row.rule().scope() != Rule.Scope.REGISTER) {
      return;
    }
    if (csv == null) {
      output = new QueueOutput(folder.resolve(CSV));
      csv = new CsvWriter(output, HEADER);
    }
    csv.cell(id, 0, id.length).cell(ruleVersion);
    Map<String, String> parts = PARTS.split(row.string(Value.EVIDENCE));
    for (String key : KEYS) {
      csv.cell(parts.getOrDefault(key, ""));
    }
    csv.endRow();
    rows++;
  }

  /** The file, if there is one, once it is closed. */
  Optional<QueueFile> written() {
    return Optional.ofNullable(output).map(file -> file.written(CSV, rows));
  }

  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.close();
    }
  }
}
