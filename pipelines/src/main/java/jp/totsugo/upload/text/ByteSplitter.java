package jp.totsugo.upload.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.ByteScan;
import jp.totsugo.upload.decode.FieldScanner;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.layout.Quoting;

/**
 * Splits a line into fields before it is decoded, and looks at the characters of those whose {@link
 * CharClasses} the rules ask for. It serves the lines that are as nearly all are: as many fields as
 * there should be, none in quotes, every byte text. What the others are, {@link LineParser} tells.
 */
final class ByteSplitter {
  /** Of these, classes are asked of every record. */
  private static final int ASKED =
      bits(
          Column.PERSON_ID,
          Column.SYMBOL,
          Column.NUMBER,
          Column.BRANCH,
          Column.NAME,
          Column.KANA,
          Column.ADDRESS);

  private static final int IGNORED = -1;
  private static final int NOT_LOOKED_AT = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = ~HIGH_BITS;
  private static final long ONES = 0x0101010101010101L;

  private final int[] columns;
  private final boolean[] looksAt;
  private final FieldScanner scanner;
  private final byte separator;
  private final boolean quotes;

  /** Behind each field, in the bytes; one more than there should be, to see that there are more. */
  private final int[] ends;

  private int found;

  private ByteSplitter(int[] columns, LineFormat format, FieldScanner scanner) {
    this.columns = columns;
    this.scanner = scanner;
    separator = (byte) format.separator();
    quotes = format.quoting() == Quoting.rfc4180;
    ends = new int[columns.length + Long.BYTES];
    looksAt = new boolean[columns.length];
    for (int field = 0; field < columns.length; field++) {
      looksAt[field] = columns[field] != IGNORED && (ASKED >>> columns[field] & 1) != 0;
    }
  }

  /**
   * @param columns for each field of a line its slot, or -1
   * @return null if such lines cannot be split before they are decoded
   */
  static ByteSplitter of(int[] columns, LineFormat format, FieldScanner scanner) {
    boolean canSplit =
        scanner != null
            && format.fixedWidth() == null
            && format.conversions().isEmpty()
            && scanner.isNeverWithin(format.separator())
            && Arrays.stream(columns).allMatch(column -> column < Column.COUNT);
    return canSplit ? new ByteSplitter(columns, format, scanner) : null;
  }

  private static int bits(Column... columns) {
    return Arrays.stream(columns).mapToInt(column -> 1 << column.ordinal()).sum();
  }

  /** Points the record at the fields of a line; false if it is not as nearly all lines are. */
  boolean split(byte[] bytes, int from, int to, RecordView record) {
    if (!findEnds(bytes, from, to)) {
      return false;
    }
    record.pointTo(bytes, to - from, scanner);
    int start = from;
    for (int field = 0; field < columns.length; field++) {
      int end = ends[field];
      if (start < end && !take(bytes, field, start, end, record)) {
        return false;
      } else if (start == end && columns[field] != IGNORED) {
        record.bytesOf(columns[field], start, end, 0);
      }
      start = end + 1;
    }
    return true;
  }

  private boolean take(byte[] bytes, int field, int start, int end, RecordView record) {
    if (quotes && bytes[start] == '"') {
      return false;
    }
    int seen = NOT_LOOKED_AT;
    if (looksAt[field] || !ByteScan.isAscii(bytes, start, end)) {
      seen = scanner.classes(bytes, start, end);
      if (seen == FieldScanner.UNDECODABLE) {
        return false;
      }
    }
    if (columns[field] != IGNORED) {
      record.bytesOf(columns[field], start, end, seen);
    }
    return true;
  }

  /** Whether there are as many fields as there should be. */
  private boolean findEnds(byte[] bytes, int from, int to) {
    found = 0;
    long wanted = separator * ONES;
    int at = from;
    int last = Math.min(to, bytes.length) - Long.BYTES;
    for (; at <= last; at += Long.BYTES) {
      long different = (long) LONGS.get(bytes, at) ^ wanted;
      // The high bit of each byte that is zero here, that is, a separator there.
      long separators = ~((different & LOW_BITS) + LOW_BITS | different) & HIGH_BITS;
      if (found >= columns.length && separators != 0) {
        return false;
      }
      while (separators != 0) {
        ends[found++] = at + (Long.numberOfTrailingZeros(separators) >>> 3);
        separators &= separators - 1;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == separator) {
        if (found >= columns.length) {
          return false;
        }
        ends[found++] = at;
      }
    }
    ends[Math.min(found, columns.length)] = to;
    return found == columns.length - 1;
  }
}
