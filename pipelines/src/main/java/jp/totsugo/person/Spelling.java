package jp.totsugo.person;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The ways to write a text down that make different spellings of it equal. */
final class Spelling {
  private static final Pattern VARIATION_SELECTORS =
      Pattern.compile("[\\x{180B}-\\x{180D}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");
  private static final Pattern LATIN_MARKS = Pattern.compile("[\\x{0300}-\\x{036F}]");
  private static final Pattern PUNCTUATION = Pattern.compile("[.,'’‘`´]");
  private static final Pattern LONG_MARKS = Pattern.compile("[ー\\-\\x{2010}-\\x{2015}\\x{2212}]");

  /** The kana of each vowel, in the order of {@link #LENGTHENING}. */
  private static final String[] ROWS = {
    "アカサタナハマヤラワガザダバパヷ", "イキシチニヒミリヰギジビピ", "ウクスツヌフムユルグズブプヴ", "エケセテネヘメレヱゲゼデベペ", "オコソトノホモヨロゴゾドボポ"
  };

  private static final String LENGTHENING = "アイウイウ";

  private Spelling() {}

  /** A name without width, case, accents, variation selectors and separators. */
  static String plainName(String name) {
    String bare =
        LATIN_MARKS
            .matcher(Normalizer.normalize(withoutSelectors(name), Normalizer.Form.NFKD))
            .replaceAll("");
    return PUNCTUATION.matcher(KanaFolding.fold(bare).toUpperCase(Locale.ROOT)).replaceAll("");
  }

  /** A plain name, with hiragana as katakana and 々 as what it repeats. */
  static String looseName(String name) {
    StringBuilder loose = new StringBuilder();
    int last = '々';
    for (int c : plainName(katakana(name)).codePoints().toArray()) {
      last = c == '々' || c == '〻' ? last : c;
      loose.appendCodePoint(last);
    }
    return loose.toString();
  }

  /**
   * A reading as it sounds: long vowels in one spelling whether written with ー or a vowel, ヴァ as バ,
   * ヰ and ヱ as イ and エ. Tells ユキ from ユウキ, which {@link KanaFolding#fold} does too, but takes ユーキ
   * for the latter.
   */
  static String sound(String kana) {
    StringBuilder sound = new StringBuilder();
    for (char c : KanaFolding.enlarge(katakana(kana)).toCharArray()) {
      char last = sound.length() == 0 ? 0 : sound.charAt(sound.length() - 1);
      if (LONG_MARKS.matcher(String.valueOf(c)).matches()) {
        sound.append(lengthening(last));
      } else if (last == 'ヴ' && "アイエオ".indexOf(c) >= 0) {
        sound.setCharAt(sound.length() - 1, "バビベボ".charAt("アイエオ".indexOf(c)));
      } else if (c == 'オ' && ROWS[4].indexOf(last) >= 0 || c == 'エ' && ROWS[3].indexOf(last) >= 0) {
        sound.append(lengthening(last));
      } else {
        sound.append(c == 'ヰ' ? 'イ' : c == 'ヱ' ? 'エ' : c);
      }
    }
    String plain = PUNCTUATION.matcher(KanaFolding.fold(sound.toString())).replaceAll("");
    return plain.replace('ヴ', 'ブ');
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
    return VARIATION_SELECTORS.matcher(text).replaceAll("");
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
