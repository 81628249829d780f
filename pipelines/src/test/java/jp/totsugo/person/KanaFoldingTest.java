package jp.totsugo.person;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KanaFoldingTest {
  /** What names are made of, and what should not stand in one. */
  private static final String ALPHABET =
      "ｱｶｻﾀﾊﾋﾍｳﾜｦﾁﾂｯｬｭｮｧｨｰ･ ﾞﾟﾞﾟアカサチツヲヂヅハバパァッャョヮヵヶヴヷヺヽヾー・　 --"
          + "\u2010\u2011\u2015\u2212－ABz09.Ａｚ９．｡~～"
          + "\u0000\u007f\u00a0\u00b7\u3099\u309a\u309b\u309cあがぱ神山𠮷㈱ヿ゠ㇰ㌔\u0301\ud840\udc00\uffff";

  private final KanaFolding folding = new KanaFolding();

  @ParameterizedTest
  @CsvSource({
    "ﾔﾏﾀﾞ ﾀﾛｳ, ヤマダタロウ",
    "ヤマダ　タロウ, ヤマダタロウ",
    "ﾊﾟｳﾛ, パウロ",
    "ショウイチ, シヨウイチ",
    "ｷｯｶﾜ, キツカワ",
    "ﾐﾂﾞｷ, ミズキ",
    "ﾁﾂﾞ ｼﾁﾞﾐ, チズシジミ",
    "ｶｦﾙ, カオル",
    "ｵｰﾉ, オノ",
    "ヮヵヶ, ワカケ",
    "ｼﾞｬﾝ･ﾎﾟｰﾙ, ジヤンポル",
    "ﾏﾘｱ-ﾙｲｻﾞ, マリアルイザ",
    "ア‐イ‑ウ‒エ–オ—カ―キ−ク－ケ, アイウエオカキクケ",
    "ｺ.ｳﾞｧｽ, コ.ヴアス",
    "ＡＢ, AB",
  })
  void folds_a_reading(String kana, String folded) {
    assertThat(KanaFolding.fold(kana), is(folded));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "　", "ー", "ｰ-･・ 　", "\u2010\u2015\u2212\u00b7\u00a0"})
  void hashes_what_folds_to_nothing_as_zero(String kana) {
    assertThat(hash(kana), is(0L));
  }

  @Test
  void hashes_two_texts_alike_if_and_only_if_their_foldings_are_equal() {
    Random random = new Random(20210331);
    Map<String, Long> hashOfFolding = new HashMap<>();
    Map<Long, String> foldingOfHash = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String text = randomText(random);
      String folded = KanaFolding.fold(text);
      long hash = hash(text);
      Long known = hashOfFolding.putIfAbsent(folded, hash);
      String other = foldingOfHash.putIfAbsent(hash, folded);
      if (known != null && known != hash
          || other != null && !other.equals(folded)
          || (hash == 0) != folded.isEmpty()) {
        fail("hash and folding disagree on " + escaped(text));
      }
    }
  }

  @Test
  void hashes_the_fast_way_what_it_hashes_by_the_reference() {
    // An ideograph sends the text to the reference; the same text with its kana of the other width
    // and the ideograph in the middle must come out the same.
    assertThat(hash("ﾊﾞ神ﾂﾞ"), is(hash("バ神ズ")));
    assertThat(hash("ﾔﾏﾀﾞ\u00b7"), is(hash("ﾔﾏﾀﾞ")));
    assertThat(hash("ﾔﾏﾀ\u3099"), is(hash("ﾔﾏﾀﾞ")));
  }

  @Test
  void hashes_only_the_range_it_is_given() {
    char[] text = "xｶﾞﾞ".toCharArray();
    assertThat(folding.hash(text, 1, 2), is(hash("カ")));
    assertThat(folding.hash(text, 1, 3), is(hash("ガ")));
    assertThat(folding.hash(text, 1, 1), is(0L));
  }

  @Test
  void tells_the_order_and_number_of_characters() {
    assertThat(hash("アイ"), is(not(hash("イア"))));
    assertThat(hash("アアアア"), is(not(hash("アアアアア"))));
    assertThat(hash("アイウエオ"), is(not(hash("オアイウエ"))));
  }

  @Test
  void hashes_a_field_of_64_KiB() {
    assertThat(hash("ｶﾞ".repeat(32 * 1024)), is(hash("ガ".repeat(32 * 1024))));
    assertThat(hash("ガ神".repeat(32 * 1024)), is(hash("ｶﾞ神".repeat(32 * 1024))));
  }

  private long hash(String text) {
    return folding.hash(text.toCharArray(), 0, text.length());
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(9);
    int reach = random.nextBoolean() ? ALPHABET.indexOf('\u0000') : ALPHABET.length();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(reach)));
    }
    return text.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
    return escaped.toString();
  }
}
