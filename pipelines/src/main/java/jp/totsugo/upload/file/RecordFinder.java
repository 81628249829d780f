package jp.totsugo.upload.file;

import java.io.Closeable;
import java.io.IOException;

/** Finds records of one file again. */
public interface RecordFinder extends Closeable {
  /**
   * Points the record at the one at this {@link RecordReader#position}, which was a record when it
   * was first read.
   */
  void read(long position) throws IOException;
}
