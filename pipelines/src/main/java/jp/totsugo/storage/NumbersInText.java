package jp.totsugo.storage;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.MyNumber;

/**
 * My Numbers in names and messages.
 *
 * <p>The digits of a text, of any script and width, stand in groups. Twelve digits are a My Number
 * if the last is the check digit of the others and they are a group, or several groups with nothing
 * but hyphens, spaces, full stops or the like between them; an insurer number or a day may stand
 * right beside them. No number are a day and a time, and the insurer number that the name of an
 * upload begins with. Other long rows of digits, as programs give them to temporary folders, stay.
 *
 * <p>What is found is masked as in the queues: all but the last four of twelve half-width digits,
 * of anything else every digit (N, or its full-width form).
 */
final class NumbersInText {
  private static final String KANJI_NUMERALS = "〇一二三四五六七八九零壱弐参";
  private static final String SEPARATORS = "_.・･ー－ｰ−~〜～＿．";
  private static final int WINDOWS_31J = Character.MAX_CODE_POINT + 1;
  private static final int EUC_JP = WINDOWS_31J + 16;
  private static final int LONGEST_SEPARATOR = 3;
  private static final int SHOWN_DIGITS = 4;

  private final int[] characters;
  private final char[] digits;
  private final int[] places;
  private final List<Group> groups = new ArrayList<>();
  private final boolean[] masked;
  private boolean found;

  /**
   * Digits that follow each other.
   *
   * @param joined whether nothing but separators is before it
   */
  private record Group(int start, int end, boolean joined) {
    int length() {
      return end - start;
    }
  }

  private NumbersInText(String text) {
    characters = withDoubleBytes(text.codePoints().toArray());
    digits = new char[characters.length];
    places = new int[characters.length];
    masked = new boolean[characters.length];
  }

  /**
   * A full-width digit of a name in windows-31j or EUC-JP is two characters in {@link PathText};
   * here it is one that no text has.
   */
  private static int[] withDoubleBytes(int[] text) {
    int[] joined = new int[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      int next = i + 1 < text.length ? text[i + 1] : 0;
      if (text[i] == 0xDC82 && next >= 'O' && next <= 'X') {
        joined[length++] = WINDOWS_31J + next - 'O';
        i++;
      } else if (text[i] == 0xDCA3 && next >= 0xDCB0 && next <= 0xDCB9) {
        joined[length++] = EUC_JP + next - 0xDCB0;
        i++;
      } else {
        joined[length++] = text[i];
      }
    }
    return Arrays.copyOf(joined, length);
  }

  /** The text with its My Numbers masked. */
  static String masked(String text) {
    if (!mayHaveNumber(text)) {
      return text;
    }
    NumbersInText numbers = new NumbersInText(text);
    numbers.divide();
    numbers.find();
    return numbers.found ? numbers.text() : text;
  }

