package jp.totsugo.statistics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.Records;
import jp.totsugo.block.Tally;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.table.ParquetRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateHistoryTest {
  private static final int A = 6_130_017;
  private static final RuleSettings SETTINGS = RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1));

  @TempDir Path folder;

  /** Three records of A, two of them without a name, and issues of it and of another insurer. */
  private static Tally tally() {
    Tally tally = new Tally();
    for (int i = 0; i < 3; i++) {
      tally.insurer(A).addRecord(Records.of(Map.of(Column.MY_NUMBER, "1")), 0);
    }
    tally.insurer(A).addFinding(Rule.NAME_MISSING, Findings.NO_CAUSE);
    tally.insurer(A).addFinding(Rule.NAME_MISSING, Findings.NO_CAUSE);
    tally.insurer(A).addRuleRecord(Rule.NAME_MISSING);
    tally.insurer(A).addRuleRecord(Rule.NAME_MISSING);
    addIssues(tally, A, "NEW", "", 1);
    addIssues(tally, A, "OPEN", "", 2);
    addIssues(tally, A, "REOPENED", "", 3);
    addIssues(tally, A, "CLEARED", "", 4);
    addIssues(tally, A, "CLOSED", "CORRECTED", 5);
    addIssues(tally, A, "CLOSED", "LEFT", 6);
    addIssues(tally, A, "CLOSED", "RULE_CHANGED", 7);
    addIssues(tally, A, "CLOSED", "REGISTER_CHANGED", 8);
    addIssues(tally, A, "UNOBSERVED", "", 9);
    addIssues(tally, A, "CLOSED", "UNTRACEABLE", 10);
    addIssues(tally, InsurerNumber.UNKNOWN, "UNOBSERVED", "", 1);
    return tally;
  }

  private static void addIssues(
      Tally tally, int insurer, String status, String because, int times) {
    Issue issue = Issues.closed(InsurerNumber.text(insurer), "2026-01-01", "2026-04-01", because);
    issue.setStatus(status);
    for (int i = 0; i < times; i++) {
      tally.lives(insurer).add(issue);
    }
  }

  private Path write(String asOf, Path before, Tally tally, RuleSettings settings)
      throws IOException {
    Path rates = folder.resolve(asOf);
    new RateHistory(asOf, "run of " + asOf, tally, settings)
        .write(before == null ? null : before.resolve("rates.parquet"), rates, folder);
    return rates;
  }

  private static List<String> csv(Path rates) throws IOException {
    List<String> rows = Files.readAllLines(rates.resolve("rates.csv"));
    return rows.subList(1, rows.size());
  }

  private static List<IssueRate> parquet(Path rates) throws IOException {
    List<IssueRate> rows = new ArrayList<>();
    ParquetRows.forEach(rates.resolve("rates.parquet"), IssueRate.class, rows::add);
    return rows;
  }

  @Test
  void a_run_has_a_row_for_each_insurer_and_rule_and_for_the_nation() throws IOException {
    Path rates = write("2026-04-01", null, tally(), SETTINGS);

    String version = SETTINGS.version(Rule.NAME_MISSING);
    String counts = ",RECORD_DEFECT,NAME_MISSING,2,2,3,666666.667,1,2,3,4,5,6,7,8,";
    assertThat(
        csv(rates).stream().filter(row -> row.contains("NAME_MISSING")).toList(),
        contains(
            "2026-04-01,run of 2026-04-01,06130017" + counts + "9,10," + version,
            "2026-04-01,run of 2026-04-01,nation" + counts + "10,10," + version,
            "2026-04-01,run of 2026-04-01,unknown,RECORD_DEFECT,NAME_MISSING,"
                + "0,0,0,,0,0,0,0,0,0,0,0,1,0,"
                + version));
    long rulesOn = List.of(Rule.values()).stream().filter(SETTINGS::isOn).count();
    assertThat((long) csv(rates).size(), is(3 * rulesOn));
    List<String> order =
        parquet(rates).stream().map(row -> row.getInsurer() + " " + row.getRule()).toList();
    assertThat(order, is(order.stream().sorted().toList()));
    assertThat(parquet(rates).stream().map(RateHistoryTest::counts).toList(), is(csv(rates)));
  }

  private static String counts(IssueRate row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.getSchema().getFields().size(); i++) {
      Object value = row.get(i);
      String cell =
          value instanceof Double number
              ? java.math.BigDecimal.valueOf(number).setScale(3).toPlainString()
              : value == null ? "" : value.toString();
      text.append(i == 0 ? "" : ",").append(cell);
    }
    return text.toString();
  }

  @Test
  void a_rule_that_is_off_has_only_the_issues_that_ended_with_it() throws Exception {
    Path yaml =
        Files.writeString(folder.resolve("rules.yaml"), "rules: {NAME_MISSING: {on: false}}");
    Tally tally = tally();
    tally.insurer(1_130_012);

    Path rates =
        write("2026-04-01", null, tally, RuleSettingsFile.read(yaml, LocalDate.of(2026, 4, 1)));

    assertThat(
        csv(rates).stream().filter(row -> row.contains("NAME_MISSING")).toList(),
        contains(
            "2026-04-01,run of 2026-04-01,06130017,RECORD_DEFECT,NAME_MISSING,0,0,0,,"
                + "1,2,3,4,5,6,7,8,9,10,",
            "2026-04-01,run of 2026-04-01,nation,RECORD_DEFECT,NAME_MISSING,0,0,0,,"
                + "1,2,3,4,5,6,7,8,10,10,",
            "2026-04-01,run of 2026-04-01,unknown,RECORD_DEFECT,NAME_MISSING,0,0,0,,"
                + "0,0,0,0,0,0,0,0,1,0,"));
  }

  @Test
  void rows_of_earlier_runs_stay_as_they_are_and_come_first() throws IOException {
    Path first = write("2026-04-01", null, tally(), SETTINGS);
    Path second = write("2026-05-01", first, new Tally(), SETTINGS);
    Path third = write("2026-06-01", second, tally(), SETTINGS);

    List<String> rows = csv(third);
    assertThat(rows.subList(0, csv(second).size()), is(csv(second)));
    assertThat(csv(second).subList(0, csv(first).size()), is(csv(first)));
    assertThat(rows.get(rows.size() - 1), startsWith("2026-06-01,run of 2026-06-01,unknown,"));
    assertThat(parquet(third).stream().map(RateHistoryTest::counts).toList(), is(rows));
  }

  @Test
  void the_same_chain_has_the_same_bytes() throws IOException {
    Path first = write("2026-04-01", null, tally(), SETTINGS);
    Path second = write("2026-05-01", first, tally(), SETTINGS);
    byte[] csv = Files.readAllBytes(second.resolve("rates.csv"));
    byte[] parquet = Files.readAllBytes(second.resolve("rates.parquet"));
    Files.delete(second.resolve("rates.csv"));
    Files.delete(second.resolve("rates.parquet"));

    write("2026-05-01", first, tally(), SETTINGS);

    assertThat(Files.readAllBytes(second.resolve("rates.csv")), is(csv));
    assertThat(Files.readAllBytes(second.resolve("rates.parquet")), is(parquet));
  }

  @Test
  void rates_of_another_version_are_taken_by_the_names_of_their_columns() throws IOException {
    Path first = write("2026-04-01", null, tally(), SETTINGS);
    List<String> rows = csv(first);
    Path csv = first.resolve("rates.csv");
    Files.writeString(csv, Files.readString(csv).replace(",rule_version\r\n", ",version\r\n"));

    Path second = write("2026-05-01", first, tally(), SETTINGS);

    assertThat(csv(second).subList(0, rows.size()), is(rows));
    assertThat(parquet(second).stream().map(RateHistoryTest::counts).toList(), is(csv(second)));
  }
}
