package jp.totsugo.upload.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.record.DatePattern;
import jp.totsugo.record.Dates;
import jp.totsugo.record.EraCodes;

/** The ways to write dates that are proposed. */
final class DatePatterns {
  /** The one of the contract, which needs no word in a layout. */
  static final String USUAL = "YYYYMMDD";

  private static final List<String> KNOWN =
      List.of(
          USUAL,
          "YYYY/MM/DD",
          "YYYY-MM-DD",
          "YYYY.MM.DD",
          "YYYY年MM月DD日",
          "和暦",
          "GYYMMDD",
          "G-YYMMDD",
          "GYY.MM.DD",
          "GYY/MM/DD",
          "GYY-MM-DD",
          "元号YYMMDD",
          "元号YY.MM.DD",
          "G/YY/MM/DD",
          "元号/YY/MM/DD");

  /** A day with the first moment of it, and perhaps a time zone: no value of a record is in it. */
  private static final Pattern WITH_TIME =
      Pattern.compile(
          "[0-9]{4}([-/])[0-9]{1,2}\\1[0-9]{1,2}"
              + "([T ]0{1,2}:00(?::00(?:[.,]0{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)");

  private DatePatterns() {}

  /** The pattern that most values have, or null. */
  static String of(FieldContent content, EraCodes eras) {
    List<String> patterns = new ArrayList<>(KNOWN);
    content.filledValues().stream()
        .map(WITH_TIME::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(time -> String.join(time.group(1), "YYYY", "MM", "DD") + time.group(2))
        .ifPresent(patterns::add);
    return patterns.stream()
        .filter(pattern -> content.share(value -> isDate(pattern, eras, value)) > 0.5)
        .findFirst()
        .orElse(null);
  }

  static boolean isDate(String pattern, EraCodes eras, String value) {
    return FieldContent.day(DatePattern.of(pattern, eras), value) != Dates.INVALID;
  }

  /** Whether the digits of a table of eras are read by it. */
  static boolean hasCode(String pattern) {
    return pattern.startsWith("G");
  }
}
