package jp.totsugo.pack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many lines a text takes in a column. */
class TextLinesTest {
  @ParameterizedTest
  @CsvSource({
    // text, width, lines
    "'', 10, 1",
    "12345, 5, 1",
    "123456, 5, 2",
    "12345678901, 5, 3",
    "あいう, 6, 1",
    "あいうえ, 6, 2",
    "ｱｲｳ, 3, 1",
    // A word that does not fit begins a line.
    "one tea, 5, 2",
    "one tea, 7, 1",
    "'one two three four', 10, 2",
    // No line begins with a full stop: the character before it moves down.
    "あいう。, 6, 2",
    "あいうあい。, 6, 2",
    // Neither does one end with a bracket that opens, nor part it from a word before it.
    "12345（あ, 6, 2",
    "あい（う, 6, 2",
    "あ12（う, 8, 1",
    "あい12（う, 8, 2",
    // Letters that are wide in most fonts.
    "NNNNN, 5, 2",
    "●■, 3, 2",
  })
  void a_text_takes_so_many_lines(String text, int width, int lines) {
    assertThat(TextLines.lines(text, width), is(lines));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "あ, 2", "ｱ, 1", "м, 2", "W, 2", "－, 2", "𠮷, 2"})
  void a_character_is_so_wide(String text, int width) {
    assertThat(TextLines.width(text), is(width));
  }

  @org.junit.jupiter.api.Test
  void every_line_break_begins_a_line() {
    assertThat(TextLines.lines("a\nb\n\nc", 10), is(4));
  }
}
