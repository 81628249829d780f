package jp.totsugo.person;

import static java.util.stream.Collectors.toList;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a name or reading apart where its writer did. */
final class NameParts {
  private static final Splitter SEPARATORS =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf("\u00a0・･·,，、.．=＝_＿")))
          .omitEmptyStrings();

  private static final CharMatcher OPENING = CharMatcher.anyOf("(（[［〔【");

  /** A former or common name in brackets: 鈴木［佐藤］花子, KIM CHOLSU（金山　哲）. */
  private static final Pattern BRACKETS =
      Pattern.compile("(.*?)[(（\\[［〔【](.+?)[)）\\]］〕】](.*)", Pattern.DOTALL);

  /** What the residents' register joins the names of a foreign resident with: WANG WEI_王　偉. */
  private static final CharMatcher JOINTS = CharMatcher.anyOf("_＿");

  private static final CharMatcher CAPITALS =
      CharMatcher.inRange('A', 'Z').or(CharMatcher.inRange('Ａ', 'Ｚ'));

  private NameParts() {}

  /** Returns the parts, without the initials of middle names if two or more others are left. */
  static ImmutableList<String> of(String name) {
    List<String> all = SEPARATORS.splitToList(name);
    List<String> full = all.stream().filter(part -> !isInitial(part)).collect(toList());
    return ImmutableList.copyOf(full.size() >= 2 ? full : all);
  }

  /**
   * Returns the names that the residents' register says in one: with a name in brackets, the name
   * without it and the name with it in place of what stands before; and each of several {@link
   * #names}.
   */
  static ImmutableList<String> readings(String name) {
    if (OPENING.matchesNoneOf(name)) {
      return names(name);
    }
    Matcher matcher = BRACKETS.matcher(name);
    return matcher.matches()
        ? ImmutableList.<String>builder()
            .addAll(names(matcher.group(1) + matcher.group(3)))
            .addAll(names(matcher.group(2) + matcher.group(3)))
            .build()
        : names(name);
  }

  /**
   * Returns the full names of one person that stand side by side, in Latin letters and in kanji:
   * joined by an underscore, or by a blank if each has a family and a given name. Otherwise the one
   * name.
   */
  static ImmutableList<String> names(String name) {
    int joint = JOINTS.indexIn(name);
    if (joint > 0) {
      String first = name.substring(0, joint).trim();
      String second = name.substring(joint + 1).trim();
      boolean bothFull =
          isLatin(first) != isLatin(second) || of(first).size() >= 2 && of(second).size() >= 2;
      return JOINTS.matchesNoneOf(second) && !first.isEmpty() && !second.isEmpty() && bothFull
          ? ImmutableList.of(first, second)
          : ImmutableList.of(name);
    }
    if (!startsOrEndsLatin(name)) {
      return ImmutableList.of(name);
    }
    List<String> all = SEPARATORS.splitToList(name);
    List<String> latin = all.stream().filter(NameParts::isLatin).collect(toList());
    List<String> others = all.stream().filter(part -> !isLatin(part)).collect(toList());
    return latin.size() >= 2 && others.size() >= 2
        ? ImmutableList.of(String.join(" ", latin), String.join(" ", others))
        : ImmutableList.of(name);
  }

  private static boolean startsOrEndsLatin(String name) {
    return !name.isEmpty()
        && (isLatin(name.codePointAt(0)) || isLatin(name.codePointBefore(name.length())));
  }

  private static boolean isLatin(String text) {
    return text.codePoints().filter(Character::isLetter).allMatch(NameParts::isLatin);
  }

  private static boolean isLatin(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN;
  }

  private static boolean isInitial(String part) {
    return part.length() == 1 && CAPITALS.matches(part.charAt(0));
  }
}
