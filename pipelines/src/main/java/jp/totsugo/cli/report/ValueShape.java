package jp.totsugo.cli.report;

import java.lang.Character.UnicodeScript;
import jp.totsugo.cli.terminal.TerminalText;

/**
 * What may be shown of any value: the kinds of its characters. Digits become N, Latin letters A,
 * kanji 漢, hiragana か and katakana カ, each in its width; marks stay.
 */
final class ValueShape {
  private ValueShape() {}

  static String of(String value) {
    StringBuilder shape = new StringBuilder(value.length());
    TerminalText.harmless(value).codePoints().map(ValueShape::kind).forEach(shape::appendCodePoint);
    return shape.toString();
  }

  private static int kind(int c) {
    if (c >= 0xFF65 && c <= 0xFF9F) {
      return 'ｶ';
    }
    boolean isWide = c >= 0xFF01 && c <= 0xFF5E;
    if (Character.isDigit(c)) {
      return isWide ? 'Ｎ' : 'N';
    }
    if (Character.isIdeographic(c) || c == '々' || c == '〇') {
      return '漢';
    }
    if (!Character.isLetter(c) && Character.getNumericValue(c) < 0) {
      return c;
    }
    return switch (UnicodeScript.of(c)) {
      case HIRAGANA -> 'か';
      case KATAKANA -> 'カ';
      default -> c == 'ー' ? 'カ' : isWide ? 'Ａ' : 'A';
    };
  }
}
