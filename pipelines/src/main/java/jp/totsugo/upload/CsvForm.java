package jp.totsugo.upload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.record.RecordView;

/**
 * Lines of text.
 *
 * @param textEnd length of the file without a final 0x1A
 * @param encoding how its bytes are decoded
 * @param hasByteOrderMark whether it begins with one
 * @param headerOffset where the header line begins
 */
public record CsvForm(long textEnd, Encoding encoding, boolean hasByteOrderMark, long headerOffset)
    implements FileForm {
  private static final long serialVersionUID = 1L;

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public String encodingLabel() {
    return encoding.label();
  }

  @Override
  public int headerLines() {
    return 1;
  }

  /** Where the first line begins. */
  int textStart() {
    return hasByteOrderMark ? 3 : 0;
  }

  @Override
  public List<Slice> slices(UploadFile file, long sliceBytes) {
    List<Slice> slices = new ArrayList<>();
    for (long start = 0; start < file.bytes(); start += sliceBytes) {
      slices.add(
          new Slice(
              file.index(), slices.size(), start, Math.min(start + sliceBytes, file.bytes())));
    }
    return slices;
  }

  @Override
  public int sliceOf(long place, long sliceBytes) {
    return (int) (place / sliceBytes);
  }

  @Override
  public RecordReader reader(UploadFile file, Slice slice, RecordView record) throws IOException {
    return new CsvReader(file, this, slice, record);
  }

  @Override
  public RecordFinder finder(UploadFile file, RecordLookup lookup) throws IOException {
    return new CsvFinder(file, this, lookup);
  }
}
