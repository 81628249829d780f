package jp.totsugo.nation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Map<String, Integer> RECORDS_OF_ONE =
      Map.of("ring_of_three", 3, "ring_of_four", 4, "rows_shifted", 10, "number_invented_twice", 2);

  @TempDir private Path folder;

  @Test
  void anUnknownKeyIsNamed() throws IOException {
    Path file = changed("digit_mistyped:", "digit_misstyped:");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Settings.read(file)).getMessage();
    assertThat(message, containsString("digit_misstyped"));
  }

  @Test
  void aValueThatIsNoNumberIsNamed() throws IOException {
    Path file = changed("kana_missing: 500", "kana_missing: many");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Settings.read(file)).getMessage();
    assertThat(message, containsString("errors.kana_missing"));
  }

  @Test
  void theStandardFileCanBeReadAsOnesOwn() throws IOException {
    assertThat(Settings.read(changed("", "")), is(Settings.standard()));
  }

  @Test
  void moreErrorsLeaveFactsAsTheyAre() {
    Settings more = Settings.standard().withErrors(10);
    assertThat(more.facts(), is(Settings.standard().facts()));
    assertThat(
        more.errors().get("digit_mistyped"),
        is(10 * Settings.standard().errors().get("digit_mistyped")));
  }

  @Test
  void theWholeNationReproducesThePublishedFigures() {
    Map<String, Double> facts = Settings.standard().facts();
    Map<String, Double> errors = Settings.standard().errors();
    double unregistrable =
        sum(
            facts,
            "lives_abroad",
            "not_submitted",
            "number_not_yet_issued",
            "short_stay",
            "procedure_under_way",
            "other_reason");
    assertThat(unregistrable, is(1_750_000.0));
    assertThat(
        sum(errors, "card_lost_before_issue", "card_not_issued_yet", "card_not_registered"),
        is(63_000.0));
    assertThat(
        sum(
            errors,
            "symbol_with_black_circle",
            "number_with_black_circle",
            "branch_with_black_circle"),
        is(3_000.0));
    assertThat(wrongNumbers(errors), closeTo(30_000, 600));
    double otherNames =
        sum(
            facts,
            "variant_kanji",
            "kana_written_otherwise",
            "name_without_separator",
            "married_name_not_reported");
    assertThat(otherNames / Settings.standard().records(), closeTo(0.009, 0.0005));
  }

  private static double wrongNumbers(Map<String, Double> errors) {
    return errors.entrySet().stream()
        .filter(
            entry ->
                entry
                    .getKey()
                    .matches(
                        "(number_|digit|copied|swapped|ring|rows|same_name|person_(in|unknown)).*"))
        .filter(entry -> !entry.getKey().equals("number_with_black_circle"))
        .mapToDouble(
            entry ->
                entry.getValue()
                    * (entry.getKey().startsWith("swapped")
                        ? 2
                        : RECORDS_OF_ONE.getOrDefault(entry.getKey(), 1)))
        .sum();
  }

  private static double sum(Map<String, Double> counts, String... kinds) {
    double sum = 0;
    for (String kind : kinds) {
      sum += counts.get(kind);
    }
    return sum;
  }

  private Path changed(String from, String to) throws IOException {
    String standard =
        Resources.toString(
            Resources.getResource(Settings.class, "nation.yaml"), StandardCharsets.UTF_8);
    return Files.writeString(
        folder.resolve("nation.yaml"), from.isEmpty() ? standard : standard.replace(from, to));
  }
}
