package jp.totsugo.upload;

import java.io.Closeable;
import java.io.IOException;
import jp.totsugo.record.RecordView;

/**
 * Reads the lines of one slice of an upload as records, headers, blank and unreadable lines. No
 * record is copied: the {@link RecordView} given to the constructor shows the current one.
 */
public final class RecordReader implements Closeable {
  /** What a line is. */
  public enum Line {
    RECORD,
    HEADER,
    BLANK,
    UNREADABLE
  }

  private final UploadFile file;
  private final LineReader lines;
  private final LineParser parser;
  private int lineNumber;
  private UnreadableCause cause;

  public RecordReader(UploadFile file, Slice slice, RecordView record) throws IOException {
    this.file = file;
    parser = new LineParser(file, record, DecodedLine.forLinesOf(file));
    lines = new LineReader(file, slice);
  }

  /** The next line of the slice, or null behind the last. */
  public Line next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    lineNumber++;
    if (lines.offset() == file.headerOffset()) {
      return Line.HEADER;
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

  /** Why the current line is unreadable. */
  public UnreadableCause cause() {
    return cause;
  }

  /**
   * The number of the current line in its slice, from 1; behind the last line, the number of lines.
   */
  public int lineNumber() {
    return lineNumber;
  }

  /** Where the current line begins in the file. */
  public long offset() {
    return lines.offset();
  }

  /** CRC-32C of the slice's own bytes, behind the last line. */
  public long checksum() {
    return lines.checksum();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
