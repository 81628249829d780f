package jp.totsugo.nation;

import java.text.Normalizer;

/** Half-width katakana as insurers write it, and the contract's folded form. */
final class Kana {
  private static final String WIDE =
      "ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワヲンヴー　";
  private static final String[] HALF =
      ("ｧ ｱ ｨ ｲ ｩ ｳ ｪ ｴ ｫ ｵ ｶ ｶﾞ ｷ ｷﾞ ｸ ｸﾞ ｹ ｹﾞ ｺ ｺﾞ ｻ ｻﾞ ｼ ｼﾞ ｽ ｽﾞ ｾ ｾﾞ ｿ ｿﾞ ﾀ ﾀﾞ ﾁ ﾁﾞ ｯ ﾂ ﾂﾞ ﾃ ﾃﾞ ﾄ ﾄﾞ ﾅ ﾆ ﾇ ﾈ ﾉ ﾊ ﾊﾞ ﾊﾟ ﾋ ﾋﾞ ﾋﾟ ﾌ ﾌﾞ ﾌﾟ ﾍ ﾍﾞ ﾍﾟ ﾎ ﾎﾞ ﾎﾟ ﾏ"
              + " ﾐ ﾑ ﾒ ﾓ ｬ ﾔ ｭ ﾕ ｮ ﾖ ﾗ ﾘ ﾙ ﾚ ﾛ ﾜ ｦ ﾝ ｳﾞ ｰ")
          .split(" ");
  private static final String SMALL = "ァィゥェォッャュョヮヵヶヂヅヲ";
  private static final String LARGE = "アイウエオツヤユヨワカケジズオ";
  private static final String DROPPED = " ・ー-‐‑‒–—―−";

  private Kana() {}

  /** Full-width katakana in half width. */
  static String half(String wide) {
    StringBuilder half = new StringBuilder();
    for (char c : wide.toCharArray()) {
      int at = WIDE.indexOf(c);
      if (at < 0 && c != ' ') {
        throw new IllegalArgumentException("no half-width form of U+" + Integer.toHexString(c));
      }
      half.append(at < 0 || at >= HALF.length ? " " : HALF[at]);
    }
    return half.toString();
  }

  /** The form in which the contract compares two readings. */
  static String folded(String kana) {
    StringBuilder folded = new StringBuilder();
    for (char c : Normalizer.normalize(kana, Normalizer.Form.NFKC).toCharArray()) {
      int small = SMALL.indexOf(c);
      if (DROPPED.indexOf(c) < 0) {
        folded.append(small < 0 ? c : LARGE.charAt(small));
      }
    }
    return folded.toString();
  }
}
