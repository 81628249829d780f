package jp.totsugo.statistics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.RulePrecision;
import jp.totsugo.table.ParquetRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTableTest {
  private static final RuleSettings SETTINGS = RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1));

  @TempDir Path folder;

  private static Issue answered(String answer) {
    return Issues.answered(
        Issues.open("06130017", "2026-12-01", "2026-12-01"), answer, "2026-12-02");
  }

  @Test
  void the_answers_to_a_rule_are_its_precision() throws Exception {
    PrecisionTable table = new PrecisionTable(SETTINGS);
    for (int i = 0; i < 8; i++) {
      table.add(answered("CORRECTED"));
    }
    table.add(answered("RIGHT"));
    table.add(answered("RIGHT"));
    for (String none : List.of("", "WORKING", "LEFT", "NOT_OURS")) {
      table.add(answered(none));
    }
    Issue old = answered("RIGHT");
    old.setRule("AN_OLD_RULE");
    table.add(old);

    PrecisionTable.write(table.rows(), folder);

    assertThat(
        Files.readAllLines(folder.resolve("precision.csv")).stream()
            .filter(row -> !row.endsWith(",0,0,0,,,"))
            .skip(1)
            .toList(),
        contains(
            "NAME_MISSING,RECORD_DEFECT,10,8,2,0.8000,0.4439,0.9748",
            "AN_OLD_RULE,RECORD_DEFECT,1,0,1,0.0000,0.0000,0.9750"));
    List<RulePrecision> parquet = new ArrayList<>();
    ParquetRows.forEach(folder.resolve("precision.parquet"), RulePrecision.class, parquet::add);
    assertThat(parquet, is(table.rows()));
  }

  @Test
  void a_rule_without_answers_has_a_row_and_no_share() {
    List<RulePrecision> rows = new PrecisionTable(SETTINGS).rows();
    assertThat(
        rows.stream().map(RulePrecision::getRule).toList(),
        is(List.of(Rule.values()).stream().filter(SETTINGS::isOn).map(Rule::name).toList()));
    assertThat(rows.get(0).getShareWrong() == null, is(true));
    assertThat(rows.get(0).getShareLower() == null, is(true));
  }

  /** As other programs give it (R's binom.test, scipy's binomtest), rounded outwards. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.0, 0.975",
    "1, 1, 0.025, 1.0",
    "0, 10, 0.0, 0.3085",
    "10, 10, 0.6915, 1.0",
    "5, 10, 0.187, 0.813",
    "8, 10, 0.4439, 0.9748",
    "1, 1000, 0.0, 0.0056",
  })
  void the_interval_is_that_of_clopper_and_pearson(long k, long n, double lower, double upper) {
    assertThat(PrecisionTable.lower(k, n), is(lower));
    assertThat(PrecisionTable.upper(k, n), is(upper));
  }
}
