package jp.totsugo.pack.answered;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import jp.totsugo.SpecTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SameCellTest {
  static List<Map<String, String>> cells() {
    return SpecTables.rows("spec/packs/cells.csv");
  }

  @ParameterizedTest
  @MethodSource("cells")
  void a_cell_is_the_same_after_what_programs_do_to_cells(Map<String, String> row) {
    assertThat(
        SameCell.is(row.get("written"), row.get("found")), is(row.get("same").equals("yes")));
  }
}
