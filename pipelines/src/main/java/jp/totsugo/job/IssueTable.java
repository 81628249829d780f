package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.history.IssueBlocks;
import jp.totsugo.history.IssueColumns;
import jp.totsugo.history.IssueRow;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.EncodedParquetTable;
import jp.totsugo.table.SideBySide;

/**
 * {@code history/issues.parquet}: the issues that workers left, merged with those at rest by
 * insurer and id. Of two with one id the worker's is the one of this run.
 */
final class IssueTable {
  private final WorkFolder work;
  private final Consumer<Issue> counts;

  /**
   * @param work where workers left the issues
   * @param counts gets each issue, one after the other; of those at rest only what {@link
   *     IssueColumns#counted} has
   */
  IssueTable(WorkFolder work, Consumer<Issue> counts) {
    this.work = work;
    this.counts = counts;
  }

  /**
   * Writes all issues of a run.
   *
   * @param atRest those of the run before that go on as they stand, or null
   */
  void write(Tally tally, IssuesAtRest atRest, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (EncodedParquetTable table = EncodedParquetTable.open(Issue.getClassSchema(), file);
        BlockReader reader = new BlockReader(work.blocks())) {
      Written written = new Written(tally, reader, table);
      if (atRest != null && !atRest.rows().isEmpty()) {
        copy(atRest, written, table);
      }
      while (!written.isAtEnd()) {
        written.take();
      }
    }
  }

  private void copy(IssuesAtRest atRest, Written written, EncodedParquetTable table)
      throws IOException {
    try (IssueColumns issues = atRest.open()) {
      int[] copied = new int[IssueColumns.MOST_ROWS];
      int before = 0;
      for (int rows = issues.next(); rows > 0; rows = issues.next()) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
          if (atRest.rows().get(before + row)) {
            while (written.isBefore(issues, row)) {
              written.take();
            }
            if (!written.is(issues, row)) {
              table.copy(issues.columns(), row);
              copied[count++] = row;
            }
          }
        }
        before += rows;
        int countOfRows = count;
        SideBySide.write(table::release, () -> count(issues, copied, countOfRows));
      }
    }
  }

  private void count(IssueColumns issues, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      counts.accept(issues.counted(rows[i]));
    }
  }

  /** The issues that workers left, one after the other. */
  private final class Written {
    private final Iterator<Map.Entry<Integer, List<StoredBlock>>> insurers;
    private final BlockReader reader;
    private final EncodedParquetTable table;
    private final IssueRow codec = new IssueRow();
    private int insurer;
    private Iterator<StoredBlock> blocks = List.<StoredBlock>of().iterator();
    private IssueBlocks.Cursor rows = new IssueBlocks.Cursor(new byte[0]);

    Written(Tally tally, BlockReader reader, EncodedParquetTable table) {
      insurers = tally.issues().entrySet().iterator();
      this.reader = reader;
      this.table = table;
      advance();
    }

    private void advance() {
      while (!rows.next()) {
        while (!blocks.hasNext()) {
          if (!insurers.hasNext()) {
            rows = null;
            return;
          }
          Map.Entry<Integer, List<StoredBlock>> next = insurers.next();
          insurer = next.getKey();
          blocks = next.getValue().iterator();
        }
        rows = new IssueBlocks.Cursor(reader.read(blocks.next()));
      }
    }

    boolean isAtEnd() {
      return rows == null;
    }

    /** Whether the next one stands before another. */
    boolean isBefore(IssueColumns issues, int row) {
      return !isAtEnd() && compare(issues, row) < 0;
    }

    boolean is(IssueColumns issues, int row) {
      return !isAtEnd() && compare(issues, row) == 0;
    }

    private int compare(IssueColumns issues, int row) {
      int byInsurer = Integer.compare(insurer, issues.insurer(row));
      return byInsurer == 0 ? rows.compareId(issues, row) : byInsurer;
    }

    void take() throws IOException {
      table.write(rows.block(), rows.from(), rows.length());
      counts.accept(codec.decode(rows.block(), rows.from(), rows.length()));
      advance();
    }
  }
}
