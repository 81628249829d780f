package jp.totsugo.queue;

import com.google.common.base.Splitter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.WorkFolder;
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

  private final Path part;
  private final String ruleVersion;
  private CsvWriter csv;

  /**
   * @param part where it is written
   */
  EvidenceTable(Path part, String ruleVersion) {
    this.part = part;
    this.ruleVersion = ruleVersion;
  }

  /** Adds the evidence of a finding, if the register made it. */
  void add(byte[] id, FindingRow row) throws IOException {
    if (row.rule().scope() != Rule.Scope.REGISTER) {
      return;
    }
    if (csv == null) {
      csv = new CsvWriter(part, HEADER);
    }
    csv.cell(id, 0, id.length).cell(ruleVersion);
    Map<String, String> parts = PARTS.split(row.string(Value.EVIDENCE));
    for (String key : KEYS) {
      csv.cell(parts.getOrDefault(key, ""));
    }
    csv.endRow();
  }

  /** Gives the file its name, once all of it is written and closed. */
  void finish(Path folder) throws IOException {
    if (csv != null) {
      WorkFolder.finish(part, folder.resolve(CSV));
    }
  }

  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.close();
    }
  }
}
