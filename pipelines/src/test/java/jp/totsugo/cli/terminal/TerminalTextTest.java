package jp.totsugo.cli.terminal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void a_japanese_character_is_two_columns_wide_and_half_width_kana_one() {
    assertThat(TerminalText.width("abc"), is(3));
    assertThat(TerminalText.width("個人番号"), is(8));
    assertThat(TerminalText.width("ﾔﾏﾀﾞ"), is(4));
    assertThat(TerminalText.width("𠮷"), is(2));
  }

  @Test
  void a_cell_has_exactly_its_width() {
    assertThat(TerminalText.cell("番号", 6), is("番号  "));
    assertThat(TerminalText.cell("被保険者証番号", 6), is("被保… "));
    assertThat(TerminalText.right("番号", 6), is("  番号"));
  }

  @Test
  void english_breaks_between_words_and_japanese_before_no_full_stop() {
    assertThat(TerminalText.wrapped("one two three", 8), contains("one two", "three"));
    assertThat(TerminalText.wrapped("あいうえ。", 8), contains("あいう", "え。"));
  }

  @Test
  void a_word_that_is_too_long_stands_alone() {
    assertThat(
        TerminalText.wrapped("a MY_NUMBER_FORMAT b", 6), contains("a", "MY_NUMBER_FORMAT", "b"));
  }

  @Test
  void control_characters_become_dots() {
    assertThat(TerminalText.harmless("a\u001b[31m\u202eb\n"), is("a·[31m·b·"));
  }
}
