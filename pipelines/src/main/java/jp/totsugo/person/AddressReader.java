package jp.totsugo.person;

import com.google.common.collect.ImmutableSet;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.totsugo.person.Address.Name;
import jp.totsugo.person.Address.Number;
import jp.totsugo.person.Address.Part;

/**
 * Reads an address into its parts, each in the one spelling that stands for all its spellings.
 *
 * <p>Numerals are read everywhere, also in names (十日町 is 10日町), so that a name is the same name
 * however it is written; a numeral in a name is part of the name and no number of a house.
 */
final class AddressReader {
  private static final ImmutableSet<String> PREFECTURES =
      ImmutableSet.of(
          "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都",
          "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県",
          "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県",
          "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県");

  private static final String NUMERALS = "〇一二三四五六七八九";

  /** Numerals that cannot be changed by a stroke, for deeds and registers. */
  private static final String DEED_NUMERALS = "零壱弐参肆伍陸漆捌玖";

  /** Longer runs of kanji numerals are no number. */
  private static final int LONGEST_NUMBER = 9;

  /** What makes a name of the 番 behind a number: 一番町, 2番街, 3番館, 12番屋敷. */
  private static final String NAMES_WITH_BAN = "町丁館街屋邸戸組割通";

  private static final String NAMES_WITH_GO = "線館地車国町";

  private final VariantKanji variants;

  AddressReader(VariantKanji variants) {
    this.variants = variants;
  }

