package jp.totsugo.upload.layout;

import com.google.common.primitives.Ints;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.file.RecordReader;

/** What a layout says of the values of a record, whatever format it comes in. */
public final class Conversions implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The layout takes all values as they stand. */
  public static final Conversions NONE = new Conversions(List.of());

  /** The longest meaning of a code. */
  static final int LONGEST_MEANING = RecordReader.ROOM_FOR_CONVERSIONS / Column.COUNT;

  /** The longest text between joined fields. */
  static final int LONGEST_BETWEEN = 16;

  private final ColumnConversion[] columns;
  private final int room;

  Conversions(List<ColumnConversion> columns) {
    this.columns = columns.toArray(ColumnConversion[]::new);
    // Fields that are joined are copied, each once; the line is as long as all of them.
    room =
        RecordReader.ROOM_FOR_CONVERSIONS
            + (columns.stream().anyMatch(ColumnConversion::isJoin)
                ? RecordReader.LONGEST_LINE + LONGEST_BETWEEN * Column.SLOTS
                : 0);
  }

  public boolean isEmpty() {
    return columns.length == 0;
  }

  /** Characters that the text of a record needs behind its own. */
  public int room() {
    return room;
  }

  /**
   * Those for a file whose fields have these slots: a column that is one field there, as it may be
   * in Avro and Parquet, is not joined.
   */
  public Conversions of(int[] slots) {
    List<ColumnConversion> needed = new ArrayList<>();
    for (ColumnConversion column : columns) {
      if (!column.isJoin() || Ints.contains(slots, column.column().partSlot(0))) {
        needed.add(column);
      } else {
        needed.add(column.withoutJoin());
      }
    }
    return new Conversions(needed);
  }

  /**
   * Converts the values of a record whose fields are set; to be called before {@link
   * RecordView#complete}.
   *
   * @param text the record's own
   * @param free where its own characters end; behind it there is {@link #room}
   */
  public void convert(RecordView record, char[] text, int free) {
    int next = free;
    for (ColumnConversion column : columns) {
      next = column.convert(record, text, next);
    }
  }
}
