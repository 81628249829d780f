package jp.totsugo.statistics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.totsugo.block.Records;
import jp.totsugo.block.Tally;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.State;
import jp.totsugo.schema.InsurerCount;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.table.ParquetRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountHistoryTest {
  private static final int A = 6_130_017;
  private static final int B = 138_016;

  @TempDir Path folder;

  /** Of A two records with a My Number, one of them wrong and with a ●; of B one without. */
  private static Tally tally() {
    Tally tally = new Tally();
    int wrong =
        State.bit(State.of(Category.WRONG_MY_NUMBER))
            | State.bit(State.of(Category.MALFORMED_NUMBER));
    tally.insurer(A).addRecord(Records.of(Map.of(Column.MY_NUMBER, "1")), wrong);
    tally.insurer(A).addRecord(Records.of(Map.of(Column.MY_NUMBER, "1")), 0);
    tally
        .insurer(A)
        .addCauseRecord(Rule.NUMBER_PLACEHOLDER, Rule.NUMBER_PLACEHOLDER.cause("BLACK_CIRCLE"));
    tally.insurer(B).addRecord(Records.of(Map.of()), State.bit(State.UNREGISTRABLE));
    tally.insurer(B).addRuleRecord(Rule.MY_NUMBER_ABSENT_WITHOUT_REASON);
    return tally;
  }

  private Path write(String asOf, Path before) throws IOException {
    Coverage coverage =
        new Coverage(
            List.of(
                new InsurerCoverage("00138016", "", true, 1L, 1L, null, null, "CUT_OFF"),
                new InsurerCoverage("06130017", "", true, 1L, 2L, null, null, ""),
                new InsurerCoverage("39131016", "", true, 0L, 0L, null, null, "NO_UPLOAD")),
            ExpectedInsurers.NO_LIST);
    Path out = folder.resolve(asOf);
    new CountHistory(asOf, "run of " + asOf, tally(), coverage, Set.of("00138016", "39131016"))
        .write(before == null ? null : before.resolve("counts.parquet"), out);
    return out;
  }

  private static String row(String asOf, String rest) {
    return asOf + ",run of " + asOf + "," + rest;
  }

  @Test
  void a_run_has_a_row_for_each_insurer_of_the_coverage_and_for_the_nation() throws IOException {
    Path out = write("2026-04-01", null);

    assertThat(
        Files.readAllLines(out.resolve("counts.csv")),
        contains(
            "\uFEFFas_of,run_id,insurer,complete,note,records,registered,unregistrable,"
                + "absent_with_reason,absent_without_reason,wrong_my_number,missing_card,"
                + "malformed_number,black_circle,record_defect",
            row("2026-04-01", "00138016,false,CUT_OFF,1,0,1,0,1,0,0,0,0,0"),
            row("2026-04-01", "06130017,true,,2,2,0,0,0,1,0,1,1,0"),
            row("2026-04-01", "39131016,false,NO_UPLOAD,0,0,0,0,0,0,0,0,0,0"),
            row("2026-04-01", "nation,false,,3,2,1,0,1,1,0,1,1,0")));
  }

  @Test
  void the_rows_of_the_runs_before_stay_and_those_of_this_run_come_behind_them()
      throws IOException {
    Path first = write("2026-04-01", null);
    Path second = write("2026-05-01", first);

    List<String> all = Files.readAllLines(second.resolve("counts.csv"));
    assertThat(all.subList(0, 5), is(Files.readAllLines(first.resolve("counts.csv"))));
    assertThat(
        all.subList(5, 9).stream().map(row -> row.substring(0, 10)).distinct().toList(),
        contains("2026-05-01"));
    assertThat(all.size(), is(9));
  }

  @Test
  void parquet_has_the_rows_of_the_csv() throws IOException {
    Path out = write("2026-05-01", write("2026-04-01", null));

    List<String> rows = new ArrayList<>();
    ParquetRows.forEach(
        out.resolve("counts.parquet"),
        InsurerCount.class,
        row -> {
          List<String> cells = new ArrayList<>();
          for (int i = 0; i < InsurerCount.getClassSchema().getFields().size(); i++) {
            cells.add(row.get(i).toString());
          }
          rows.add(String.join(",", cells));
        });
    List<String> csv = Files.readAllLines(out.resolve("counts.csv"));
    assertThat(rows, is(csv.subList(1, csv.size())));
  }
}