  /**
   * Returns the address without width, case, variation selectors and kinds of hyphens, waves and
   * blanks; a hyphen is {@code -}, a wave {@code ~}, and blanks are one space.
   */
  static String plain(String address) {
    String text = Normalizer.normalize(Spelling.withoutSelectors(address), Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = plain(text.charAt(i));
      char last = plain.isEmpty() ? ' ' : plain.charAt(plain.length() - 1);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == 'ー' && !isLengthened(last) || c == '一' && isDigit(last) && isDigit(next)) {
        c = '-';
      } else if ((c == '・' || c == '·') && !isDigit(last)) {
        c = ' ';
      }
      if (c != ' ' || last != ' ') {
        plain.append(c);
      }
    }
    int end = plain.length();
    return (end > 0 && plain.charAt(end - 1) == ' ' ? plain.substring(0, end - 1) : plain)
        .toString()
        .toUpperCase(Locale.ROOT);
  }

  /** Whether ー after the character lengthens it; else it was typed for a hyphen. */
  private static boolean isLengthened(char c) {
    return c >= 'ぁ' && c <= 'ゖ' || isKatakana(c) || UnknownCharacter.is(c);
  }

  private static char plain(char c) {
    if (c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return ' ';
    }
    return switch (c) {
      case '(', ')', '[', ']', '{', '}', '〔', '〕', '【', '】', '「', '」', '『', '』' -> ' ';
      case ',', '、', '\'', '"', '#' -> ' ';
      case '\u2212', '\u2043', '\u00ad', '\u2500', '\u2501', '\u23af' -> '-';
      case '\u301c', '\u223c', '\u223e', '\u3030', '\u2053' -> '~';
      case 'ヶ' -> 'ケ';
      case 'ヵ' -> 'カ';
      default -> c >= '\u2010' && c <= '\u2015' ? '-' : c;
    };
  }

  /** Returns a plain address without blanks; between digits a blank is a hyphen. */
  static String withoutBlanks(String plain) {
    if (plain.indexOf(' ') < 0) {
      return plain;
    }
    StringBuilder dense = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c != ' ') {
        dense.append(c);
      } else if (i > 0 && isDigit(plain.charAt(i - 1)) && isDigit(plain.charAt(i + 1))) {
        dense.append('-');
      }
    }
    return dense.toString();
  }

  /** Reads a plain address. */
  Address read(String plain) {
    String text = respelled(plain);
    int from = afterPostNumber(text);
    String prefecture = prefecture(text, from);
    from = afterBlank(text, from + prefecture.length());
    String district = district(text, from);
    from = afterBlank(text, from + district.length());
    return Address.of(prefecture, district, new Parts(text, from).read());
  }

  /** Katakana for hiragana, large for small kana, ケ for the ガ of 霞ガ関, ノ for 之, 佐佐 for 佐々. */
  private static String respelled(String plain) {
    char[] text = IterationMarks.spelledOut(plain).toCharArray();
    for (int i = 0; i < text.length; i++) {
      char c = text[i];
      if (c >= 'ぁ' && c <= 'ゖ') {
        c += 'ァ' - 'ぁ';
      }
      char before = i == 0 ? ' ' : text[i - 1];
      char after = i + 1 == text.length ? ' ' : text[i + 1];
      text[i] = respelled(KanaFolding.enlarged(c), before, after);
    }
    return new String(text);
  }

  private static char respelled(char c, char before, char after) {
    return switch (c) {
      case 'ヰ' -> 'イ';
      case 'ヱ' -> 'エ';
      case '之' -> before == ' ' ? c : 'ノ';
      case '箇', '个' -> 'ケ';
      case 'ガ' -> before != ' ' && isIdeograph(after) ? 'ケ' : c;
      case 'カ' -> isIdeograph(before) && isIdeograph(after) ? 'ケ' : c;
      case 'ニ' -> !isKatakana(before) && isIdeograph(after) ? '二' : c;
      case 'ハ' -> !isKatakana(before) && isIdeograph(after) ? '八' : c;
      default -> c;
    };
  }

  private static int afterPostNumber(String text) {
    int from = text.startsWith("〒") ? afterBlank(text, 1) : 0;
    int at = from;
    int digits = 0;
    while (at < text.length() && (isDigit(text.charAt(at)) || digits == 3 && at == from + 3)) {
      if (isDigit(text.charAt(at))) {
        digits++;
      } else if (text.charAt(at) != '-') {
        break;
      }
      at++;
    }
    return digits == 7 && at < text.length() && text.charAt(at) != '-'
        ? afterBlank(text, at)
        : from;
  }

  private static int afterBlank(String text, int from) {
    return from < text.length() && text.charAt(from) == ' ' ? from + 1 : from;
  }

  /** Returns the prefecture as it stands, in old forms too, or nothing. */
  private String prefecture(String text, int from) {
    for (int length = 3; length <= 4 && from + length < text.length(); length++) {
      if ("都道府県縣".indexOf(text.charAt(from + length - 1)) >= 0) {
        String start = text.substring(from, from + length);
        if (PREFECTURES.contains(start)
            || PREFECTURES.stream().anyMatch(name -> interchangeable(name, start))) {
          return start;
        }
      }
    }
    return "";
  }

  private boolean interchangeable(String one, String other) {
    if (one.length() != other.length()) {
      return false;
    }
    for (int i = 0; i < one.length(); i++) {
      if (!variants.interchangeable(one.charAt(i), other.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the 郡 with its name if a 町 or 村 follows: not that of 蒲郡市, 大和郡山市, 郡山市. */
  private static String district(String text, int from) {
    int at = text.indexOf('郡', from);
    if (at <= from
        || at > from + 4
        || text.startsWith("市", at + 1)
        || text.startsWith("山市", at + 1)) {
      return "";
    }
    String name = text.substring(from, at);
    boolean ofTown = name.matches("高市|余市|[東西南北]村山|[^市区町村]+");
    for (int i = at + 2; ofTown && i < Math.min(text.length(), at + 9); i++) {
      if (isDigit(text.charAt(i))) {
        return "";
      }
      if (text.charAt(i) == '町' || text.charAt(i) == '村') {
        return text.substring(from, at + 1);
      }
    }
    return "";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNumeral(char c) {
    return isDigit(c) || isKanjiNumeral(c);
  }

  private static boolean isKanjiNumeral(char c) {
    return NUMERALS.indexOf(c) >= 0 || c == '十' || c == '百' || c == '千';
  }

  private static boolean isKatakana(char c) {
    return c >= 'ァ' && c <= 'ー';
  }

  private static boolean isIdeograph(char c) {
    return Character.isIdeographic(c) || Character.isHighSurrogate(c);
  }

  /** The parts of one address, from its municipality on. */
  private static final class Parts {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder name = new StringBuilder();
    private int at;

    /** Whether a hyphen, or a blank, or ノ, stands between the last number and here. */
    private boolean joined;

    private boolean afterBlank;

    Parts(String text, int from) {
      this.text = text;
      this.at = from;
    }

    List<Part> read() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (isNumeral(c) || isDeedNumeral()) {
          readNumeral();
        } else if (c == ' ') {
          joined = true;
          afterBlank = true;
          at++;
        } else if (c == '-') {
          readHyphen();
        } else if (c == 'ノ' && isAfterNumber() && isNumeral(charAt(at + 1))) {
          joined = true;
          at++;
        } else {
          readName(c);
        }
      }
      endName();
      return parts;
    }

    private void readHyphen() {
      if (isKatakana(charAt(at - 1)) && isKatakana(charAt(at + 1))) {
        name.append('ー');
      }
      joined = true;
      at++;
    }

    private void readName(char c) {
      int skipped = emptyWord(c);
      if (skipped > 0) {
        at += skipped;
        return;
      }
      joined = false;
      afterBlank = false;
      name.append(c);
      at++;
      if ((c == '上' || c == '下') && text.startsWith("ガル", at)) {
        at++;
      } else if (c == '入' && charAt(at) == 'ル' && isDirection(charAt(at - 2))) {
        at++;
      } else if (c == '通' && charAt(at) == 'リ') {
        at++;
      }
    }

    /**
     * How many characters stand here that say nothing: 大字, 小字, 字, but not the 字 of 文字, 十字, 丁字 or
     * 苗字; the 番 of A番7.
     */
    private int emptyWord(char c) {
      if ((c == '大' || c == '小') && charAt(at + 1) == '字') {
        return charAt(at + 2) == 0 ? 0 : 2;
      }
      if (isLatin(charAt(at - 1))) {
        boolean wing = c == '棟' || c == '号' && charAt(at + 1) == '棟';
        return wing ? c == '棟' ? 1 : 2 : c == '番' && isNumeral(charAt(at + 1)) ? 1 : 0;
      }
      return c == '字' && "文十丁名苗".indexOf(charAt(at - 1)) < 0 && isNameAt(at + 1) ? 1 : 0;
    }

    /** Whether a name begins there: 字太田, 字三条町, 字3条町, but not 字50番地. */
    private boolean isNameAt(int from) {
      char first = charAt(from);
      int end = from;
      while (isDigit(first) ? isDigit(charAt(end)) : isKanjiNumeral(charAt(end))) {
        end++;
      }
      char next = charAt(end);
      if (end == from) {
        return next != 0 && next != ' ' && next != '-';
      }
      return isIdeograph(next) && levelAt(end) == AddressLevel.UNSAID;
    }

    private void readNumeral() {
      boolean kanji = !isDigit(text.charAt(at));
      int end = at + 1;
      while (end < text.length()
          && (kanji ? isKanjiNumeral(text.charAt(end)) : isDigit(text.charAt(end)))) {
        end++;
      }
      String digits = digits(text.substring(at, end), kanji);
      boolean hyphenated = joined && isAfterNumber();
      if (digits.isEmpty() || isOfName(end, kanji, hyphenated)) {
        name.append(digits.isEmpty() ? text.substring(at, end) : digits);
        joined = false;
        afterBlank = false;
        at = end;
        return;
      }
      endName();
      at = end;
      AddressLevel level = level();
      // In 1-2-3番地 the word is that of the whole row.
      boolean ofRow =
          hyphenated
              && (level == AddressLevel.LOT || level == AddressLevel.HOUSE)
              && ((Number) parts.get(parts.size() - 1)).level() == AddressLevel.UNSAID;
      parts.add(new Number(digits, ofRow ? AddressLevel.UNSAID : level, afterBlank && hyphenated));
      joined = false;
      afterBlank = false;
    }

    /** Whether the numeral that ends here is part of a name: 四谷, 八日市, 三条通, 3ツ沢, 第3地割. */
    private boolean isOfName(int end, boolean kanji, boolean hyphenated) {
      if (hyphenated && !kanji || end >= text.length()) {
        return false;
      }
      if (!name.isEmpty() && name.charAt(name.length() - 1) == '第') {
        return levelAt(end) == AddressLevel.UNSAID;
      }
      char next = text.charAt(end);
      boolean nameFollows =
          isIdeograph(next)
              || UnknownCharacter.is(next)
              || isKatakana(next)
                  && (kanji || isIdeograph(charAt(end + 1)) && "ツノケ".indexOf(next) >= 0);
      if (!nameFollows
          || isNumeral(next)
          || next == 'ノ' && isNumeral(charAt(end + 1)) && !isNumberedName(end + 1)
          || isDirection(next) && isNumeral(charAt(end + 1))
          || levelAt(end) != AddressLevel.UNSAID) {
        return false;
      }
      return kanji || (!isAfterNumber() || isAfterGrid()) && hasDigitAfter(end);
    }

    /** Whether a kanji numeral here begins a name, as in 一ノ三好. */
    private boolean isNumberedName(int from) {
      int end = from;
      while (isKanjiNumeral(charAt(end))) {
        end++;
      }
      return end > from && isIdeograph(charAt(end)) && levelAt(end) == AddressLevel.UNSAID;
    }

    private boolean hasDigitAfter(int from) {
      for (int i = from; i < text.length(); i++) {
        if (isNumeral(text.charAt(i))) {
          return true;
        }
      }
      return false;
    }

    /** Reads the word after a number. */
    private AddressLevel level() {
      if (charAt(at) == ' ' && levelAt(at + 1) != AddressLevel.UNSAID) {
        at++;
      }
      AddressLevel level = levelAt(at);
      at += lengthOfWord(level);
      return level;
    }

    private AddressLevel levelAt(int word) {
      char next = charAt(word + 1);
      return switch (charAt(word)) {
        case '丁' -> next == '目' || isEndOfNumber(next) ? AddressLevel.CHOME : AddressLevel.UNSAID;
        case '番' -> isInNameWithBan(word) ? AddressLevel.UNSAID : AddressLevel.LOT;
        case '号' ->
            next == '室'
                ? AddressLevel.ROOM
                : next == '棟'
                    ? AddressLevel.WING
                    : NAMES_WITH_GO.indexOf(next) < 0 ? AddressLevel.HOUSE : AddressLevel.UNSAID;
        case '条' -> isGridWord(next, word) ? AddressLevel.JO : AddressLevel.UNSAID;
        case '線' -> isGridWord(next, word) ? AddressLevel.LINE : AddressLevel.UNSAID;
        case '室' -> beginsName(next) ? AddressLevel.UNSAID : AddressLevel.ROOM;
        case '棟' -> beginsName(next) ? AddressLevel.UNSAID : AddressLevel.WING;
        case '階' -> beginsName(next) ? AddressLevel.UNSAID : AddressLevel.FLOOR;
        case 'F' ->
            isLatin(next) && !text.startsWith("FL", word)
                ? AddressLevel.UNSAID
                : AddressLevel.FLOOR;
        case 'フ' ->
            text.startsWith("フロア", word) || text.startsWith("フア", word)
                ? AddressLevel.FLOOR
                : AddressLevel.UNSAID;
        default -> AddressLevel.UNSAID;
      };
    }

    private int lengthOfWord(AddressLevel level) {
      return switch (level) {
        case UNSAID -> 0;
        case CHOME -> text.startsWith("丁目", at) ? 2 : 1;
        case LOT -> text.startsWith("番地", at) ? 2 : 1;
        case ROOM, WING -> charAt(at) == '号' ? 2 : 1;
        case FLOOR ->
            text.startsWith("フロアー", at)
                ? 4
                : text.startsWith("フロア", at)
                    ? 3
                    : text.startsWith("フア", at) || text.startsWith("FL", at) ? 2 : 1;
        default -> 1;
      };
    }

    /** Whether the 番 there is part of a name: 一番町, and 二番川 or 三番耕地 if a number follows. */
    private boolean isInNameWithBan(int ban) {
      char next = charAt(ban + 1);
      boolean likeName = isIdeograph(next) && next != '地' && !isNumeral(next);
      return NAMES_WITH_BAN.indexOf(next) >= 0
          || likeName && !isAfterNumber() && hasDigitAfter(ban + 1);
    }

    private boolean isGridWord(char next, int word) {
      return isEndOfNumber(next) || isDirection(next) && isNumeral(charAt(word + 2));
    }

    /** Whether 室, 棟 or 階 before this character begins a name: 室町, 棟方, 階上. */
    private static boolean beginsName(char next) {
      return isIdeograph(next) && !isKanjiNumeral(next);
    }

    private static boolean isEndOfNumber(char c) {
      return c == 0 || c == ' ' || c == '-' || isNumeral(c);
    }

    private static boolean isLatin(char c) {
      return c >= 'A' && c <= 'Z';
    }

    private static boolean isDirection(char c) {
      return Address.DIRECTIONS.indexOf(c) >= 0;
    }

    private boolean isAfterNumber() {
      return name.isEmpty() && !parts.isEmpty() && parts.get(parts.size() - 1) instanceof Number;
    }

    private boolean isAfterGrid() {
      AddressLevel level = ((Number) parts.get(parts.size() - 1)).level();
      return level == AddressLevel.JO || level == AddressLevel.LINE;
    }

    private void endName() {
      if (!name.isEmpty()) {
        parts.add(new Name(name.toString()));
        name.setLength(0);
      }
    }

    /** The character there, or 0 outside the address. */
    private char charAt(int index) {
      return index >= 0 && index < text.length() ? text.charAt(index) : 0;
    }

    /** 壱丁目, 弐番地: where a number must be. */
    private boolean isDeedNumeral() {
      return DEED_NUMERALS.indexOf(text.charAt(at)) >= 0
          && levelAt(at + 1) != AddressLevel.UNSAID
          && text.charAt(at + 1) != '条';
    }

    /** Returns the number in digits, or nothing for a run of kanji that is too long for one. */
    private static String digits(String numeral, boolean kanji) {
      if (!kanji) {
        int zeros = 0;
        while (zeros < numeral.length() - 1 && numeral.charAt(zeros) == '0') {
          zeros++;
        }
        return numeral.substring(zeros);
      }
      if (numeral.length() > LONGEST_NUMBER) {
        return "";
      }
      long total = 0;
      long pending = 0;
      for (int i = 0; i < numeral.length(); i++) {
        int unit = "十百千".indexOf(numeral.charAt(i));
        if (unit >= 0) {
          total += Math.max(pending, 1) * (unit == 0 ? 10 : unit == 1 ? 100 : 1000);
          pending = 0;
        } else {
          pending =
              pending * 10
                  + Math.max(
                      NUMERALS.indexOf(numeral.charAt(i)),
                      DEED_NUMERALS.indexOf(numeral.charAt(i)));
        }
      }
      return Long.toString(total + pending);
    }
  }
}
