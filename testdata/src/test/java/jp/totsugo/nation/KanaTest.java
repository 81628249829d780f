package jp.totsugo.nation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KanaTest {
  @ParameterizedTest
  @CsvSource({
    "サトウ,ｻﾄｳ",
    "ガク,ｶﾞｸ",
    "パーク,ﾊﾟｰｸ",
    "ショウイチ,ｼｮｳｲﾁ",
    "イイヅカ,ｲｲﾂﾞｶ",
    "デラ クルス,ﾃﾞﾗ ｸﾙｽ",
    "ヴィラ,ｳﾞｨﾗ"
  })
  void readingsBecomeHalfWidth(String wide, String half) {
    assertThat(Kana.half(wide), is(half));
  }

  @ParameterizedTest
  @CsvSource({"ｼｮｳｲﾁ,シヨウイチ", "ｼﾖｳｲﾁ,シヨウイチ", "ｲｲﾂﾞｶ,イイズカ", "ﾊﾟｰｸ ﾐﾝﾎ,パクミンホ", "ｱ･ｲ-ｳ,アイウ", "ヲノ,オノ"})
  void foldedReadingsIgnoreHowTheyAreWritten(String kana, String folded) {
    assertThat(Kana.folded(kana), is(folded));
  }
}
