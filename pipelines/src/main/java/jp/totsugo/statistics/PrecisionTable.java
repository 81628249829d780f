package jp.totsugo.statistics;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.RulePrecision;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * {@code precision.csv} and {@code .parquet}: what the last answers to the issues of the history
 * teach about each rule. Only who says that a record was corrected, or is right, has judged it.
 */
public final class PrecisionTable {
  /** Where the table stands in the results of a run. */
  public static final String PARQUET = "statistics/precision.parquet";

  /** Outside of the interval on each side. */
  private static final double TAIL = 0.025;

  private final Map<String, Counts> rules = new LinkedHashMap<>();
  private final Map<String, Counts> others = new TreeMap<>();

  private static final class Counts {
    private final String category;
    private long wrong;
    private long right;

    private Counts(String category) {
      this.category = category;
    }
  }

  /** With a row for every rule that is on, also without an answer. */
  public PrecisionTable(RuleSettings settings) {
    for (Rule rule : Rule.values()) {
      if (settings.isOn(rule)) {
        rules.put(rule.name(), new Counts(rule.category().name()));
      }
    }
  }

  /** Counts an issue of the history. */
  public void add(Issue issue) {
    boolean isWrong = issue.getAnswer().equals("CORRECTED");
    boolean isRight = issue.getAnswer().equals("RIGHT");
    if (isWrong || isRight) {
      Counts counts = rules.get(issue.getRule());
      if (counts == null) {
        counts = others.computeIfAbsent(issue.getRule(), k -> new Counts(issue.getCategory()));
      }
      counts.wrong += isWrong ? 1 : 0;
      counts.right += isRight ? 1 : 0;
    }
  }

  /** All rows: rules that are on in the order of the catalogue, then others that have answers. */
  public List<RulePrecision> rows() {
    List<RulePrecision> rows = new ArrayList<>();
    rules.forEach((rule, counts) -> rows.add(row(rule, counts)));
    others.forEach((rule, counts) -> rows.add(row(rule, counts)));
    return rows;
  }

  private static RulePrecision row(String rule, Counts counts) {
    long answered = counts.wrong + counts.right;
    return new RulePrecision(
        rule,
        counts.category,
        answered,
        counts.wrong,
        counts.right,
        AgeingTable.share(counts.wrong, answered),
        answered == 0 ? null : lower(counts.wrong, answered),
        answered == 0 ? null : upper(counts.wrong, answered));
  }

  /** Lower end of the interval of Clopper and Pearson (Biometrika 26, 1934) for k of n. */
  static double lower(long k, long n) {
    return k == 0
        ? 0
        : rounded(
            BetaDistribution.of(k, n - k + 1.0).inverseCumulativeProbability(TAIL),
            RoundingMode.DOWN);
  }

  /** Its upper end. */
  static double upper(long k, long n) {
    return k == n
        ? 1
        : rounded(
            BetaDistribution.of(k + 1.0, n - k).inverseSurvivalProbability(TAIL), RoundingMode.UP);
  }

  /** Outwards: what is shown holds the interval. */
  private static double rounded(double share, RoundingMode outwards) {
    // What a machine may compute otherwise is cut off first.
    return BigDecimal.valueOf(share)
        .setScale(2 * AgeingTable.DECIMALS, RoundingMode.HALF_UP)
        .setScale(AgeingTable.DECIMALS, outwards)
        .doubleValue();
  }

  public static void write(List<RulePrecision> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("precision.csv"),
            ParquetTable.columns(RulePrecision.getClassSchema()))) {
      for (RulePrecision row : rows) {
        csv.cell(row.getRule())
            .cell(row.getCategory())
            .cell(row.getAnswered())
            .cell(row.getWrong())
            .cell(row.getRight())
            .cell(AgeingTable.text(row.getShareWrong(), AgeingTable.DECIMALS))
            .cell(AgeingTable.text(row.getShareLower(), AgeingTable.DECIMALS))
            .cell(AgeingTable.text(row.getShareUpper(), AgeingTable.DECIMALS))
            .endRow();
      }
    }
    ParquetTable.write(rows, RulePrecision.getClassSchema(), folder.resolve("precision.parquet"));
  }
}
