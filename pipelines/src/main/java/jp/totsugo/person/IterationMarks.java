package jp.totsugo.person;

import java.text.Normalizer;

/**
 * Marks that repeat the character before them: 々 and 〻 any, ゝ and ヽ a kana, ゞ and ヾ its voiced
 * form.
 */
final class IterationMarks {
  private IterationMarks() {}

  /**
   * Returns the text (NFKC) with what the marks stand for: 佐々木 as 佐佐木, すゞ as すず, みすゞ as みすず. A mark
   * with nothing before it that it could repeat stays; after a placeholder it is one too.
   */
  static String spelledOut(String text) {
    if (!areIn(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int last = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT && is((char) c)) {
        c = repeated((char) c, last);
      }
      out.appendCodePoint(c);
      last = Character.isWhitespace(c) ? last : c;
    }
    return out.toString();
  }

  static boolean areIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (is(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(char c) {
    return c == '々' || c == '〻' || c >= 'ゝ' && c <= 'ゞ' || c >= 'ヽ' && c <= 'ヾ';
  }

  private static int repeated(char mark, int last) {
    if (UnknownCharacter.is(last)) {
      return last;
    }
    if (mark == '々' || mark == '〻') {
      return Character.isLetter(last) ? last : mark;
    }
    if (!isKana(last)) {
      return mark;
    }
    int bare = Normalizer.normalize(Character.toString(last), Normalizer.Form.NFD).codePointAt(0);
    if (mark == 'ゝ' || mark == 'ヽ') {
      return bare;
    }
    String voiced = Normalizer.normalize(Character.toString(bare) + '\u3099', Normalizer.Form.NFC);
    return voiced.length() == 1 ? voiced.charAt(0) : bare;
  }

  private static boolean isKana(int c) {
    return c >= 'ぁ' && c <= 'ゖ' || c >= 'ァ' && c <= 'ヺ';
  }
}
