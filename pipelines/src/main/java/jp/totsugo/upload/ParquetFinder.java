package jp.totsugo.upload;

import java.io.IOException;
import jp.totsugo.record.RecordView;

/**
 * Finds records of a Parquet file by their number. A row cannot be read without most of its row
 * group, so the rows of a group that is asked for are kept in the work folder.
 */
final class ParquetFinder implements RecordFinder {
  private final UploadFile file;
  private final ParquetForm form;
  private final RecordView record;
  private final RecordBatch batch;
  private KeptRows rows;
  private int group = -1;

  ParquetFinder(UploadFile file, ParquetForm form, RecordLookup lookup) {
    this.file = file;
    this.form = form;
    record = lookup.record();
    batch = new RecordBatch(file.knownColumns(), form.conversions());
    record.beginFile(file.uploader(), file.columnBits());
  }

  @Override
  public void read(long number) throws IOException {
    int wanted = form.index().groupOf(number);
    if (wanted != group) {
      close();
      rows = KeptRows.of(file, form, wanted);
      group = wanted;
    }
    batch.begin(1, 0);
    if (!rows.read((int) (number - form.index().firstRecord(group)), batch)) {
      throw new FileChangedException(file.name());
    }
    batch.point(record, 0);
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
    rows = null;
    group = -1;
  }
}
