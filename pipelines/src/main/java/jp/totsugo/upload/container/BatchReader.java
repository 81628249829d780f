package jp.totsugo.upload.container;

import java.io.IOException;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Conversions;

/** Reads the records of one slice of a container file. */
final class BatchReader implements RecordReader {
  private final UploadFile file;
  private final RecordView record;
  private final RecordBatch batch;
  private final BatchSource source;
  private final long firstPosition;
  private final long checksum;
  private int lineNumber;
  private int row = -1;
  private UnreadableCause cause;
  private long textBytes;

  /**
   * @param firstPosition the number of the slice's first record in the file, from 0
   * @param checksum of the slice
   */
  BatchReader(
      UploadFile file,
      RecordView record,
      BatchSource source,
      long firstPosition,
      long checksum,
      Conversions conversions) {
    this.file = file;
    this.record = record;
    this.source = source;
    this.firstPosition = firstPosition;
    this.checksum = checksum;
    batch = new RecordBatch(file.knownColumns(), conversions);
    record.beginFile(file.uploader(), file.columnBits());
  }

  @Override
  public Line next() throws IOException {
    row++;
    while (row >= batch.count()) {
      if (!source.next(batch)) {
        return null;
      }
      row = 0;
    }
    lineNumber++;
    textBytes += batch.textBytes(row);
    if (textBytes > file.form().mostText()) {
      throw new LostFileException(file.name(), Cause.UNPACKS_TOO_LARGE, null);
    }
    cause = batch.cause(row);
    if (cause != null) {
      return Line.UNREADABLE;
    }
    batch.point(record, row);
    return Line.RECORD;
  }

  @Override
  public long textBytes() {
    return textBytes;
  }

  @Override
  public UnreadableCause cause() {
    return cause;
  }

  @Override
  public int lineNumber() {
    return lineNumber;
  }

  @Override
  public long position() {
    return firstPosition + lineNumber - 1;
  }

  @Override
  public long offset() {
    return source.offset();
  }

  @Override
  public long checksum() {
    return checksum;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
