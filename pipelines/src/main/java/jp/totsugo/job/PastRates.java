package jp.totsugo.job;

import com.google.common.collect.AbstractIterator;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.table.ParquetRows;

/** The rates of the runs before, the oldest first. */
final class PastRates extends AbstractIterator<IssueRate> implements Closeable {
  private final ParquetRows<IssueRate> rows;

  /**
   * @param file of the run before, or null
   */
  PastRates(Path file) throws IOException {
    rows = file == null ? null : ParquetRows.open(file, IssueRate.class);
  }

  @Override
  protected IssueRate computeNext() {
    try {
      IssueRate next = rows == null ? null : rows.next();
      return next == null ? endOfData() : next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
