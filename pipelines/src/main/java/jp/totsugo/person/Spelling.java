package jp.totsugo.person;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import java.text.Normalizer;

/** The ways to write a text down that make different spellings of it equal. */
final class Spelling {
  private static final CharMatcher LATIN_MARKS = CharMatcher.inRange('\u0300', '\u036f');
  private static final CharMatcher PUNCTUATION = CharMatcher.anyOf(".,'’‘`´_");
  private static final CharMatcher LONG_MARKS =
      CharMatcher.anyOf("ー-\u2212").or(CharMatcher.inRange('\u2010', '\u2015'));

  /** The kana of each vowel, in the order of {@link #LENGTHENING}. */
  private static final String[] ROWS = {
    "アカサタナハマヤラワガザダバパヷ", "イキシチニヒミリヰギジビピ", "ウクスツヌフムユルグズブプヴ", "エケセテネヘメレヱゲゼデベペ", "オコソトノホモヨロゴゾドボポ"
  };

  private static final String LENGTHENING = "アイウイウ";

  private Spelling() {}

  /** A name without width, case, accents, variation selectors and separators. */
  static String plainName(String name) {
    String bare =
        LATIN_MARKS.removeFrom(Normalizer.normalize(withoutSelectors(name), Normalizer.Form.NFKD));
    return PUNCTUATION.removeFrom(Ascii.toUpperCase(KanaFolding.fold(bare)));
  }

  /** A plain name, with hiragana as katakana and marks of iteration as what they repeat. */
  static String looseName(String name) {
    return plainName(katakana(repeated(name)));
  }

  private static String repeated(String text) {
    return IterationMarks.areIn(text)
        ? IterationMarks.spelledOut(
            Normalizer.normalize(withoutSelectors(text), Normalizer.Form.NFKC))
        : text;
  }

  /**
   * A reading as it sounds: long vowels in one spelling whether written with ー or a vowel, ヴァ as バ,
   * ヰ and ヱ as イ and エ. Tells ユキ from ユウキ, which {@link KanaFolding#fold} does too, but takes ユーキ
   * for the latter.
   */
  static String sound(String kana) {
    StringBuilder sound = new StringBuilder();
    for (char c : KanaFolding.enlarge(katakana(repeated(kana))).toCharArray()) {
      char last = sound.length() == 0 ? 0 : sound.charAt(sound.length() - 1);
      if (LONG_MARKS.matches(c)) {
        sound.append(lengthening(last));
      } else if (last == 'ヴ' && "アイエオ".indexOf(c) >= 0) {
        sound.setCharAt(sound.length() - 1, "バビベボ".charAt("アイエオ".indexOf(c)));
      } else if (c == 'オ' && ROWS[4].indexOf(last) >= 0 || c == 'エ' && ROWS[3].indexOf(last) >= 0) {
        sound.append(lengthening(last));
      } else {
        sound.append(c == 'ヰ' ? 'イ' : c == 'ヱ' ? 'エ' : c);
      }
    }
    return PUNCTUATION.removeFrom(KanaFolding.fold(sound.toString())).replace('ヴ', 'ブ');
  }

  private static String lengthening(char kana) {
    for (int row = 0; row < ROWS.length; row++) {
      if (ROWS[row].indexOf(kana) >= 0) {
        return LENGTHENING.substring(row, row + 1);
      }
    }
    return "";
  }

  static String withoutSelectors(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isVariationSelector(c)).forEach(bare::appendCodePoint);
    return bare.toString();
  }

  private static boolean isVariationSelector(int codePoint) {
    return codePoint >= 0x180B && codePoint <= 0x180D
        || codePoint >= 0xFE00 && codePoint <= 0xFE0F
        || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
  }

  private static String katakana(String text) {
    StringBuilder katakana = new StringBuilder(text);
    for (int i = 0; i < katakana.length(); i++) {
      char c = katakana.charAt(i);
      if (c >= 'ぁ' && c <= 'ゖ') {
        katakana.setCharAt(i, (char) (c + 'ァ' - 'ぁ'));
      }
    }
    return katakana.toString();
  }
}
