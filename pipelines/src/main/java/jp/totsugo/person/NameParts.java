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
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf("\u00a0・･·,，、.．=＝")))
          .omitEmptyStrings();

  private static final CharMatcher OPENING = CharMatcher.anyOf("(（[［〔【");

  /** A former or common name in brackets: 鈴木［佐藤］花子, KIM CHOLSU（金山　哲）. */
  private static final Pattern BRACKETS =
      Pattern.compile("(.*?)[(（\\[［〔【](.+?)[)）\\]］〕】](.*)", Pattern.DOTALL);

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
   * without it and the name with it in place of what stands before.
   */
  static ImmutableList<String> readings(String name) {
    if (OPENING.matchesNoneOf(name)) {
      return ImmutableList.of(name);
    }
    Matcher matcher = BRACKETS.matcher(name);
    return matcher.matches()
        ? ImmutableList.of(matcher.group(1) + matcher.group(3), matcher.group(2) + matcher.group(3))
        : ImmutableList.of(name);
  }

  private static boolean isInitial(String part) {
    return part.length() == 1 && CAPITALS.matches(part.charAt(0));
  }
}
