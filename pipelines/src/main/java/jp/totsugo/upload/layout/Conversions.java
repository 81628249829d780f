package jp.totsugo.upload.layout;

import java.io.Serializable;
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

  private final ColumnConversion[] columns;

  Conversions(List<ColumnConversion> columns) {
    this.columns = columns.toArray(ColumnConversion[]::new);
  }

  public boolean isEmpty() {
    return columns.length == 0;
  }

  /**
   * Converts the values of a record whose fields are set; to be called before {@link
   * RecordView#complete}.
   *
   * @param text the record's own
   * @param free where its own characters end; behind it there is {@link
   *     RecordReader#ROOM_FOR_CONVERSIONS}
   */
  public void convert(RecordView record, char[] text, int free) {
    int next = free;
    for (ColumnConversion column : columns) {
      next = column.convert(record, text, next);
    }
  }
}
