package jp.totsugo.block;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;

/** Collects rows for a {@link FindingBlock}. */
public final class FindingBlockBuilder {
  /** The columns of which rows of rules over several records show something. */
  public static final ImmutableSet<Column> COLUMNS =
      Sets.immutableEnumSet(
          Sets.union(
              RecordPrint.OVER_RECORDS,
              Set.of(
                  Column.PERSON_ID,
                  Column.SYMBOL,
                  Column.NUMBER,
                  Column.BRANCH,
                  Column.MY_NUMBER,
                  Column.QUALIFICATION)));

  private static final byte[] EMPTY = {};

  /** Values behind those of the record. */
  private static final int GROUNDS = 5;

  private final ShownFields shown;
  private final RecordPrint print;
  private byte[] bytes = new byte[4096];
  private int size;

  public FindingBlockBuilder(RuleSettings settings) {
    this(new ShownFields(settings));
  }

  private FindingBlockBuilder(ShownFields shown) {
    this(shown, new RecordPrint(shown));
  }

  FindingBlockBuilder(ShownFields shown, RecordPrint print) {
    this.shown = shown;
    this.print = print;
  }

  public int size() {
    return size;
  }

  /** Adds a finding of a record rule. */
  public void add(
      RecordView record,
      int file,
      int slice,
      int lineInSlice,
      Rule rule,
      int cause,
      Column field,
      int marks) {
    int start = begin(file, slice, lineInSlice, rule, cause, field, marks);
    shown.of(record);
    print.of(record);
    putLong(print.of(rule));
    putLong(0);
    putRecord(record, shown.personId());
    putContent(record, field);
    for (int i = 0; i < GROUNDS; i++) {
      putValue(EMPTY);
    }
    end(start);
  }

  /**
   * Adds a finding over several records.
   *
   * @param content of the field, where no other value shows it
   */
  public void addOverRecords(
      RecordValues record,
      int file,
      int slice,
      int lineInSlice,
      Rule rule,
      int cause,
      Column field,
      byte[] content,
      Grounds grounds) {
    int start =
        begin(
            file, slice, lineInSlice, rule, cause, field, record.marks() | FindingRow.OVER_RECORDS);
    putLong(record.print().of(rule));
    putLong(grounds.print());
    putBytes(record.values(), 0, record.values().length);
    putValue(content);
    putValue(grounds.groupId());
    putValue(grounds.related());
    putValue(grounds.comparison());
    putValue(grounds.partners());
    putValue(grounds.records());
    end(start);
  }

  /**
   * The values of a record as rows hold them, for findings that are written later than the record
   * is read. The builder has no rows meanwhile.
   *
   * @param showsPersonIds see {@link PersonIds#areShown}
   */
  public RecordValues valuesOf(RecordView record, int marks, boolean showsPersonIds) {
    size = 0;
    shown.of(record);
    ShownFields.PersonId personId = shown.personId();
    if (personId == ShownFields.PersonId.BY_FILE) {
      personId = showsPersonIds ? ShownFields.PersonId.SHOWN : ShownFields.PersonId.MASKED;
    }
    putRecord(record, personId);
    byte[] values = Arrays.copyOf(bytes, size);
    size = 0;
    print.of(record);
    return new RecordValues(values, marks, print.kept());
  }

  /**
   * What a row shows of its record.
   *
   * @param values as they stand in a row
   * @param marks of all record rules
   * @param print for the next run
   */
  public record RecordValues(byte[] values, int marks, RecordPrint.Kept print) {}

  private int begin(
      int file, int slice, int lineInSlice, Rule rule, int cause, Column field, int marks) {
    int start = size;
    putInt(0);
    putInt(file);
    putInt(slice);
    putInt(lineInSlice);
    putByte(rule.ordinal());
    putByte(cause + 1);
    putByte(field.ordinal());
    putByte(marks);
    return start;
  }

  private void end(int start) {
    int end = size;
    size = start;
    putInt(end - start);
    size = end;
  }

  private void putRecord(RecordView record, ShownFields.PersonId personId) {
    put(record, Column.PERSON_ID, personId == ShownFields.PersonId.MASKED);
    putVarint(1);
    putByte(personId.ordinal());
    put(record, Column.SYMBOL, shown.isMasked(Column.SYMBOL));
    put(record, Column.NUMBER, shown.isMasked(Column.NUMBER));
    put(record, Column.BRANCH, shown.isMasked(Column.BRANCH));
    put(record, Column.MY_NUMBER, true);
    if (record.date(Column.QUALIFICATION) == Dates.INVALID) {
      putValue(EMPTY);
    } else {
      put(record, Column.QUALIFICATION, false);
    }
  }

  /** What of the columns is not among the values of every record. */
  private void putContent(RecordView record, Column field) {
    switch (field) {
      case PERSON_ID, SYMBOL, NUMBER, BRANCH, MY_NUMBER, ADDRESS -> putValue(EMPTY);
      default -> put(record, field, shown.holdsNumber(record, field));
    }
  }

  private void put(RecordView record, Column column, boolean masked) {
    if (masked) {
      char[] mask = MaskedMyNumber.of(record.string(column)).toCharArray();
      putText(mask, 0, mask.length);
    } else {
      putText(record.text(), record.start(column), record.end(column));
    }
  }

  private void putText(char[] text, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      length += text[i] < 0x80 ? 1 : text[i] < 0x800 || Character.isSurrogate(text[i]) ? 2 : 3;
    }
    putVarint(length);
    reserve(length);
    for (int i = from; i < to; i++) {
      int c = text[i];
      if (c < 0x80) {
        bytes[size++] = (byte) c;
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | c >> 6);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      } else if (Character.isHighSurrogate((char) c)) {
        c = Character.toCodePoint((char) c, text[++i]);
        bytes[size++] = (byte) (0xF0 | c >> 18);
        bytes[size++] = (byte) (0x80 | c >> 12 & 0x3F);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      } else {
        bytes[size++] = (byte) (0xE0 | c >> 12);
        bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | c & 0x3F);
      }
    }
  }

  private void putValue(byte[] value) {
    putVarint(value.length);
    putBytes(value, 0, value.length);
  }

  private void putBytes(byte[] value, int from, int length) {
    reserve(length);
    System.arraycopy(value, from, bytes, size, length);
    size += length;
  }

  private void putVarint(int value) {
    int rest = value;
    while (rest > 0x7F) {
      putByte(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    putByte(rest);
  }

  private void putInt(int value) {
    reserve(Integer.BYTES);
    bytes[size++] = (byte) (value >> 24);
    bytes[size++] = (byte) (value >> 16);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  private void putLong(long value) {
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  private void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  /** The rows so far as a block; the builder is empty afterwards. */
  public FindingBlock build() {
    FindingBlock block = new FindingBlock(Arrays.copyOf(bytes, size));
    size = 0;
    return block;
  }
}
