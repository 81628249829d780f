package jp.totsugo.statistics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.schema.InsurerAgeing;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.ParquetRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeingTableTest {
  private static final String AS_OF = "2026-12-31";
  private static final String A = "06130017";

  @TempDir Path folder;

  /** The rows of RECORD_DEFECT. */
  private List<String> rows(Issue... issues) throws Exception {
    AgeingTable table = new AgeingTable(AS_OF, List.of());
    for (Issue issue : issues) {
      table.add(issue);
    }
    Files.deleteIfExists(folder.resolve("ageing.parquet"));
    AgeingTable.write(table.rows(), folder);
    List<InsurerAgeing> parquet = new ArrayList<>();
    ParquetRows.forEach(folder.resolve("ageing.parquet"), InsurerAgeing.class, parquet::add);
    assertThat(parquet, is(table.rows()));
    return Files.readAllLines(folder.resolve("ageing.csv")).stream()
        .filter(row -> row.contains(",RECORD_DEFECT,"))
        .map(row -> row.replace(",RECORD_DEFECT", ""))
        .toList();
  }

  @Test
  void every_insurer_has_every_category_and_so_has_the_nation() {
    List<InsurerAgeing> rows = new AgeingTable(AS_OF, List.of(6_130_017)).rows();
    assertThat(
        rows.stream().map(row -> row.getInsurer() + " " + row.getCategory()).toList(),
        contains(
            "06130017 UNREGISTRABLE",
            "06130017 WRONG_MY_NUMBER",
            "06130017 MISSING_CARD",
            "06130017 MALFORMED_NUMBER",
            "06130017 RECORD_DEFECT",
            "nation UNREGISTRABLE",
            "nation WRONG_MY_NUMBER",
            "nation MISSING_CARD",
            "nation MALFORMED_NUMBER",
            "nation RECORD_DEFECT"));
  }

  @Test
  void open_issues_stand_by_the_days_since_they_were_first_seen() throws Exception {
    assertThat(
        rows(
            Issues.open(A, "2026-12-31", AS_OF),
            Issues.open(A, "2026-12-01", AS_OF),
            Issues.open(A, "2026-11-30", AS_OF),
            Issues.open(A, "2026-10-02", AS_OF),
            Issues.open(A, "2026-10-01", AS_OF),
            Issues.open(A, "2026-07-03", "2026-10-01"),
            Issues.open(A, "2025-12-31", AS_OF),
            Issues.open("unknown", "2025-12-30", AS_OF)),
        contains(
            A + ",7,2,2,1,2,0,0,,0,0,,0,0,",
            "nation,8,2,2,1,2,1,0,,0,0,,0,0,",
            "unknown,1,0,0,0,0,1,0,,0,0,,0,0,"));
  }

  @Test
  void what_is_cleared_or_closed_is_not_open() throws Exception {
    Issue cleared = Issues.open(A, "2026-12-01", AS_OF);
    cleared.setStatus("CLEARED");
    assertThat(
        rows(cleared, Issues.closed(A, "2026-12-01", AS_OF, "LEFT")).get(0),
        is(A + ",0,0,0,0,0,0,0,,1,0,0.0000,0,0,"));
  }

  @Test
  void the_median_is_of_those_that_were_corrected() throws Exception {
    Issue first = Issues.closed(A, "2026-10-01", "2026-10-31", "CORRECTED");
    Issue second = Issues.closed(A, "2026-10-01", "2026-12-01", "CORRECTED");
    Issue left = Issues.closed(A, "2026-01-01", "2026-12-01", "LEFT");
    assertThat(rows(first, left).get(0), is(A + ",0,0,0,0,0,0,1,30.0,2,0,0.0000,0,0,"));
    assertThat(rows(first, second).get(0), is(A + ",0,0,0,0,0,0,2,45.5,2,0,0.0000,0,0,"));
    assertThat(rows(first, first, second).get(0), is(A + ",0,0,0,0,0,0,3,30.0,3,0,0.0000,0,0,"));
  }

  @Test
  void what_was_found_again_is_a_share_of_what_could_be() throws Exception {
    Issue again = Issues.open(A, "2026-10-01", AS_OF);
    again.setReopened(2);
    assertThat(
        rows(
                again,
                Issues.closed(A, "2026-10-01", "2026-12-01", "LEFT"),
                Issues.closed(A, "2026-10-01", "2026-12-01", "RULE_CHANGED"),
                Issues.closed(A, "2026-10-01", "2026-12-01", "UNTRACEABLE"))
            .get(0),
        is(A + ",1,0,0,1,0,0,0,,3,1,0.3333,0,0,"));
  }

  @Test
  void an_answer_is_confirmed_when_the_upload_behind_it_shows_it() throws Exception {
    Issue found = Issues.answered(Issues.open(A, "2026-12-01", AS_OF), "CORRECTED", "2026-12-20");
    Issue early = Issues.answered(Issues.open(A, "2026-12-01", AS_OF), "CORRECTED", "2027-01-02");
    Issue unseen = Issues.answered(Issues.open(A, "2026-12-01", AS_OF), "CORRECTED", "2026-12-20");
    unseen.setStatus("UNOBSERVED");
    Issue other = Issues.answered(Issues.open(A, "2026-12-01", AS_OF), "WORKING", "2026-12-20");
    Issue gone =
        Issues.answered(
            Issues.closed(A, "2026-12-01", AS_OF, "CORRECTED"), "CORRECTED", "2026-12-20");
    Issue left =
        Issues.answered(Issues.closed(A, "2026-12-01", AS_OF, "LEFT"), "CORRECTED", "2026-12-20");
    assertThat(
        rows(found, early, unseen, other, gone, left).get(0),
        is(A + ",4,4,0,0,0,0,1,30.0,2,0,0.0000,2,1,0.5000"));
  }
}
