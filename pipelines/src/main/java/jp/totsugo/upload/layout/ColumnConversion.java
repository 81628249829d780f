package jp.totsugo.upload.layout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.Column;
import jp.totsugo.record.DatePattern;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/**
 * What a layout says of the values of one column: spaces are taken off, then a code is replaced,
 * else a date is written as {@code YYYYMMDD}. A value that none of its codes and patterns fits
 * stays as it stands, for the rules to judge.
 */
final class ColumnConversion implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DATE_LENGTH = 8;

  private final Column column;
  private final Trim trim;
  private final List<char[]> codes = new ArrayList<>();
  private final List<char[]> meanings = new ArrayList<>();
  private final DatePattern[] dates;

  ColumnConversion(Column column, Trim trim, Map<String, String> codes, List<DatePattern> dates) {
    this.column = column;
    this.trim = trim;
    codes.forEach(
        (code, meaning) -> {
          this.codes.add(code.toCharArray());
          meanings.add(meaning.toCharArray());
        });
    this.dates = dates.toArray(DatePattern[]::new);
  }

  /**
   * Points the record at the converted value of its column.
   *
   * @param text the record's own
   * @param free where the text has room for a value
   * @return where it has room for the next
   */
  int convert(RecordView record, char[] text, int free) {
    if (!record.isPresent(column)) {
      return free;
    }
    int from = record.start(column);
    int to = record.end(column);
    while (from < to && trim.takes(text[from])) {
      from++;
    }
    while (to > from && trim.takes(text[to - 1])) {
      to--;
    }
    for (int i = 0; i < codes.size(); i++) {
      if (equal(codes.get(i), text, from, to)) {
        char[] meaning = meanings.get(i);
        System.arraycopy(meaning, 0, text, free, meaning.length);
        record.field(column.ordinal(), free, free + meaning.length);
        return free + meaning.length;
      }
    }
    for (DatePattern pattern : dates) {
      int ymd = pattern.parse(text, from, to);
      if (ymd != Dates.INVALID) {
        int rest = ymd;
        for (int i = free + DATE_LENGTH - 1; i >= free; i--) {
          text[i] = (char) ('0' + rest % 10);
          rest /= 10;
        }
        record.field(column.ordinal(), free, free + DATE_LENGTH);
        return free + DATE_LENGTH;
      }
    }
    record.field(column.ordinal(), from, to);
    return free;
  }

  private static boolean equal(char[] code, char[] text, int from, int to) {
    return java.util.Arrays.equals(code, 0, code.length, text, from, to);
  }
}
