package jp.totsugo.upload.decode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import jp.totsugo.upload.file.RecordReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingDetectorTest {
  private static final String ASCII_LINE = "06132013,A-1,,2,1234\r\n";

  @Test
  void plain_ascii_counts_as_utf_8() throws IOException {
    assertThat(detected(ASCII_LINE, Encoding.UTF_8), is(Encoding.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(names = {"UTF_8", "WINDOWS_31J"})
  void one_japanese_line_tells_the_encoding(Encoding encoding) throws IOException {
    assertThat(detected("見本　太郎,ﾐﾎﾝ ﾀﾛｳ\n", encoding), is(encoding));
  }

  @ParameterizedTest
  @EnumSource(names = {"UTF_8", "WINDOWS_31J"})
  void a_japanese_line_far_behind_ascii_tells_the_encoding(Encoding encoding) throws IOException {
    assertThat(detected(ASCII_LINE.repeat(50_000) + "東京都\n", encoding), is(encoding));
  }

  @ParameterizedTest
  @EnumSource(names = {"UTF_8", "WINDOWS_31J"})
  void a_last_line_without_its_end_tells_the_encoding(Encoding encoding) throws IOException {
    assertThat(detected(ASCII_LINE + "東京都", encoding), is(encoding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ﾃｱ", "ﾐｽﾞ", "ﾗﾝ,ﾙｲ", "ﾅｶ"})
  void short_half_width_kana_that_could_be_latin_letters_in_utf_8_are_windows_31j(String kana)
      throws IOException {
    assertThat(detected(kana + "\n", Encoding.WINDOWS_31J), is(Encoding.WINDOWS_31J));
  }

  @ParameterizedTest
  @EnumSource(names = {"UTF_8", "WINDOWS_31J"})
  void a_few_spoilt_lines_do_not_change_it(Encoding encoding) throws IOException {
    Encoding other = encoding == Encoding.UTF_8 ? Encoding.WINDOWS_31J : Encoding.UTF_8;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < 10; i++) {
      text.writeBytes("髙橋　﨑子\n".getBytes((i < 3 ? other : encoding).charset()));
    }
    assertThat(detected(text.toByteArray()), is(encoding));
  }

  /** The lines from the beginning of the text on, and behind them many of the other encoding. */
  @ParameterizedTest
  @CsvSource({
    "UTF_8, 49, WINDOWS_31J",
    "UTF_8, 50, UTF_8",
    "WINDOWS_31J, 50, UTF_8",
    "WINDOWS_31J, 51, WINDOWS_31J"
  })
  void most_of_the_first_hundred_lines_decide(Encoding encoding, int lines, Encoding expected)
      throws IOException {
    Encoding other = encoding == Encoding.UTF_8 ? Encoding.WINDOWS_31J : Encoding.UTF_8;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("髙橋　﨑子\n".repeat(lines).getBytes(encoding.charset()));
    text.writeBytes("髙橋　﨑子\n".repeat(200).getBytes(other.charset()));
    assertThat(detected(text.toByteArray()), is(expected));
  }

  @Test
  void supplementary_characters_are_utf_8() throws IOException {
    assertThat(detected("𠮷\n", Encoding.UTF_8), is(Encoding.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(names = {"UTF_8", "WINDOWS_31J"})
  void a_line_that_is_too_long_has_no_vote(Encoding encoding) throws IOException {
    Encoding other = encoding == Encoding.UTF_8 ? Encoding.WINDOWS_31J : Encoding.UTF_8;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    String tooLong = "あ" + "a".repeat(RecordReader.LONGEST_LINE) + "\n";
    text.writeBytes(tooLong.repeat(2).getBytes(other.charset()));
    text.writeBytes("あ\n".getBytes(encoding.charset()));
    assertThat(detected(text.toByteArray()), is(encoding));
  }

  private static Encoding detected(String text, Encoding encoding) throws IOException {
    return detected(text.getBytes(encoding.charset()));
  }

  private static Encoding detected(byte[] text) throws IOException {
    return new EncodingDetector().detect(new ByteArrayInputStream(text));
  }
}
