package jp.totsugo.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShownNameTest {
  static Stream<Map<String, String>> names() {
    return SpecTables.rows("spec/names/shown.csv").stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_name_is_shown_as_the_table_says(Map<String, String> row) {
    String shown = ShownName.of(SpecTables.unescape(row.get("name")));
    assertThat(shown, is(SpecTables.unescape(row.get("shown"))));
  }

  @ParameterizedTest
  @MethodSource("names")
  void what_is_shown_stays_as_it_is_in_a_message(Map<String, String> row) {
    String shown = SpecTables.unescape(row.get("shown"));
    assertThat(ShownName.in(shown + ": no such file"), is(shown + ": no such file"));
  }

  /** Made of pieces that come near to escapes. */
  @Test
  void different_names_without_a_my_number_are_shown_differently() {
    List<String> pieces =
        List.of("\\", "x", "5C", "0A", "\n", "\uDC8A", "\uDCE5", "加", "\u0085", "a");
    Random random = new Random(12);
    Set<String> names = new HashSet<>();
    Set<String> shown = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(1, 7); length > 0; length--) {
        name.append(pieces.get(random.nextInt(pieces.size())));
      }
      // Bytes that are UTF-8 together are a character.
      names.add(PathText.text(PathText.bytes(name.toString())));
      shown.add(ShownName.of(PathText.text(PathText.bytes(name.toString()))));
    }
    assertThat(shown, hasSize(names.size()));
  }

  @Test
  void numbers_of_messages_that_are_no_my_number_stay() {
    for (String message :
        List.of(
            "1,234,567,890,123 bytes",
            "lines 6214, 9832, 0257",
            "from 1 to 128",
            "01130012_a.csv:621498320")) {
      assertThat(ShownName.in(message), is(message));
    }
  }
}
