package jp.totsugo.upload.text;

import java.io.IOException;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.FileForm;
import jp.totsugo.upload.file.RecordFinder;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.LineFormat;

/**
 * Lines of text.
 *
 * @param textEnd length of the file without a final 0x1A and a line end behind it
 * @param encoding how its bytes are decoded
 * @param hasByteOrderMark whether it begins with one
 * @param headerOffset where the header line begins, or the last line that a layout skips; {@link
 *     #NO_HEADER} if the first line is a record
 * @param headerLines how many lines up to there are not blank
 * @param lines how a line becomes a record
 */
public record CsvForm(
    long textEnd,
    Encoding encoding,
    boolean hasByteOrderMark,
    long headerOffset,
    int headerLines,
    LineFormat lines)
    implements FileForm {
  private static final long serialVersionUID = 1L;

  /** The first line is a record. */
  static final long NO_HEADER = -1;

  /** Lines by the standard layout. */
  public CsvForm(long textEnd, Encoding encoding, boolean hasByteOrderMark, long headerOffset) {
    this(textEnd, encoding, hasByteOrderMark, headerOffset, 1, LineFormat.STANDARD);
  }

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String encodingLabel() {
    return encoding.label();
  }

  /** Where the first line begins. */
  int textStart() {
    return hasByteOrderMark ? 3 : 0;
  }

  @Override
  public int sliceOf(long position, long sliceBytes) {
    return (int) (position / sliceBytes);
  }

  @Override
  public long mostRecordsOfSlice(long sliceBytes) {
    return 0;
  }

  @Override
  public RecordReader reader(UploadFile file, Slice slice, RecordView record) throws IOException {
    return new CsvReader(file, this, slice, record);
  }

  @Override
  public RecordFinder finder(UploadFile file, RecordLookup lookup) {
    return new CsvFinder(file, this, lookup);
  }
}
