package jp.totsugo.upload.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.function.IntFunction;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/**
 * Reads single records again, by file and {@link RecordReader#position}. Best asked in that order.
 * Serves one thread.
 */
public final class RecordLookup implements Closeable {
  private static final int MOST_OPEN_FILES = 200;

  private final IntFunction<UploadFile> files;
  private final RecordView record;
  private final Set<Column> columns;
  private final OpenFiles openFiles = new OpenFiles(MOST_OPEN_FILES);
  private UploadFile file;
  private RecordFinder finder;

  /**
   * @param files the files by their index
   * @param columns what is asked of the records; others may read as empty
   */
  public RecordLookup(IntFunction<UploadFile> files, RecordView record, Set<Column> columns) {
    this.files = files;
    this.record = record;
    this.columns = columns;
  }

  /** Points the record at the one at this position, which was a record when it was first read. */
  public void read(int fileIndex, long position) throws IOException {
    if (file == null || file.index() != fileIndex) {
      closeFinder();
      file = files.apply(fileIndex);
      finder = file.form().finder(file, this);
    }
    finder.read(position);
  }

  /** The record that is pointed at what was found. */
  public RecordView record() {
    return record;
  }

  /** What is asked of the records. */
  public Set<Column> columns() {
    return columns;
  }

  /** Files that may stay open from one record to the next. */
  public OpenFiles files() {
    return openFiles;
  }

  private void closeFinder() throws IOException {
    if (finder != null) {
      finder.close();
    }
    finder = null;
    file = null;
  }

  @Override
  public void close() throws IOException {
    closeFinder();
    openFiles.close();
  }
}
