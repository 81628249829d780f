package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
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
    assertThat(masked(value), is(shown));
  }

  @ParameterizedTest
  @CsvSource({
    "123456789018, 123456789018, ********9018",
    "123456789018, 00001234567890189, 0000********90189",
    "123456789018, １２３４５６７８９０１８, ********９０１８",
    "123456789018, 1234-5678-9018, ****-****-9018",
    "123456789018, １２３４－５６７８－９０１８, ****－****－９０１８",
    "123456789018, 1234 5678.90/18, **** ****.90/18",
    "123456789018, 一二三四五六七八九〇一八, ********九〇一八",
    "１２３４５６７８９０１８, 1234 5678 9018, **** **** 9018",
    "1234-5678-9018, 123456789018, ********9018",
    "'', 123456789018, 123456789018",
    "12345678901, 123456789018, 123456789018",
    "123456789018, 765895492872, 765895492872",
    "123456789018, 12345678901, 12345678901",
    "123456789018, 記号1234567890●8, 記号1234567890●8",
  })
  void in_another_column_the_records_own_number_is_hidden_however_it_is_written(
      String number, String value, String shown) {
    RecordView record = Records.of(Map.of(Column.MY_NUMBER, number, Column.NUMBER, value));
    assertThat(MaskedMyNumber.in(record, Column.NUMBER), is(shown));
  }

  @Test
  void an_empty_field_stays_empty() {
    assertThat(masked(""), is(""));
  }

  private static String masked(String value) {
    return new String(MaskedMyNumber.of(Records.of(Map.of(Column.MY_NUMBER, value))));
  }
}
