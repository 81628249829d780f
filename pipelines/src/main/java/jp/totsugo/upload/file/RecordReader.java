package jp.totsugo.upload.file;

import java.io.Closeable;
import java.io.IOException;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/**
 * Reads the lines of one slice of an upload as records, headers, blank and unreadable lines. No
 * record is copied: the {@link RecordView} given at opening shows the current one. A line of a file
 * without lines, such as Avro, is a record.
 */
public interface RecordReader extends Closeable {
  /** The longest line that can be a record, in bytes. */
  int LONGEST_LINE = 64 * 1024;

  /** Characters that the text of a record has behind its own, for values that a layout converts. */
  int ROOM_FOR_CONVERSIONS = 64 * Column.COUNT;

  /** What a line is. */
  enum Line {
    RECORD,
    HEADER,
    BLANK,
    UNREADABLE
  }

  /** A reader that points {@code record} at the records of a slice of a file. */
  static RecordReader open(UploadFile file, Slice slice, RecordView record) throws IOException {
    return file.form().reader(file, slice, record);
  }

  /** The next line of the slice, or null behind the last. */
  Line next() throws IOException;

  /** Why the current line is unreadable. */
  UnreadableCause cause();

  /**
   * Whether the current line, which is unreadable, is the last of the file and has no end: the file
   * was cut off within it.
   */
  default boolean isCutOff() {
    return false;
  }

  /**
   * The number of the current line in its slice, from 1; behind the last line, the number of lines.
   */
  int lineNumber();

  /**
   * The position of the current record in its file, by which {@link RecordLookup} finds it again:
   * the byte that its line begins at, or in a file without lines its number, from 0.
   */
  long position();

  /** Where the current line begins in the file, or the block that it is in. */
  long offset();

  /**
   * The bytes of text that the records so far have come to, of a file that is more than its bytes;
   * else 0. See {@link FileForm#mostText}.
   */
  default long textBytes() {
    return 0;
  }

  /** CRC-32C of the slice's own bytes, behind the last line. */
  long checksum();
}
