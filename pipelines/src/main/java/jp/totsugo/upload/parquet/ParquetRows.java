package jp.totsugo.upload.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import jp.totsugo.upload.container.BatchSource;
import jp.totsugo.upload.container.DamagedBlockException;
import jp.totsugo.upload.container.RecordBatch;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.UploadFile;

/** Reads row groups of a Parquet file, some rows at a time. */
final class ParquetRows implements BatchSource {
  /** The most rows of a batch: their places fit into the nearest cache. */
  static final int BATCH = 256;

  private final UploadFile file;
  private final ParquetForm form;
  private final int[] fields;
  private final FileChannel channel;
  private int next;
  private int end;
  private long offset;
  private ColumnChunkReader[] columns;
  private int keptText;
  private int rowsLeft;

  /**
   * @param fields those of a batch that are read; the others stay empty
   */
  ParquetRows(UploadFile file, ParquetForm form, int[] fields) throws IOException {
    this.file = file;
    this.form = form;
    this.fields = fields;
    channel = InputFile.open(file.file());
  }

  /** Goes to the first row of a row group; there are no more rows at group {@code to}. */
  void seek(int group, int to) {
    next = group;
    end = to;
    rowsLeft = 0;
  }

  /**
   * Passes over rows of the row group, at least one of which is left then, and reads one.
   *
   * @throws DamagedBlockException if it cannot be read
   */
  void readOne(int skipped, RecordBatch batch) throws IOException, DamagedBlockException {
    if (rowsLeft == 0) {
      open(next++, batch);
    }
    for (ColumnChunkReader column : columns) {
      column.skip(skipped);
    }
    rowsLeft -= skipped;
    read(1, batch);
  }

  private void read(int rows, RecordBatch batch) throws IOException, DamagedBlockException {
    batch.begin(rows, keptText);
    for (ColumnChunkReader column : columns) {
      column.read(batch, rows);
    }
    rowsLeft -= rows;
  }

  @Override
  public boolean next(RecordBatch batch) throws IOException {
    try {
      while (rowsLeft == 0) {
        if (next == end) {
          return false;
        }
        open(next++, batch);
      }
      read(Math.min(BATCH, rowsLeft), batch);
    } catch (DamagedBlockException e) {
      batch.beginDamaged(rowsLeft);
      rowsLeft = 0;
    }
    return true;
  }

  private void open(int group, RecordBatch batch) throws IOException, DamagedBlockException {
    offset = form.index().start(group);
    rowsLeft = form.rows(group);
    columns = new ColumnChunkReader[fields.length];
    batch.begin(0, 0);
    int room = ParquetOpener.MOST_DICTIONARY_BYTES;
    for (int i = 0; i < fields.length; i++) {
      int field = fields[i];
      columns[i] =
          new ColumnChunkReader(
              file, channel, form.column(field), field, form.place(group, field), rowsLeft);
      room -= columns[i].readDictionary(batch, room);
    }
    keptText = batch.textEnd();
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
