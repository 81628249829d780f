package jp.totsugo.history.answer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.Numerals;
import jp.totsugo.rule.MyNumberSearch;
import jp.totsugo.storage.ShownName;

/**
 * What people wrote, as it may be kept and shown: without spaces around it, line breaks as spaces,
 * other control characters escaped, My Numbers masked. Here a My Number is any twelve digits, of
 * any width and script, of which the last is the check digit of the others: a whole row of digits,
 * or several whole rows with a few characters between them that are no letters.
 */
public final class AnswerText {
  /** Of a reason, in characters. */
  public static final int LONGEST_REASON = 2_000;

  /** Of a name, in characters. */
  public static final int LONGEST_NAME = 200;

  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\t]+");
  private static final int LONGEST_GAP = 5;

  private final int[] characters;

  /** The digits, and for each the character that it belongs to. */
  private char[] digits = new char[64];

  private int[] places = new int[64];
  private int digitCount;

  /** Where rows of digits begin in the digits, and whether one may go on from the row before it. */
  private int[] rows = new int[16];

  private boolean[] joined = new boolean[16];
  private int rowCount;

  private AnswerText(String text) {
    characters = text.codePoints().toArray();
  }

  /** As the text may be kept and shown. */
  public static String shown(String text) {
    return ShownName.in(LINE_BREAKS.matcher(masked(text.strip())).replaceAll(" "));
  }

  /** Whether a My Number stands in the text. */
  public static boolean holdsMyNumber(String text) {
    String stripped = text.strip();
    return !masked(stripped).equals(stripped) || ShownName.hides(stripped);
  }

  /**
   * Every digit of a My Number is hidden. Twelve plain digits are left to {@link ShownName}, which
   * shows the last four.
   */
  private static String masked(String text) {
    if (text.length() < MyNumber.LENGTH / 2) {
      return text;
    }
    AnswerText answer = new AnswerText(text);
    answer.divide();
    return answer.mask() ? answer.text() : text;
  }

  private void divide() {
    int gap = 0;
    boolean isJoined = false;
    boolean isInRow = false;
    for (int i = 0; i < characters.length; i++) {
      String folded =
          characters[i] < 0x80
              ? Character.toString(characters[i])
              : Normalizer.normalize(Character.toString(characters[i]), Normalizer.Form.NFKC);
      int before = digitCount;
      boolean isLetter = false;
      for (int c : folded.codePoints().toArray()) {
        if (Numerals.isDigit(c)) {
          if (!isInRow) {
            beginRow(isJoined && gap <= LONGEST_GAP);
            isInRow = true;
          }
          addDigit(Numerals.valueOf(c), i);
        } else {
          isLetter |= MyNumberSearch.isLetter(c);
        }
      }
      if (digitCount == before) {
        gap = isInRow ? 1 : gap + 1;
        isJoined = !isLetter && (isInRow || isJoined);
        isInRow = false;
      }
    }
  }

  private void beginRow(boolean isJoined) {
    if (rowCount == rows.length) {
      rows = Arrays.copyOf(rows, 2 * rowCount);
      joined = Arrays.copyOf(joined, 2 * rowCount);
    }
    rows[rowCount] = digitCount;
    joined[rowCount++] = isJoined;
  }

  private void addDigit(int value, int place) {
    if (digitCount == digits.length) {
      digits = Arrays.copyOf(digits, 2 * digitCount);
      places = Arrays.copyOf(places, 2 * digitCount);
    }
    digits[digitCount] = (char) ('0' + value);
    places[digitCount++] = place;
  }

  /** Whether there was anything to mask. */
  private boolean mask() {
    boolean found = false;
    for (int first = 0; first < rowCount; first++) {
      for (int last = first; last < rowCount && (last == first || joined[last]); last++) {
        int end = last + 1 < rowCount ? rows[last + 1] : digitCount;
        int length = end - rows[first];
        if (length > MyNumber.LENGTH) {
          break;
        }
        boolean isPlain = last == first && isPlain(rows[first], end);
        if (length == MyNumber.LENGTH
            && !isPlain
            && MyNumber.hasRightCheckDigit(digits, rows[first])) {
          hide(rows[first], end);
          found = true;
        }
      }
    }
    return found;
  }

  /** Half-width digits only: those are left to {@link ShownName}, which shows the last four. */
  private boolean isPlain(int from, int to) {
    for (int i = from; i < to; i++) {
      if (characters[places[i]] > '9') {
        return false;
      }
    }
    return true;
  }

  private void hide(int from, int to) {
    for (int i = from; i < to; i++) {
      int c = characters[places[i]];
      characters[places[i]] = c >= '０' && c <= '９' || c == 'Ｎ' ? 'Ｎ' : 'N';
    }
  }

  private String text() {
    return new String(characters, 0, characters.length);
  }
}
