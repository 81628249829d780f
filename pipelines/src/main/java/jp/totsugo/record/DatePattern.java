package jp.totsugo.record;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;

/**
 * A way to write dates, such as {@code YYYY/MM/DD} or {@code GYYMMDD}.
 *
 * <p>{@code YYYY} is the year, {@code MM} the month, {@code DD} the day; {@code YY} the year of an
 * era, which {@code G} names by its code or letter and {@code 元号} in kanji. Whatever else stands in
 * the pattern stands in the dates too, letters as well ({@code YYYY-MM-DDT00:00:00}); what has a Y,
 * M, D or G of its own stands between single quotes, and a quote is doubled ({@code YYYY-MM-DD
 * 'GMT'}). In a pattern without other letters a quote is a mark like any other.
 *
 * <p>Numbers side by side have two digits. Where something stands between them they may have one. A
 * space may stand in place of the first of two. The first year of an era may be {@code 元}. In a
 * pattern with kanji full-width digits count as well.
 */
public final class DatePattern implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What stands for the usual Japanese way. */
  private static final String WAREKI = "和暦";

  private static final String WAREKI_PATTERN = "元号YY年MM月DD日";

  private enum Kind {
    YEAR("YYYY"),
    ERA_NAME("元号"),
    ERA_YEAR("YY"),
    MONTH("MM"),
    DAY("DD"),
    ERA_CODE("G"),
    LITERAL("");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    boolean isNumber() {
      return this != LITERAL && this != ERA_NAME && this != ERA_CODE;
    }
  }

  private final Kind[] kinds;
  private final char[] literals;
  private final boolean kanji;
  private final EraCodes eras;

  private DatePattern(Kind[] kinds, char[] literals, boolean kanji, EraCodes eras) {
    this.kinds = kinds;
    this.literals = literals;
    this.kanji = kanji;
    this.eras = eras;
  }

  /** The pattern of this text, with the eras' codes as in claims. */
  public static DatePattern of(String name) {
    return of(name, EraCodes.claims);
  }

  /**
   * The pattern of this text, or null if it does not say year, month and day once each.
   *
   * @param eras what {@code G} reads
   */
  public static DatePattern of(String name, EraCodes eras) {
    String pattern = name.equals(WAREKI) ? WAREKI_PATTERN : name;
    DatePattern withoutLetters = of(pattern, eras, false);
    return withoutLetters == null ? of(pattern, eras, true) : withoutLetters;
  }

  private static DatePattern of(String pattern, EraCodes eras, boolean letters) {
    Kind[] kinds = new Kind[pattern.length()];
    char[] literals = new char[pattern.length()];
    int count = 0;
    boolean kanji = false;
    boolean quoted = false;
    Set<Kind> seen = EnumSet.noneOf(Kind.class);
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (letters && c == '\'') {
        boolean doubled = pattern.startsWith("''", at);
        at += doubled ? 2 : 1;
        if (doubled) {
          kinds[count] = Kind.LITERAL;
          literals[count++] = c;
        } else {
          quoted = !quoted;
        }
        continue;
      }
      Kind kind = quoted ? Kind.LITERAL : kindAt(pattern, at);
      if (kind == Kind.LITERAL) {
        boolean isLetter = Character.isLetter(c) && c < 0x80;
        if (isLetter && !quoted && (!letters || "YMDG".indexOf(c) >= 0)) {
          return null;
        }
        literals[count] = c;
        kanji |= c >= 0x80;
        at++;
      } else {
        if (!seen.add(kind)) {
          return null;
        }
        kanji |= kind == Kind.ERA_NAME;
        at += kind.text.length();
      }
      kinds[count++] = kind;
    }
    boolean whole =
        seen.equals(EnumSet.of(Kind.YEAR, Kind.MONTH, Kind.DAY))
            || seen.equals(EnumSet.of(Kind.ERA_NAME, Kind.ERA_YEAR, Kind.MONTH, Kind.DAY))
            || seen.equals(EnumSet.of(Kind.ERA_CODE, Kind.ERA_YEAR, Kind.MONTH, Kind.DAY));
    return whole && !quoted
        ? new DatePattern(
            java.util.Arrays.copyOf(kinds, count),
            java.util.Arrays.copyOf(literals, count),
            kanji,
            eras)
        : null;
  }

  private static Kind kindAt(String pattern, int at) {
    for (Kind kind : Kind.values()) {
      if (pattern.startsWith(kind.text, at)) {
        return kind;
      }
    }
    return Kind.LITERAL;
  }

  /**
   * The date written in this way, as {@code yyyymmdd}; {@link Dates#INVALID} if the text is not
   * written so, is no real date, or lies before its era.
   */
  public int parse(char[] text, int from, int to) {
    int year = 0;
    int month = 0;
    int day = 0;
    Era era = null;
    int at = from;
    for (int i = 0; i < kinds.length; i++) {
      Kind kind = kinds[i];
      if (kind == Kind.LITERAL) {
        if (at == to || text[at] != literals[i]) {
          return Dates.INVALID;
        }
        at++;
      } else if (kind == Kind.ERA_CODE || kind == Kind.ERA_NAME) {
        if (at == to) {
          return Dates.INVALID;
        }
        if (kind == Kind.ERA_CODE) {
          era = eras.of(text[at++]);
        } else {
          era = eraNamed(text, at, to);
          at += era == null || text[at] == era.square() ? 1 : era.kanji().length();
        }
        if (era == null) {
          return Dates.INVALID;
        }
      } else {
        int end = numberEnd(i, text, at, to);
        int number = number(kind, text, at, end);
        if (number < 0) {
          return Dates.INVALID;
        }
        at = end;
        switch (kind) {
          case MONTH -> month = number;
          case DAY -> day = number;
          default -> year = number;
        }
      }
    }
    if (at != to || month > 12 || day > 31) {
      return Dates.INVALID;
    }
    int ymd = era == null ? year * 10000 + month * 100 + day : era.day(year, month, day);
    return ymd != Dates.INVALID && Dates.isReal(ymd) ? ymd : Dates.INVALID;
  }

  private static Era eraNamed(char[] text, int at, int to) {
    for (Era era : Era.values()) {
      String name = era.kanji();
      if (text[at] == era.square()
          || to - at >= name.length()
              && text[at] == name.charAt(0)
              && text[at + 1] == name.charAt(1)) {
        return era;
      }
    }
    return null;
  }

  /** Behind the number that begins here; where it begins if there is none. */
  private int numberEnd(int index, char[] text, int at, int to) {
    if (kinds[index] == Kind.YEAR) {
      return Math.min(to, at + 4);
    }
    boolean another = index + 1 < kinds.length && kinds[index + 1].isNumber();
    boolean afterAnother = index > 0 && kinds[index - 1].isNumber();
    if (another || afterAnother) {
      return at + 2 <= to ? at + 2 : at;
    }
    int end = at;
    while (end < to && end < at + 2 && (isDigit(text[end]) || isGap(text, at, end))) {
      end++;
    }
    return end == at && end < to && text[end] == '元' ? end + 1 : end;
  }

  /** Whether this is a space in place of the first digit. */
  private static boolean isGap(char[] text, int at, int index) {
    return index == at && (text[index] == ' ' || text[index] == '\u3000');
  }

  private int number(Kind kind, char[] text, int at, int end) {
    if (kind == Kind.ERA_YEAR && end == at + 1 && text[at] == '元') {
      return 1;
    }
    int digits = end - at;
    if (digits == 0 || kind == Kind.YEAR && digits != 4) {
      return -1;
    }
    int number = 0;
    for (int i = at; i < end; i++) {
      if (i == at && digits == 2 && isGap(text, at, i)) {
        continue;
      }
      if (!isDigit(text[i])) {
        return -1;
      }
      number = number * 10 + Character.digit(text[i], 10);
    }
    return number;
  }

  private boolean isDigit(char c) {
    return c >= '0' && c <= '9' || kanji && c >= '０' && c <= '９';
  }
}
