package jp.totsugo.pack.answered;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jp.totsugo.SpecTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerDayTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  static List<Map<String, String>> days() {
    return SpecTables.rows("spec/packs/days.csv");
  }

  @ParameterizedTest
  @MethodSource("days")
  void days_are_read_as_people_and_spreadsheets_write_them(Map<String, String> row) {
    AnswerDay day =
        AnswerDay.of(
            row.get("written"),
            !row.get("is_number").isEmpty(),
            !row.get("from_1904").isEmpty(),
            AS_OF);

    assertThat(
        (day.day() == null ? "" : day.day()) + " " + day.kind(),
        is(row.get("day") + " " + row.get("kind")));
  }
}
