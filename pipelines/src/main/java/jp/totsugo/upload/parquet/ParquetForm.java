package jp.totsugo.upload.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import jp.totsugo.upload.container.BatchSource;
import jp.totsugo.upload.container.BlockIndex;
import jp.totsugo.upload.container.ContainerForm;
import jp.totsugo.upload.file.RecordFinder;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Conversions;

/** A Parquet file: row groups, in each of them the values of one column after the other. */
public final class ParquetForm extends ContainerForm {
  private static final long serialVersionUID = 1L;

  private final ParquetColumn[] columns;
  private final ColumnChunkPlace[][] places;
  private final int[] rows;

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
      Conversions conversions,
      long mostText) {
    super(index, conversions, mostText);
    this.columns = columns;
    this.places = places;
    this.rows = rows;
  }

  ParquetColumn column(int field) {
    return columns[field];
  }

  ColumnChunkPlace place(int group, int field) {
    return places[group][field];
  }

  /** The columns that are read. */
  int fields() {
    return columns.length;
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
  public BatchSource records(UploadFile file, int from, int to) throws IOException {
    int[] allFields = IntStream.range(0, columns.length).toArray();
    ParquetRows groups = new ParquetRows(file, this, allFields);
    groups.seek(from, to);
    return groups;
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
        && index().equals(form.index());
  }

  @Override
  public int hashCode() {
    return index().hashCode();
  }
}
