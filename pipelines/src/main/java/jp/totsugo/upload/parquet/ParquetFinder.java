package jp.totsugo.upload.parquet;

import java.io.IOException;
import java.util.stream.IntStream;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.container.DamagedBlockException;
import jp.totsugo.upload.container.RecordBatch;
import jp.totsugo.upload.file.FileChangedException;
import jp.totsugo.upload.file.RecordFinder;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.UploadFile;

/**
 * Finds records of a Parquet file by their number. To read one row, its row group is gone through
 * up to it, so they are best asked for in order.
 */
final class ParquetFinder implements RecordFinder {
  private final UploadFile file;
  private final ParquetForm form;
  private final RecordView record;
  private final RecordBatch batch;
  private final ParquetRows rows;
  private int group = -1;
  private int nextRow;

  ParquetFinder(UploadFile file, ParquetForm form, RecordLookup lookup) throws IOException {
    this.file = file;
    this.form = form;
    record = lookup.record();
    int[] columns = file.knownColumns();
    batch = new RecordBatch(columns, form.conversions());
    int[] fields =
        IntStream.range(0, columns.length)
            .filter(field -> lookup.columns().contains(Column.ofSlot(columns[field])))
            .toArray();
    rows = new ParquetRows(file, form, fields);
    record.beginFile(file.uploader(), file.columnBits());
  }

  @Override
  public void read(long number) throws IOException {
    int wanted = form.index().groupOf(number);
    int row = (int) (number - form.index().firstRecord(wanted));
    if (wanted != group || row < nextRow - 1) {
      rows.seek(wanted, wanted + 1);
      group = wanted;
      nextRow = 0;
    }
    if (row >= nextRow) {
      goTo(row);
    }
    if (batch.cause(0) != null) {
      throw new FileChangedException(file.name());
    }
    batch.point(record, 0);
  }

  private void goTo(int row) throws IOException {
    try {
      rows.readOne(row - nextRow, batch);
      nextRow = row + 1;
    } catch (DamagedBlockException e) {
      group = -1;
      throw new FileChangedException(file.name());
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
