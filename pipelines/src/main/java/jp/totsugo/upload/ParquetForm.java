package jp.totsugo.upload;

import java.io.IOException;
import java.util.Arrays;
import jp.totsugo.record.RecordView;

/** A Parquet file: row groups, in each of them the values of one column after the other. */
public final class ParquetForm implements FileForm {
  private static final long serialVersionUID = 1L;

  private final ParquetColumn[] columns;
  private final ColumnChunkPlace[][] places;
  private final int[] rows;
  private final BlockIndex index;
  private final Conversions conversions;

  /**
   * @param columns those that are read, in the order of the file
   * @param places of their values, by row group and column
   * @param rows of each row group
   */
  ParquetForm(
      ParquetColumn[] columns,
      ColumnChunkPlace[][] places,
      int[] rows,
      BlockIndex index,
      Conversions conversions) {
    this.columns = columns;
    this.places = places;
    this.rows = rows;
    this.index = index;
    this.conversions = conversions;
  }

  Conversions conversions() {
    return conversions;
  }

  BlockIndex index() {
    return index;
  }

  ParquetColumn column(int field) {
    return columns[field];
  }

  ColumnChunkPlace place(int group, int field) {
    return places[group][field];
  }

  /** The rows of a row group. */
  int rows(int group) {
    return rows[group];
  }

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public String encodingLabel() {
    return Encoding.UTF_8.label();
  }

  @Override
  public boolean hasByteOrderMark() {
    return false;
  }

  @Override
  public int headerLines() {
    return 0;
  }

  @Override
  public int sliceOf(long place, long sliceBytes) {
    return (int) (index.start(index.groupOf(place)) / sliceBytes);
  }

  @Override
  public long mostRecordsOfSlice(long sliceBytes) {
    return index.mostRecordsOfSlice(sliceBytes);
  }

  @Override
  public RecordReader reader(UploadFile file, Slice slice, RecordView record) throws IOException {
    int first = index.groupFrom(slice.start());
    int next = index.groupFrom(slice.end());
    long firstRecord = first < next ? index.firstRecord(first) : 0;
    ParquetRows groups = new ParquetRows(file, this);
    groups.seek(first, next);
    return new BatchReader(file, slice, record, groups, firstRecord, conversions);
  }

  @Override
  public RecordFinder finder(UploadFile file, RecordLookup lookup) throws IOException {
    return new ParquetFinder(file, this, lookup);
  }

  /** Whether a file of the other form is read in the same way. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ParquetForm form
        && Arrays.equals(columns, form.columns)
        && Arrays.deepEquals(places, form.places)
        && Arrays.equals(rows, form.rows)
        && index.equals(form.index);
  }

  @Override
  public int hashCode() {
    return index.hashCode();
  }
}
