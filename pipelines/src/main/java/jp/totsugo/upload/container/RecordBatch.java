package jp.totsugo.upload.container;

import java.util.Arrays;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.Utf8Decoder;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.layout.Conversions;

/**
 * Some records of a container file as text, and where in it every field stands, so that a {@link
 * RecordView} can be pointed at one after the other. Used again for the next records.
 */
public final class RecordBatch {
  /** The most bytes that a record may have, as of a line. */
  static final int LONGEST_RECORD = RecordReader.LONGEST_LINE;

  private static final int MOST_DIGITS = 20;

  private final int[] columns;
  private final Conversions conversions;
  private char[] text = new char[64 * 1024];
  private int textEnd;

  /** Of each field its start and its end in the text. */
  private long[] spans = new long[0];

  private int[] bytes = new int[0];
  private boolean[] undecodable = new boolean[0];
  private int count;
  private boolean damaged;

  /**
   * @param columns the slots of the fields ({@link jp.totsugo.record.Column#SLOTS})
   * @param conversions of the values that a record is pointed at
   */
  public RecordBatch(int[] columns, Conversions conversions) {
    this.columns = columns;
    this.conversions = conversions.isEmpty() ? conversions : conversions.of(columns);
  }

  /** Begins anew, for so many records with empty fields; text before {@code keep} stays. */
  public void begin(int records, int keep) {
    int fields = records * columns.length;
    if (spans.length < fields) {
      spans = new long[fields];
    } else {
      Arrays.fill(spans, 0, fields, 0);
    }
    if (bytes.length < records) {
      bytes = new int[records];
      undecodable = new boolean[records];
    } else {
      Arrays.fill(bytes, 0, records, 0);
      Arrays.fill(undecodable, 0, records, false);
    }
    count = records;
    textEnd = keep;
    damaged = false;
  }

  /** Begins anew with records of which nothing can be read. */
  public void beginDamaged(int records) {
    count = records;
    damaged = true;
  }

  int count() {
    return count;
  }

  boolean isDamaged() {
    return damaged;
  }

  public int fields() {
    return columns.length;
  }

  /** Where the next text comes to stand. */
  public int textEnd() {
    return textEnd;
  }

  /** The bytes of a record as a line of text: its fields, and what stands between them. */
  int textBytes(int row) {
    return (damaged ? 0 : bytes[row]) + columns.length;
  }

  /** Why a record is unreadable, or null if it is readable. */
  public UnreadableCause cause(int row) {
    if (damaged) {
      return UnreadableCause.DAMAGED_BLOCK;
    }
    if (undecodable[row]) {
      return UnreadableCause.UNDECODABLE;
    }
    return bytes[row] > LONGEST_RECORD ? UnreadableCause.TOO_LONG : null;
  }

  /** Points {@code record} at a row that has no {@link #cause}. */
  public void point(RecordView record, int row) {
    if (!conversions.isEmpty()) {
      reserve(conversions.room());
    }
    record.pointTo(text);
    int at = row * columns.length;
    for (int column : columns) {
      long span = spans[at++];
      record.field(column, (int) (span >>> 32), (int) span);
    }
    if (!conversions.isEmpty()) {
      conversions.convert(record, text, textEnd);
    }
    record.complete();
  }

  /** Sets a field to text that is UTF-8. */
  public void put(int row, int field, byte[] utf8, int from, int length) {
    count(row, length);
    if (length > LONGEST_RECORD) {
      undecodable[row] |= !com.google.common.base.Utf8.isWellFormed(utf8, from, length);
      return;
    }
    int start = textEnd;
    if (append(utf8, from, length)) {
      place(row, field, start, textEnd);
    } else {
      undecodable[row] = true;
    }
  }

  /** Sets a field to a whole number in decimal digits. */
  public void putNumber(int row, int field, long number) {
    int start = textEnd;
    appendNumber(number);
    count(row, textEnd - start);
    place(row, field, start, textEnd);
  }

  /** Sets a field to text that is here already. */
  public void putKept(int row, int field, int start, int end, int utf8Bytes) {
    count(row, utf8Bytes);
    place(row, field, start, end);
  }

  /** Says that a record has a text that is longer than a record may be. */
  public void putTooLong(int row) {
    count(row, LONGEST_RECORD + 1);
  }

  /** Says that a record has bytes that are no text. */
  public void putUndecodable(int row) {
    undecodable[row] = true;
  }

  /** A field that is too long for itself counts as just that, so that no sum overflows. */
  private void count(int row, int more) {
    bytes[row] += Math.min(more, LONGEST_RECORD + 1);
  }

  private void place(int row, int field, int start, int end) {
    spans[row * columns.length + field] = (long) start << 32 | end;
  }

  /** Appends text that no field refers to yet; false if the bytes are no UTF-8. */
  public boolean append(byte[] utf8, int from, int length) {
    reserve(length + Utf8Decoder.SLACK);
    int end = Utf8Decoder.decode(utf8, from, from + length, text, textEnd);
    if (end < 0) {
      return false;
    }
    textEnd = end;
    return true;
  }

  /** Appends decimal digits that no field refers to yet. */
  public void appendNumber(long number) {
    reserve(MOST_DIGITS);
    String digits = Long.toString(number);
    digits.getChars(0, digits.length(), text, textEnd);
    textEnd += digits.length();
  }

  private void reserve(int more) {
    if (text.length - textEnd < more) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, textEnd + more));
    }
  }
}
