package jp.totsugo.upload.container;

import java.io.Closeable;
import java.io.IOException;

/** The records of one slice of a container file, some at a time. */
public interface BatchSource extends Closeable {
  /** Fills the batch with the next records of the slice; false behind the last. */
  boolean next(RecordBatch batch) throws IOException;

  /** Where in the file the block is that the batch is from. */
  long offset();
}
