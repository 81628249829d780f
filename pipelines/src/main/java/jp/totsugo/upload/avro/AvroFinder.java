package jp.totsugo.upload.avro;

import java.io.IOException;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.container.BlockIndex;
import jp.totsugo.upload.container.RecordBatch;
import jp.totsugo.upload.file.FileChangedException;
import jp.totsugo.upload.file.RecordFinder;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.UploadFile;

/** Finds records of an Avro file by their number; the block of the last one stays at hand. */
final class AvroFinder implements RecordFinder {
  private final UploadFile file;
  private final AvroForm form;
  private final RecordView record;
  private final AvroBlocks blocks;
  private final RecordBatch batch;
  private long first;
  private long behind;
  private boolean decoded;

  AvroFinder(UploadFile file, AvroForm form, RecordLookup lookup) throws IOException {
    this.file = file;
    this.form = form;
    record = lookup.record();
    blocks = new AvroBlocks(file, form);
    batch = new RecordBatch(file.knownColumns(), form.conversions());
    record.beginFile(file.uploader(), file.columnBits());
  }

  @Override
  public void read(long number) throws IOException {
    if (number < first || number >= behind) {
      seek(number);
    }
    if (!decoded) {
      blocks.decode(batch);
      decoded = true;
    }
    int row = (int) (number - first);
    if (batch.cause(row) != null) {
      throw new FileChangedException(file.name());
    }
    batch.point(record, row);
  }

  private void seek(long number) throws IOException {
    BlockIndex index = form.index();
    int group = index.groupOf(number);
    if (number < first || index.firstRecord(group) > behind || behind == 0) {
      blocks.seek(index.start(group), index.start(index.groups()));
      behind = index.firstRecord(group);
    }
    decoded = false;
    while (number >= behind) {
      if (!blocks.nextBlock()) {
        throw new FileChangedException(file.name());
      }
      first = behind;
      behind = first + blocks.records();
    }
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
