package jp.totsugo.block;

import java.text.Normalizer;
import java.util.Arrays;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.Numerals;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.MyNumberSearch;
import jp.totsugo.rule.MyNumberSearch.Found;
import jp.totsugo.rule.RuleSettings;

/**
 * Which fields of a record must be masked, because a My Number stands in them: as a whole or within
 * the field, split over neighbouring fields of the card, or so that what the MyNumber column hides
 * can be read there. Serves one thread.
 */
final class ShownFields {
  /** Neighbours of which two together may spell a number, in their order. */
  private static final Column[] CARD = {Column.SYMBOL, Column.NUMBER, Column.BRANCH};

  /** So many digits in a row are no chance. */
  private static final int AGREEING_DIGITS = 8;

  private static final int ALL_OF_THEM = 100_000_000;

  /** A person id by which a My Number may be known. */
  enum PersonId {
    /** It is shown. */
    SHOWN,
    /** It is masked. */
    MASKED,
    /**
     * It holds a valid number, which may be chance: masked unless {@link PersonIds#areShown} says
     * otherwise.
     */
    BY_FILE
  }

  private final MyNumberSearch numbers;
  private final Digits own = new Digits();
  private final Digits card = new Digits();
  private final Digits other = new Digits();
  private final int[] ends = new int[CARD.length];
  private final boolean[] onlyDigits = new boolean[CARD.length];
  private int[] ownRuns = new int[8];
  private int ownRunCount;
  private int masked;
  private PersonId personId;

  ShownFields(RuleSettings settings) {
    numbers = new MyNumberSearch(settings);
  }

  /** Looks at a record. */
  void of(RecordView record) {
    masked = 0;
    readOwn(record);
    readCard(record);
    for (int i = 0; i < CARD.length; i++) {
      if (numbers.in(record, CARD[i]) == Found.VALID_NUMBER) {
        mask(i);
      }
      for (int j = i + 1; j < CARD.length; j++) {
        maskIfNumber(i, j);
      }
    }
    maskAgreeing();
    lookAtPersonId(record);
  }

  boolean isMasked(Column column) {
    return (masked >>> column.ordinal() & 1) != 0;
  }

  PersonId personId() {
    return personId;
  }

  private void mask(int cardField) {
    masked |= 1 << CARD[cardField].ordinal();
  }

  private void readOwn(RecordView record) {
    own.clear();
    own.add(record, Column.MY_NUMBER);
    ownRunCount = 0;
    if (own.count > ownRuns.length) {
      ownRuns = new int[own.count];
    }
    int run = 0;
    for (int i = 0; i < own.count; i++) {
      run = (run * 10 + own.digits[i] - '0') % ALL_OF_THEM;
      if (i >= AGREEING_DIGITS - 1) {
        ownRuns[ownRunCount++] = run;
      }
    }
    Arrays.sort(ownRuns, 0, ownRunCount);
  }

  private void readCard(RecordView record) {
    card.clear();
    for (int i = 0; i < CARD.length; i++) {
      onlyDigits[i] = card.add(record, CARD[i]);
      ends[i] = card.count;
    }
  }

  private int start(int cardField) {
    return cardField == 0 ? 0 : ends[cardField - 1];
  }

  /** Masks two fields with nothing between them that are one number together. */
  private void maskIfNumber(int first, int last) {
    if (onlyDigits[first]
        && onlyDigits[last]
        && ends[last] - start(first) == MyNumber.LENGTH
        && start(last) == ends[first]
        && numbers.isValid(card.digits, start(first))) {
      mask(first);
      mask(last);
    }
  }

  private void maskAgreeing() {
    int run = 0;
    for (int i = 0; i < card.count && ownRunCount > 0; i++) {
      run = (run * 10 + card.digits[i] - '0') % ALL_OF_THEM;
      if (i >= AGREEING_DIGITS - 1 && isOwnRun(run)) {
        for (int field = 0; field < CARD.length; field++) {
          if (start(field) <= i && ends[field] > i - AGREEING_DIGITS + 1) {
            mask(field);
          }
        }
      }
    }
  }

  private void lookAtPersonId(RecordView record) {
    personId = PersonId.SHOWN;
    if (numbers.in(record, Column.PERSON_ID) == Found.VALID_NUMBER) {
      personId = PersonId.BY_FILE;
    }
    if (agreesWithOwn(record, Column.PERSON_ID)) {
      personId = PersonId.MASKED;
    }
  }

  private boolean agreesWithOwn(RecordView record, Column column) {
    if (ownRunCount == 0) {
      return false;
    }
    other.clear();
    other.add(record, column);
    int run = 0;
    boolean agrees = false;
    for (int i = 0; i < other.count; i++) {
      run = (run * 10 + other.digits[i] - '0') % ALL_OF_THEM;
      agrees |= i >= AGREEING_DIGITS - 1 && isOwnRun(run);
    }
    return agrees;
  }

  /**
   * Whether a My Number stands in a column that is neither the card's nor an id, or what the
   * MyNumber column hides can be read there; a real date is one.
   */
  boolean holdsNumber(RecordView record, Column column) {
    boolean isRealDate = Column.DATES.contains(column) && record.date(column) != Dates.INVALID;
    return !isRealDate
        && (numbers.in(record, column) == Found.VALID_NUMBER || agreesWithOwn(record, column));
  }

  private boolean isOwnRun(int run) {
    return Arrays.binarySearch(ownRuns, 0, ownRunCount, run) >= 0;
  }

  /** The digits of fields, of any width and script, without what stands between them. */
  private static final class Digits {
    private char[] digits = new char[64];
    private int count;

    void clear() {
      count = 0;
    }

    /** Adds those of a field; whether there is no letter among them. */
    boolean add(RecordView record, Column column) {
      char[] text = record.text();
      int end = record.end(column);
      int before = count;
      boolean only = true;
      for (int i = record.start(column); i < end; i++) {
        char c = text[i];
        if (c > '~') {
          count = before;
          return add(Normalizer.normalize(record.string(column), Normalizer.Form.NFKC));
        }
        if (c >= '0' && c <= '9') {
          add(c);
        } else {
          only &= !Character.isLetter(c);
        }
      }
      return only;
    }

    private boolean add(String folded) {
      boolean only = true;
      for (int i = 0; i < folded.length(); ) {
        int c = folded.codePointAt(i);
        i += Character.charCount(c);
        if (Numerals.isDigit(c)) {
          add((char) ('0' + Numerals.valueOf(c)));
        } else {
          only &= !MyNumberSearch.isLetter(c);
        }
      }
      return only;
    }

    private void add(char digit) {
      if (count == digits.length) {
        digits = Arrays.copyOf(digits, 2 * count);
      }
      digits[count++] = digit;
    }
  }
}
