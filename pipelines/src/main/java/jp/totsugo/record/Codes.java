package jp.totsugo.record;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/** The codes that a column may hold, as {@link RecordView#word} gives them. */
final class Codes {
  /** The columns that hold a code of a closed list. */
  static final ImmutableSet<Column> COLUMNS =
      Sets.immutableEnumSet(
          Column.SEX,
          Column.FAMILY,
          Column.REASON_OF_LOSS,
          Column.CARD_CLASS,
          Column.NON_DISCLOSURE);

  private static final long NINETY_NINE = '9' | '9' << 8;

  private Codes() {}

  /** Whether a column that holds a code has one of its list. */
  static boolean isListed(Column column, long word, int length) {
    return switch (column) {
      case SEX -> length == 1 && word >= '1' && word <= '3';
      case FAMILY -> length == 1 && word >= '1' && word <= '2';
      case NON_DISCLOSURE -> length == 1 && word >= '0' && word <= '1';
      case REASON_OF_LOSS -> length == 2 && (isTwoDigits(word, '3') || word == NINETY_NINE);
      case CARD_CLASS -> length == 2 && isTwoDigits(word, '7');
      default -> false;
    };
  }

  /** Whether it is 01 or one that follows, up to this last digit. */
  private static boolean isTwoDigits(long word, char last) {
    long second = word >>> 8;
    return (word & 0xFF) == '0' && second >= '1' && second <= last;
  }
}
