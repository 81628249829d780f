package jp.totsugo.block;

import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code spec/coverage/complete.csv}. */
class ObservationSpecTest {
  static Stream<Arguments> cases() {
    return SpecTables.rows("spec/coverage/complete.csv").stream()
        .map(row -> Arguments.of(row.get("case"), row));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void absence_proves_something(String name, Map<String, String> row) {
    Observation observation = Observations.of(row);
    assertThat(
        Observations.INSURERS.keySet().stream()
            .filter(insurer -> observation.isComplete(Observations.INSURERS.get(insurer)))
            .collect(joining(" ")),
        is(row.get("complete")));
  }
}
