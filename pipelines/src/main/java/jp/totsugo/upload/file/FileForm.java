package jp.totsugo.upload.file;

import java.io.IOException;
import java.io.Serializable;
import jp.totsugo.record.RecordView;

/** How a file stores its records, and so how it is cut into slices and read. */
public interface FileForm extends Serializable {
  /** The name of the format, as {@code run.json} has it. */
  String format();

  /** The encoding of its text, as {@code run.json} has it. */
  String encodingLabel();

  /** Whether it begins with a byte order mark. */
  boolean hasByteOrderMark();

  /** Lines that hold the names of the columns. */
  int headerLines();

  /** The number of the slice that owns the record at {@link RecordReader#position}. */
  int sliceOf(long position, long sliceBytes);

  /** The most bytes of text that all records may come to, whatever the file has. */
  default long mostText() {
    return Long.MAX_VALUE;
  }

  /** The most records that a slice of a file can have; 0 if lines tell, which take bytes each. */
  long mostRecordsOfSlice(long sliceBytes);

  /** See {@link RecordReader#open}. */
  RecordReader reader(UploadFile file, Slice slice, RecordView record) throws IOException;

  /** See {@link RecordLookup}. */
  RecordFinder finder(UploadFile file, RecordLookup lookup) throws IOException;
}
