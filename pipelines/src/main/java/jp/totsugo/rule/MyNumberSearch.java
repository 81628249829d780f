package jp.totsugo.rule;

import java.text.Normalizer;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.Numerals;
import jp.totsugo.record.RecordView;

/**
 * Looks for valid My Numbers where none belongs. Valid are twelve digits with the right check digit
 * that are no filler. Serves one thread.
 */
public final class MyNumberSearch {
  /** What a text holds, the most telling thing. */
  public enum Found {
    NOTHING,
    /** A run of exactly twelve digits, but no valid number. */
    TWELVE_DIGITS,
    VALID_NUMBER
  }

  private final RuleSettings settings;

  /** Digits that follow each other. */
  private final Run run = new Run();

  /** Digits between which there is no letter. */
  private final Run spread = new Run();

  private Found found;

  public MyNumberSearch(RuleSettings settings) {
    this.settings = settings;
  }

  /** {@link #in(char[], int, int)} for a column. */
  public Found in(RecordView record, Column column) {
    boolean isPlain =
        record.length(column) == MyNumber.LENGTH
            && (record.classes(column) & CharClasses.NOT_DIGIT) == 0;
    if (!isPlain) {
      return in(record.text(), record.start(column), record.end(column));
    }
    return isValid(record.text(), record.start(column)) ? Found.VALID_NUMBER : Found.TWELVE_DIGITS;
  }

  /**
   * Looks for runs of exactly twelve digits of any width and script, both as they stand and with
   * all that is no letter dropped from between them: a hyphen may stand within a number or behind
   * it.
   */
  public Found in(char[] text, int from, int to) {
    begin();
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c > '~') {
        return in(Normalizer.normalize(new String(text, from, to - from), Normalizer.Form.NFKC));
      }
      if (c >= '0' && c <= '9') {
        add(c);
      } else {
        endRuns(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
      }
    }
    endRuns(true);
    return found;
  }

  private Found in(String folded) {
    begin();
    for (int i = 0; i < folded.length(); ) {
      int c = folded.codePointAt(i);
      i += Character.charCount(c);
      if (Numerals.isDigit(c)) {
        add((char) ('0' + Numerals.valueOf(c)));
      } else {
        endRuns(isLetter(c));
      }
    }
    endRuns(true);
    return found;
  }

  /** Whether a character is no separator; the long vowel mark is a letter keyed for a hyphen. */
  public static boolean isLetter(int c) {
    return Character.isLetter(c) && c != 'ー';
  }

  private void begin() {
    found = Found.NOTHING;
    run.count = 0;
    spread.count = 0;
  }

  private void add(char digit) {
    run.add(digit);
    spread.add(digit);
  }

  private void endRuns(boolean both) {
    if (both && spread.count != run.count) {
      end(spread);
    }
    end(run);
    if (both) {
      spread.count = 0;
    }
  }

  private void end(Run ended) {
    if (ended.count == MyNumber.LENGTH && found != Found.VALID_NUMBER) {
      found = isValid(ended.digits, 0) ? Found.VALID_NUMBER : Found.TWELVE_DIGITS;
    }
    ended.count = 0;
  }

  /** Whether the twelve digits from {@code from} are a valid number. */
  public boolean isValid(char[] digits, int from) {
    return MyNumber.hasRightCheckDigit(digits, from) && !settings.isFiller(number(digits, from));
  }

  private static long number(char[] digits, int from) {
    long number = 0;
    for (int i = from; i < from + MyNumber.LENGTH; i++) {
      number = number * 10 + (digits[i] - '0');
    }
    return number;
  }

  /** The first twelve digits of a run, and how many it has. */
  private static final class Run {
    private final char[] digits = new char[MyNumber.LENGTH];
    private int count;

    void add(char digit) {
      if (count < MyNumber.LENGTH) {
        digits[count] = digit;
      }
      count++;
    }
  }
}
