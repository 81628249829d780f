package jp.totsugo.person;

import java.text.Normalizer;
import jp.totsugo.record.HashMixer;

/**
 * The folded kana of a name: what remains of a reading when width, small kana, long vowel marks and
 * separators are taken away, so that spellings of one reading become equal.
 *
 * <p>Folding is NFKC; then small katakana become large, ヂ becomes ジ, ヅ becomes ズ, ヲ becomes オ; then
 * spaces, middle dots, long vowel marks and hyphens are dropped. {@link #fold} says so in a few
 * lines; {@link #hash} is the same for a hundred million records. An instance holds no state.
 */
public final class KanaFolding {
  private static final String SMALL = "ァィゥェォッャュョヮヵヶ";
  private static final String LARGE = "アイウエオツヤユヨワカケ";

  private static final char VOICED_MARK = 'ﾞ';
  private static final char SEMI_VOICED_MARK = 'ﾟ';

  /** In the tables: not a character whose folding depends on itself alone. */
  private static final char UNKNOWN = 0;

  /** In the tables: folds to nothing. A noncharacter, so it is no folding of anything. */
  private static final char DROPPED = '\uffff';

  private static final char[] FOLDED = foldingsFollowedBy("");
  private static final char[] FOLDED_VOICED = foldingsFollowedBy("\u3099");
  private static final char[] FOLDED_SEMI_VOICED = foldingsFollowedBy("\u309a");

  /** Returns the folded text. */
  public static String fold(String text) {
    String enlarged = enlarge(text);
    StringBuilder folded = new StringBuilder(enlarged.length());
    for (int i = 0; i < enlarged.length(); i++) {
      if (!isDropped(enlarged.charAt(i))) {
        folded.append(enlarged.charAt(i));
      }
    }
    return folded.toString();
  }

  /** Folds all but what separates and lengthens. */
  static String enlarge(String text) {
    StringBuilder enlarged = new StringBuilder(Normalizer.normalize(text, Normalizer.Form.NFKC));
    for (int i = 0; i < enlarged.length(); i++) {
      enlarged.setCharAt(i, enlarged(enlarged.charAt(i)));
    }
    return enlarged.toString();
  }

  /**
   * Returns a 64-bit hash of the folding of {@code text[from, to)}; 0 if and only if that is empty.
   * Nothing is allocated for katakana and ASCII of either width, spaces and hyphens.
   */
  public long hash(char[] text, int from, int to) {
    long hash = 0;
    int length = 0;
    int i = from;
    while (i < to) {
      char c = text[i++];
      char folded = FOLDED[c];
      if (i < to && text[i] >= VOICED_MARK && text[i] <= SEMI_VOICED_MARK) {
        char marked = (text[i] == VOICED_MARK ? FOLDED_VOICED : FOLDED_SEMI_VOICED)[c];
        if (marked != UNKNOWN) {
          folded = marked;
          i++;
        }
      }
      if (folded == UNKNOWN) {
        return hashOfFolded(fold(new String(text, from, to - from)));
      }
      hash = folded == DROPPED ? hash : (hash + folded) * HashMixer.MULTIPLIER;
      length += folded == DROPPED ? 0 : 1;
    }
    return finished(hash, length);
  }

  private static long hashOfFolded(String folded) {
    long hash = 0;
    for (int i = 0; i < folded.length(); i++) {
      hash = (hash + folded.charAt(i)) * HashMixer.MULTIPLIER;
    }
    return finished(hash, folded.length());
  }

  private static long finished(long hash, int length) {
    if (length == 0) {
      return 0;
    }
    long mixed = HashMixer.mix(hash + length);
    return mixed == 0 ? HashMixer.MULTIPLIER : mixed;
  }

  /** Returns the large kana for a small one, and ジ, ズ, オ for ヂ, ヅ, ヲ. */
  static char enlarged(char c) {
    int small = SMALL.indexOf(c);
    if (small >= 0) {
      return LARGE.charAt(small);
    }
    return switch (c) {
      case 'ヂ' -> 'ジ';
      case 'ヅ' -> 'ズ';
      case 'ヲ' -> 'オ';
      default -> c;
    };
  }

  private static boolean isDropped(char c) {
    return switch (c) {
      case ' ', '・', '·', 'ー', '-', '\u2212' -> true;
      default -> c >= '\u2010' && c <= '\u2015';
    };
  }

  /** Folds every character that the fast way knows, with the given mark after it. */
  private static char[] foldingsFollowedBy(String mark) {
    char[] foldings = new char[Character.MAX_VALUE + 1];
    for (char c = 1; c < Character.MAX_VALUE; c++) {
      if (foldsByItself(c)) {
        String folded = fold(c + mark);
        if (folded.length() == 1) {
          foldings[c] = folded.charAt(0);
        } else if (folded.isEmpty()) {
          foldings[c] = DROPPED;
        }
      }
    }
    // A mark after a dropped character stands alone; it does not stand for the pair.
    if (!mark.isEmpty()) {
      for (char c = 1; c < Character.MAX_VALUE; c++) {
        if (foldings[c] == mark.charAt(0)) {
          foldings[c] = UNKNOWN;
        }
      }
    }
    return foldings;
  }

  private static boolean foldsByItself(char c) {
    return c < '\u0080'
        || c >= '\u2010' && c <= '\u2015'
        || c == '\u2212'
        || c == '\u3000'
        || c >= 'ァ' && c <= 'ヾ'
        || c >= '！' && c <= '～'
        || c >= '｡' && c <= 'ﾟ';
  }
}
