package jp.totsugo.upload.layout;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.Column;
import jp.totsugo.record.DatePattern;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;

/**
 * What a layout says of the values of one column: fields are joined, spaces are taken off (of each
 * of them), then a code is replaced, else a date is written as {@code YYYYMMDD}. A value that none
 * of its codes and patterns fits stays as it stands, for the rules to judge.
 */
final class ColumnConversion implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DATE_LENGTH = 8;

  private final Column column;
  private final Trim trim;
  private final List<char[]> codes;
  private final List<char[]> meanings;
  private final DatePattern[] dates;
  private final Join join;

  /**
   * @param join of the fields that make the value, or null if it is one field
   */
  ColumnConversion(
      Column column, Trim trim, Map<String, String> codes, List<DatePattern> dates, Join join) {
    this(
        column,
        trim,
        codes.keySet().stream().map(String::toCharArray).toList(),
        codes.values().stream().map(String::toCharArray).toList(),
        dates.toArray(DatePattern[]::new),
        join);
  }

  private ColumnConversion(
      Column column,
      Trim trim,
      List<char[]> codes,
      List<char[]> meanings,
      DatePattern[] dates,
      Join join) {
    this.column = column;
    this.trim = trim;
    this.codes = codes;
    this.meanings = meanings;
    this.dates = dates;
    this.join = join;
  }

  ColumnConversion withoutJoin() {
    return new ColumnConversion(column, trim, codes, meanings, dates, null);
  }

  Column column() {
    return column;
  }

  boolean isJoin() {
    return join != null;
  }

  /** The fields of a column that is joined; what stands between is left out beside an empty one. */
  record Join(int parts, String between) implements Serializable {
    private static final long serialVersionUID = 1L;
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
    if (join != null) {
      int joined = join(record, text, free);
      return convert(record, text, free, joined, joined);
    }
    int from = record.start(column);
    int to = record.end(column);
    int first = firstKept(text, from, to);
    return convert(record, text, first, lastKept(text, first, to), free);
  }

  private int firstKept(char[] text, int from, int to) {
    int first = from;
    while (first < to && trim.takes(text[first])) {
      first++;
    }
    return first;
  }

  private int lastKept(char[] text, int from, int to) {
    int last = to;
    while (last > from && trim.takes(text[last - 1])) {
      last--;
    }
    return last;
  }

  /** Returns where the joined value, which begins at {@code free}, ends. */
  private int join(RecordView record, char[] text, int free) {
    int at = free;
    for (int i = 0; i < join.parts; i++) {
      int slot = column.partSlot(i);
      int to = record.partEnd(slot);
      int from = firstKept(text, record.partStart(slot), to);
      to = lastKept(text, from, to);
      if (from < to) {
        if (at > free) {
          join.between.getChars(0, join.between.length(), text, at);
          at += join.between.length();
        }
        System.arraycopy(text, from, text, at, to - from);
        at += to - from;
      }
    }
    return at;
  }

  private int convert(RecordView record, char[] text, int from, int to, int free) {
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
