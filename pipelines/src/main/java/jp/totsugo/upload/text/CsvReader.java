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
    if (form.headerOffset() != CsvForm.NO_HEADER && form.headerOffset() < slice.start()) {
      byte[] header = lines.line(form.headerOffset());
      parser.header(header, 0, header.length);
    }
  }

  @Override
  public Line next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    lineNumber++;
    if (lines.offset() <= form.headerOffset()) {
      return headerLine();
    }
    if (lines.isTooLong()) {
      if (lines.isBlank()) {
        return Line.BLANK;
      }
      cause = lines.isUndecodable() ? UnreadableCause.UNDECODABLE : UnreadableCause.TOO_LONG;
      return Line.UNREADABLE;
    }
    Line line = parser.parse(lines.bytes(), lines.from(), lines.to());
    cause = parser.cause();
    return line;
  }

  /** What stands up to the header, and is none, is passed over like it. */
  private Line headerLine() {
    if (lines.isTooLong()) {
      return Line.HEADER;
    }
    if (parser.isBlank(lines.bytes(), lines.from(), lines.to())) {
      return Line.BLANK;
    }
    if (lines.offset() == form.headerOffset()) {
      parser.header(lines.bytes(), lines.from(), lines.to());
    }
    return Line.HEADER;
  }

  @Override
  public boolean isCutOff() {
    return lines.isWithoutEnd();
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
