package jp.totsugo.upload.infer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.totsugo.record.DatePattern;
import jp.totsugo.record.Dates;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.MyNumber;
import jp.totsugo.upload.layout.Trim;

/**
 * The values of one field in the lines of a sample, without spaces around them, and what they look
 * like.
 */
final class FieldContent {
  private static final Pattern KANA = Pattern.compile("[ァ-ヺー･-ﾟｦ-ｯ\\u3000 .．\\-]{2,}");
  private static final Pattern ADDRESS =
      Pattern.compile("(北海道|東京都|京都府|大阪府|[^0-9A-Za-z]{2,3}県|[^0-9A-Za-z]{1,6}[市区町村郡]).*");
  private static final Pattern HAS_KANJI = Pattern.compile(".*[\\p{IsHan}々].*");
  private static final Pattern POST_NUMBER = Pattern.compile("[0-9]{3}-?[0-9]{4}");
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,20}");
  private static final Pattern ERA = Pattern.compile("[1-579MTSHRmtshr]|明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]");
  private static final Pattern YEAR = Pattern.compile("(18|19|20)[0-9]{2}");
  private static final int FIRST_YEAR = 1868;
  private static final int LAST_YEAR = 2100;

  private final List<String> values;
  private final List<String> filled;
  private final int padded;
  private final int blankTail;
  private final Set<String> distinct;

  /**
   * @param raw the values as they stand
   */
  FieldContent(List<String> raw) {
    values = raw.stream().map(FieldContent::trimmed).toList();
    filled = values.stream().filter(value -> !value.isEmpty()).toList();
    int spaces = 0;
    for (int i = 0; i < raw.size(); i++) {
      spaces += raw.get(i).length() > values.get(i).length() ? 1 : 0;
    }
    padded = spaces;
    blankTail =
        raw.stream()
            .mapToInt(value -> value.length() - value.replaceFirst(" +$", "").length())
            .min()
            .orElse(0);
    distinct = new HashSet<>(filled);
  }

  /** How many characters at the end of every value are half-width spaces. */
  int blankTail() {
    return blankTail;
  }

  /** With nothing in place of some values. */
  FieldContent without(Set<String> words) {
    return words.stream().noneMatch(distinct::contains)
        ? this
        : new FieldContent(
            values.stream().map(value -> words.contains(value) ? "" : value).toList());
  }

  /** The values of several fields side by side; what stands between is left out beside nothing. */
  static FieldContent joined(List<FieldContent> parts, String between) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < parts.get(0).values.size(); i++) {
      int line = i;
      joined.add(
          parts.stream()
              .map(part -> part.values.get(line))
              .filter(value -> !value.isEmpty())
              .collect(Collectors.joining(between)));
    }
    return new FieldContent(joined);
  }

  /** The values of all lines, without spaces around them. */
  List<String> values() {
    return values;
  }

  /** The values that are not empty. */
  List<String> filledValues() {
    return filled;
  }

  private static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && Trim.both.takes(value.charAt(from))) {
      from++;
    }
    while (to > from && Trim.both.takes(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  int lines() {
    return values.size();
  }

  int filled() {
    return filled.size();
  }

  int padded() {
    return padded;
  }

  double filledShare() {
    return values.isEmpty() ? 0 : (double) filled.size() / values.size();
  }

  int distinct() {
    return distinct.size();
  }

  /** How many of the filled values fit. */
  int fitting(Predicate<String> form) {
    return (int) filled.stream().filter(form).count();
  }

  /** The share of the filled values that fit; 0 without any. */
  double share(Predicate<String> form) {
    return filled.isEmpty() ? 0 : (double) fitting(form) / filled.size();
  }

  boolean contains(String code) {
    return distinct.contains(code);
  }

  /** The days of the filled values that have one by the pattern. */
  List<Integer> days(DatePattern pattern) {
    return filled.stream()
        .map(value -> day(pattern, value))
        .filter(day -> day != Dates.INVALID)
        .sorted()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  static int day(DatePattern pattern, String value) {
    char[] text = value.toCharArray();
    int day = pattern.parse(text, 0, text.length);
    return day / 10000 >= FIRST_YEAR && day / 10000 <= LAST_YEAR ? day : Dates.INVALID;
  }

  /** Whether this is an era by code, letter or name. */
  static boolean isEra(String value) {
    return ERA.matcher(value).matches();
  }

  static boolean isYear(String value) {
    return YEAR.matcher(value).matches();
  }

  static boolean isMyNumber(String value) {
    return value.matches("[0-9]{12}") && MyNumber.hasRightCheckDigit(value.toCharArray(), 0);
  }

  static boolean isInsurerNumber(String value) {
    return InsurerNumber.parse(value) != InsurerNumber.INVALID;
  }

  static boolean isKana(String value) {
    return KANA.matcher(value).matches();
  }

  static boolean isAddress(String value) {
    return value.length() > 4 && ADDRESS.matcher(value).matches();
  }

  static boolean isName(String value) {
    return value.length() >= 2
        && value.length() <= 25
        && HAS_KANJI.matcher(value).matches()
        && value.chars().noneMatch(Character::isDigit);
  }

  static boolean isPostNumber(String value) {
    return POST_NUMBER.matcher(value).matches();
  }

  static boolean isId(String value) {
    return ID.matcher(value).matches();
  }
}
