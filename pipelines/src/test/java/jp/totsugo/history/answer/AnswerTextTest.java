package jp.totsugo.history.answer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "621498320257, ********0257",
        "番号は621498320257です, 番号は********0257です",
        "６２１４９８３２０２５７, ＮＮＮＮＮＮＮＮＮＮＮＮ",
        "6214-9832-0257, NNNN-NNNN-NNNN",
        "6214/9832/0257, NNNN/NNNN/NNNN",
        "6214:9832:0257, NNNN:NNNN:NNNN",
        "6214、9832、0257, NNNN、NNNN、NNNN",
        "\"6214,9832,0257\", \"NNNN,NNNN,NNNN\"",
        "(6214)(9832)(0257), (NNNN)(NNNN)(NNNN)",
        "6214 | 9832 | 0257, NNNN | NNNN | NNNN",
        "6 2 1 4 9 8 3 2 0 2 5 7, N N N N N N N N N N N N",
        "６２１４・９８３２・０２５７, ＮＮＮＮ・ＮＮＮＮ・ＮＮＮＮ",
        "6214　９８３２ー0257, NNNN　ＮＮＮＮーNNNN",
        "⑥②①④⑨⑧③②〇②⑤⑦, NNNNNNNNNNNN",
        "六二一四九八三二〇二五七, NNNNNNNNNNNN",
        "(1) 6214/9832/0257, (1) NNNN/NNNN/NNNN",
        "1: 6214/9832/0257 と 2, 1: NNNN/NNNN/NNNN と 2"
      })
  void a_my_number_is_masked_however_it_is_written(String written, String shown) {
    assertThat(AnswerText.shown(written), is(shown));
    assertThat(AnswerText.holdsMyNumber(written), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "本人に電話で確認した",
        "電話 03-1234-5678",
        "2026-05-01に訂正",
        "621498320258",
        "6214a9832a0257",
        "6214番9832番0257",
        "被保険者証 12345 678 枝番01",
      })
  void what_is_none_stays(String written) {
    assertThat(AnswerText.shown(written), is(written));
    assertThat(AnswerText.holdsMyNumber(written), is(false));
  }

  @Test
  void line_breaks_are_spaces_and_other_control_characters_are_escaped() {
    assertThat(
        AnswerText.shown(" 一行目\r\n二行目\t三\u0007\u202E "), is("一行目 二行目 三\\x07\\xE2\\x80\\xAE"));
  }

  @Test
  void a_number_around_what_cannot_be_seen_is_masked_before_that_is_escaped() {
    assertThat(
        AnswerText.shown("6214\u200B9832\u200B0257"),
        is("NNNN\\xE2\\x80\\x8BNNNN\\xE2\\x80\\x8BNNNN"));
  }
}
