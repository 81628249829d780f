package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import jp.totsugo.history.IssueColumns;
import jp.totsugo.upload.file.FileStamp;

/**
 * Issues of the run before that were closed, and that this run does not touch unless it found one
 * again: their rows are copied from table to table.
 *
 * @param table of the run before
 * @param stamp of the table when it was read first
 * @param rows which of its rows these are
 */
record IssuesAtRest(Path table, FileStamp stamp, BitSet rows) {
  /** Opens the table once more. */
  IssueColumns open() throws IOException {
    if (!FileStamp.of(table).equals(stamp)) {
      throw new IOException(table + ": was changed while the run read it");
    }
    return IssueColumns.open(table);
  }
}
