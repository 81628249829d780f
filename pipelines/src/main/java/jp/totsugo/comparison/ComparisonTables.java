package jp.totsugo.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.table.CsvWriter;

/**
 * A comparison as tables: {@code issues.csv} with every issue by insurer and id, {@code rules.csv}
 * with the counts of every insurer and rule, the nation first.
 */
public final class ComparisonTables {
  private static final List<String> ISSUES =
      List.of(
          "insurer",
          "category",
          "rule",
          "field",
          "issue_id",
          "in",
          "severity_a",
          "severity_b",
          "cause_a",
          "cause_b",
          "status_a",
          "status_b");

  private static final List<String> RULES =
      List.of(
          "insurer",
          "category",
          "rule",
          "severity_a",
          "severity_b",
          "findings_a",
          "findings_b",
          "only_a",
          "only_b",
          "both",
          "severity_changed",
          "cause_changed");

  private final RunComparison comparison;
  private final CsvWriter issues;
  private final Map<Integer, byte[]> heads = new HashMap<>();
  private final Map<Long, byte[]> tails = new HashMap<>();

  private ComparisonTables(RunComparison comparison, CsvWriter issues) {
    this.comparison = comparison;
    this.issues = issues;
  }

  /** Makes the comparison and writes its tables into a folder. */
  public static void write(RunComparison comparison, Path folder)
      throws ComparedRun.UnusableException, IOException {
    try (CsvWriter issues = new CsvWriter(folder.resolve("issues.csv"), ISSUES)) {
      comparison.make(new ComparisonTables(comparison, issues)::write);
    }
    try (CsvWriter rules = new CsvWriter(folder.resolve("rules.csv"), RULES)) {
      write(rules, "nation", comparison.nation());
      for (RunComparison.Insurer insurer : comparison.insurers()) {
        write(rules, insurer.number(), insurer.rules());
      }
    }
  }

  private void write(String insurer, String id, int a, int b) throws IOException {
    byte[] idBytes = id.getBytes(StandardCharsets.US_ASCII);
    issues
        .cell(insurer)
        .cells(heads.computeIfAbsent(a < 0 ? b : a, this::head))
        .cell(idBytes, 0, idBytes.length)
        .cells(tails.computeIfAbsent((long) a << Integer.SIZE | b & 0xFFFFFFFFL, this::tail))
        .endRow();
  }

  private byte[] head(int number) {
    Traits.Trait trait = comparison.traits().get(number);
    return CsvWriter.encoded(trait.category(), trait.rule(), trait.field());
  }

  private byte[] tail(long pair) {
    Traits.Trait a = trait((int) (pair >> Integer.SIZE));
    Traits.Trait b = trait((int) pair);
    return CsvWriter.encoded(
        a == null ? "B" : b == null ? "A" : "BOTH",
        a == null ? "" : a.severity(),
        b == null ? "" : b.severity(),
        a == null ? "" : a.cause(),
        b == null ? "" : b.cause(),
        a == null ? "" : a.status(),
        b == null ? "" : b.status());
  }

  private Traits.Trait trait(int number) {
    return number < 0 ? null : comparison.traits().get(number);
  }

  private static void write(CsvWriter rules, String insurer, Collection<RuleChange> changes)
      throws IOException {
    for (RuleChange change : changes) {
      rules
          .cell(insurer)
          .cell(change.category())
          .cell(change.rule())
          .cell(change.severityA())
          .cell(change.severityB())
          .cell(change.findingsA())
          .cell(change.findingsB())
          .cell(change.onlyA())
          .cell(change.onlyB())
          .cell(change.both())
          .cell(change.otherSeverity().values().stream().mapToLong(Long::longValue).sum())
          .cell(change.otherCause())
          .endRow();
    }
  }
}
