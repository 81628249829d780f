package jp.totsugo.pack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

/** What a cell shows of a text. */
class ShownTextTest {
  private static final int ROOM = 100;

  @Test
  void a_usual_text_is_shown_as_it_stands() {
    assertThat(ShownText.of(" ０12　鷗_外\uE000\uFFFD ", ROOM), is(" ０12　鷗_外\uE000\uFFFD "));
  }

  @Test
  void a_control_character_is_shown_as_its_sign() {
    assertThat(ShownText.of("a\u0000\u0009\r\n\u001F\u007F", ROOM), is("a␀␉␍␊␟␡"));
  }

  @Test
  void what_is_no_character_is_shown_as_unknown() {
    assertThat(ShownText.of("a\uD800b\uFFFE\uFFFF", ROOM), is("a\uFFFDb\uFFFD\uFFFD"));
    assertThat(ShownText.of("𠮷", ROOM), is("𠮷"));
  }

  @Test
  void what_spreadsheets_would_take_for_one_character_stays_what_it_is() {
    assertThat(ShownText.of("_x0041_x0042_", ROOM), is("_x005F_x0041_x005F_x0042_"));
    assertThat(ShownText.of("_x041_", ROOM), is("_x041_"));
  }

  @Test
  void a_text_without_end_is_cut_and_says_so() {
    assertThat(ShownText.of("1".repeat(ROOM), ROOM), is("1".repeat(ROOM)));
    assertThat(ShownText.of("1".repeat(ROOM + 1), ROOM), is("1".repeat(ROOM - 3) + "…"));
    assertThat(ShownText.of("あ".repeat(60), ROOM), is("あ".repeat(49) + "…"));
  }
}
