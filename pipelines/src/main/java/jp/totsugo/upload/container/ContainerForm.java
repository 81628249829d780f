package jp.totsugo.upload.container;

import java.io.IOException;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.Checksum;
import jp.totsugo.upload.file.FileForm;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Conversions;

/** A file of blocks or row groups with text in UTF-8; a slice has whole ones of them. */
public abstract class ContainerForm implements FileForm {
  private static final long serialVersionUID = 1L;

  private final BlockIndex index;
  private final Conversions conversions;
  private final long mostText;

  /**
   * @param mostText the most bytes that all records may have together as lines of text: a file that
   *     grows to more is a bomb
   */
  public ContainerForm(BlockIndex index, Conversions conversions, long mostText) {
    this.index = index;
    this.conversions = conversions;
    this.mostText = mostText;
  }

  @Override
  public long mostText() {
    return mostText;
  }

  public BlockIndex index() {
    return index;
  }

  public Conversions conversions() {
    return conversions;
  }

  /** The records from one group of the index up to another. */
  public abstract BatchSource records(UploadFile file, int from, int to) throws IOException;

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
  public int sliceOf(long position, long sliceBytes) {
    return (int) (index.start(index.groupOf(position)) / sliceBytes);
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
    // Before anything is read: of a file that is replaced meanwhile it is that of the old one.
    long checksum = Checksum.of(file, slice);
    return new BatchReader(
        file, record, records(file, first, next), firstRecord, checksum, conversions);
  }
}
