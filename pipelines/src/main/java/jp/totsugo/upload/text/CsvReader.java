package jp.totsugo.upload.text;

import java.io.IOException;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.file.UploadFile;

/** Reads the lines of one slice of a text. */
final class CsvReader implements RecordReader {
  private final CsvForm form;
  private final LineReader lines;
  private final LineParser parser;
  private int lineNumber;
  private UnreadableCause cause;

  CsvReader(UploadFile file, CsvForm form, Slice slice, RecordView record) throws IOException {
    this.form = form;
    parser =
        new LineParser(
            file, form, record, DecodedLine.forLinesOf(file, form.lines().conversions().room()));
    lines = new LineReader(file, form, slice);
  }

  @Override
  public Line next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    lineNumber++;
    if (lines.offset() <= form.headerOffset()) {
      return !lines.isTooLong() && lines.from() == lines.to() ? Line.BLANK : Line.HEADER;
    }
    if (lines.isTooLong()) {
      cause = lines.isUndecodable() ? UnreadableCause.UNDECODABLE : UnreadableCause.TOO_LONG;
      return Line.UNREADABLE;
    }
    if (lines.from() == lines.to()) {
      return Line.BLANK;
    }
    cause = parser.parse(lines.bytes(), lines.from(), lines.to());
    return cause == null ? Line.RECORD : Line.UNREADABLE;
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
  public long place() {
    return lines.offset();
  }

  @Override
  public long offset() {
    return lines.offset();
  }

  @Override
  public long checksum() {
    return lines.checksum();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
