package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedMyNumberTest {
  @ParameterizedTest
  @CsvSource({
    "123456789018, ********9018",
    "023456789013, ********9013",
    "000000000000, ********0000",
    "12345678901, NNNNNNNNNNN",
    "1234567890123, NNNNNNNNNNNNN",
    "1234-5678-9018, NNNN-NNNN-NNNN",
    "１２３４５６７８９０１８, ＮＮＮＮＮＮＮＮＮＮＮＮ",
    "12345678901８, NNNNNNNNNNNＮ",
    "12345678●018, NNNNNNNN●NNN",
    "12345678901X, NNNNNNNNNNNA",
    "My Number, AA AAAAAA",
    "未提出, 未提出",
    "一二三四五六七八九〇, NNNNNNNNNN",
    "①②③, NNN",
    "Ⅳ, N",
    "٣٤, NN",
    "'12 34　', 'NN NN　'",
    "𠮷, 𠮷",
  })
  void a_my_number_is_shown_by_its_last_four_digits_or_by_its_shape(String value, String shown) {
    assertThat(MaskedMyNumber.of(value), is(shown));
  }

  @Test
  void an_empty_field_stays_empty() {
    assertThat(MaskedMyNumber.of(""), is(""));
  }
}