  /** Whether enough characters may be digits. */
  private static boolean mayHaveNumber(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits += c >= '0' && c <= '9' || c >= 0x80 ? 1 : 0;
    }
    return digits >= MyNumber.LENGTH;
  }

  private void divide() {
    int count = 0;
    int start = -1;
    int separators = LONGEST_SEPARATOR + 1;
    boolean joined = false;
    for (int i = 0; i <= characters.length; i++) {
      int value = i < characters.length ? value(characters[i]) : -1;
      if (value >= 0) {
        if (start < 0) {
          start = count;
          joined = separators <= LONGEST_SEPARATOR;
        }
        places[count] = i;
        digits[count++] = (char) ('0' + value);
        continue;
      }
      if (start >= 0) {
        groups.add(new Group(start, count, joined));
        start = -1;
        separators = 0;
      }
      if (i < characters.length) {
        separators = isSeparator(characters[i]) ? separators + 1 : LONGEST_SEPARATOR + 1;
      }
    }
  }

  private void find() {
    for (int first = 0; first < groups.size(); first++) {
      Group group = groups.get(first);
      if (isShownPart(group)) {
        continue;
      }
      if (group.length() > MyNumber.LENGTH) {
        int rest = group.length() - MyNumber.LENGTH;
        if (isInsurer(group.start, rest) || isDay(group.start, rest)) {
          maskIfNumber(group.start + rest);
        }
        if (isDay(group.end - rest, rest)) {
          maskIfNumber(group.start);
        }
      } else if (!isUploader(group)) {
        int last = first;
        int length = group.length();
        while (length < MyNumber.LENGTH
            && last + 1 < groups.size()
            && groups.get(last + 1).joined) {
          length += groups.get(++last).length();
        }
        if (length == MyNumber.LENGTH && (last == first || !isDayAndMore(group.start, first))) {
          maskIfNumber(group.start);
        }
      }
    }
  }

  private void maskIfNumber(int from) {
    if (!MyNumber.hasRightCheckDigit(digits, from) || isOneDigit(from)) {
      return;
    }
    found = true;
    int last = from + MyNumber.LENGTH - 1;
    boolean plain = places[last] - places[from] == MyNumber.LENGTH - 1;
    for (int i = from; i <= last; i++) {
      plain &= characters[places[i]] >= '0' && characters[places[i]] <= '9';
    }
    for (int i = from; i <= last - (plain ? SHOWN_DIGITS : 0); i++) {
      masked[places[i]] = true;
      if (!plain) {
        characters[places[i]] = isWide(characters[places[i]]) ? 'Ｎ' : 'N';
      }
    }
  }

  private boolean isOneDigit(int from) {
    for (int i = 1; i < MyNumber.LENGTH; i++) {
      if (digits[from + i] != digits[from]) {
        return false;
      }
    }
    return true;
  }

  private String text() {
    StringBuilder text = new StringBuilder(characters.length);
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c >= EUC_JP) {
        text.append('\uDCA3').append((char) (0xDCB0 + c - EUC_JP));
      } else if (c >= WINDOWS_31J) {
        text.append('\uDC82').append((char) ('O' + c - WINDOWS_31J));
      } else {
        text.appendCodePoint(masked[i] && c >= '0' && c <= '9' ? '*' : c);
      }
    }
    return text.toString();
  }

  /** Whether a segment of a path begins with this group, and the group names an insurer. */
  private boolean isUploader(Group group) {
    int place = places[group.start];
    int behind = place + group.length();
    return (place == 0 || characters[place - 1] == '/')
        && behind < characters.length
        && "_-.".indexOf(characters[behind]) >= 0
        && isInsurer(group.start, group.length());
  }

  /** Whether a group begins with what is shown of a number that is masked already. */
  private boolean isShownPart(Group group) {
    int hidden = 0;
    for (int i = places[group.start] - 1; i >= 0 && characters[i] == '*'; i--) {
      hidden++;
    }
    return hidden >= MyNumber.LENGTH - SHOWN_DIGITS && group.length() != MyNumber.LENGTH;
  }

  private boolean isInsurer(int from, int length) {
    return (length == 6 || length == 8)
        && InsurerNumber.parse(digits(from, length)) != InsurerNumber.INVALID;
  }

  private boolean isDay(int from, int length) {
    return length == 8 && isDay(digits(from, length));
  }

  /** Whether groups that are joined are a day and a time or a number of it. */
  private boolean isDayAndMore(int from, int first) {
    boolean endsAtEight = false;
    boolean endsAtSix = false;
    for (int i = first; i < groups.size() && groups.get(i).end - from <= MyNumber.LENGTH; i++) {
      endsAtEight |= groups.get(i).end - from == 8;
      endsAtSix |= groups.get(i).end - from == 6;
    }
    return endsAtEight && isDay(digits(from, 8))
        || endsAtSix && isDay("20" + digits(from, 6)) && isTime(digits(from + 6, 6));
  }

  private String digits(int from, int length) {
    return new String(digits, from, length);
  }

  private static boolean isDay(String digits) {
    int year = Integer.parseInt(digits.substring(0, 4));
    try {
      LocalDate.of(
          year, Integer.parseInt(digits.substring(4, 6)), Integer.parseInt(digits.substring(6, 8)));
      return year >= 1900 && year < 2100;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTime(String digits) {
    try {
      LocalTime.of(
          Integer.parseInt(digits.substring(0, 2)),
          Integer.parseInt(digits.substring(2, 4)),
          Integer.parseInt(digits.substring(4, 6)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isSeparator(int c) {
    return c < WINDOWS_31J
        && switch (Character.getType(c)) {
          case Character.DASH_PUNCTUATION,
              Character.SPACE_SEPARATOR,
              Character.CONTROL,
              Character.FORMAT ->
              true;
          default -> SEPARATORS.indexOf(c) >= 0;
        };
  }

  private static boolean isWide(int c) {
    return c >= '０' && c <= '９' || c >= WINDOWS_31J;
  }

  /** What a character of any script counts, negative if it is no numeral of one digit. */
  private static int value(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c < 0x80) {
      return -1;
    }
    if (c >= WINDOWS_31J) {
      return c - (c >= EUC_JP ? EUC_JP : WINDOWS_31J);
    }
    int kanji = KANJI_NUMERALS.indexOf(c);
    if (kanji >= 0) {
      return kanji % 10;
    }
    int value = Character.isLetter(c) ? -1 : Character.getNumericValue(c);
    return value <= 9 ? value : -1;
  }
}
