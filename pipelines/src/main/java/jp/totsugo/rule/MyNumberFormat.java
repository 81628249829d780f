package jp.totsugo.rule;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.CorporateNumber;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.RecordView;

/** Something else than twelve half-width digits; the cause says what it looks like. */
final class MyNumberFormat extends RecordRule {
  private static final int PLACEHOLDER = Rule.MY_NUMBER_FORMAT.cause("PLACEHOLDER");
  private static final int FULL_WIDTH = Rule.MY_NUMBER_FORMAT.cause("FULL_WIDTH");
  private static final int SEPARATOR = Rule.MY_NUMBER_FORMAT.cause("SEPARATOR");
  private static final int CORPORATE_NUMBER = Rule.MY_NUMBER_FORMAT.cause("CORPORATE_NUMBER");
  private static final int ELEVEN_DIGITS = Rule.MY_NUMBER_FORMAT.cause("ELEVEN_DIGITS");
  private static final int LENGTH = Rule.MY_NUMBER_FORMAT.cause("LENGTH");
  private static final int OTHER = Rule.MY_NUMBER_FORMAT.cause("OTHER");

  MyNumberFormat(RuleSettings settings) {}

  @Override
  void check(RecordView record, Findings findings) {
    if (!record.isEmpty(Column.MY_NUMBER) && !record.hasTwelveDigits()) {
      findings.add(Rule.MY_NUMBER_FORMAT, cause(record), Column.MY_NUMBER);
    }
  }

  private static int cause(RecordView record) {
    if (record.holdsPlaceholder(Column.MY_NUMBER)) {
      return PLACEHOLDER;
    }
    int length = record.length(Column.MY_NUMBER);
    int digits = 0;
    int separators = 0;
    for (int i = 0; i < length; i++) {
      char c = record.charAt(Column.MY_NUMBER, i);
      if (c >= '0' && c <= '9' || c >= '０' && c <= '９') {
        digits++;
      } else if (isSeparator(c)) {
        separators++;
      }
    }
    if (digits == MyNumber.LENGTH && digits == length) {
      return FULL_WIDTH;
    }
    if (digits == MyNumber.LENGTH && digits + separators == length) {
      return SEPARATOR;
    }
    if ((record.classes(Column.MY_NUMBER) & CharClasses.NOT_DIGIT) != 0) {
      return OTHER;
    }
    if (length == CorporateNumber.LENGTH
        && CorporateNumber.hasRightCheckDigit(record.text(), record.start(Column.MY_NUMBER))) {
      return CORPORATE_NUMBER;
    }
    return length == MyNumber.LENGTH - 1 ? ELEVEN_DIGITS : LENGTH;
  }

  /** A hyphen or a space of any width. */
  static boolean isSeparator(char c) {
    return c == '-'
        || c >= '\u2010' && c <= '\u2015'
        || c == '\u2212'
        || c == '\uFE63'
        || c == '\uFF0D'
        || Character.isSpaceChar(c);
  }
}
