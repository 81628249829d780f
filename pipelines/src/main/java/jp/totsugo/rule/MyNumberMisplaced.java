package jp.totsugo.rule;

import java.text.Normalizer;
import jp.totsugo.record.Column;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.RecordView;

/** No usable My Number in its field, but one in another: it slipped there. */
final class MyNumberMisplaced extends RecordRule {
  private static final Column[] FIELDS = {
    Column.SYMBOL,
    Column.NUMBER,
    Column.BRANCH,
    Column.NAME,
    Column.KANA,
    Column.POST_NUMBER,
    Column.ADDRESS
  };

  private final MyNumberSearch numbers;

  MyNumberMisplaced(RuleSettings settings) {
    numbers = new MyNumberSearch(settings);
  }

  @Override
  void check(RecordView record, Findings findings) {
    if (record.hasValidNumber()) {
      return;
    }
    for (Column field : FIELDS) {
      if (hasRoomFor(record, field) && holds(record.string(field), field)) {
        findings.add(Rule.MY_NUMBER_MISPLACED, field);
      }
    }
  }

  /** Whether a field can have twelve digits, without a copy of it: most have fewer. */
  private static boolean hasRoomFor(RecordView record, Column field) {
    int most = 0;
    char[] text = record.text();
    int end = record.end(field);
    for (int i = record.start(field); i < end; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        most++;
      } else if (c > '~' && !Character.isLetter(c)) {
        // NFKC makes two digits of some characters.
        most += 2;
      }
    }
    return most >= MyNumber.LENGTH;
  }

  private boolean holds(String value, Column field) {
    String folded = Normalizer.normalize(value, Normalizer.Form.NFKC);
    boolean isText = field == Column.NAME || field == Column.ADDRESS;
    return isNumber(folded) || isText && hasRun(folded);
  }

  /** Whether the whole text is a valid number, apart from spaces and hyphens. */
  private boolean isNumber(String folded) {
    char[] digits = new char[MyNumber.LENGTH];
    int count = 0;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= '0' && c <= '9' && count < MyNumber.LENGTH) {
        digits[count++] = c;
      } else if (!MyNumberFormat.isSeparator(c)) {
        return false;
      }
    }
    return count == MyNumber.LENGTH && numbers.isValid(digits, 0);
  }

  /** Whether a run of exactly twelve digits is a valid number. */
  private boolean hasRun(String folded) {
    char[] text = folded.toCharArray();
    int from = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] < '0' || text[i] > '9') {
        if (i - from == MyNumber.LENGTH && numbers.isValid(text, from)) {
          return true;
        }
        from = i + 1;
      }
    }
    return false;
  }
}
