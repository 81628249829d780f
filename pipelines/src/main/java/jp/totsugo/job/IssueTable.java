package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.history.IssueBlocks;
import jp.totsugo.history.IssueRow;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.EncodedParquetTable;
import jp.totsugo.table.ParquetParts;

/** {@code history/issues.parquet}: encoded in parts of one size, several at a time, and joined. */
final class IssueTable {
  /** Of encoded issues: the bytes of the table do not depend on the number of threads. */
  private static final long PART_BYTES = 48L << 20;

  /** What a thread may need. */
  private static final long HEAP_OF_THREAD = 192L << 20;

  private final WorkFolder work;
  private final Consumer<Issue> counts;

  /**
   * @param work where workers left the issues
   * @param counts gets each issue, in no order
   */
  IssueTable(WorkFolder work, Consumer<Issue> counts) {
    this.work = work;
    this.counts = counts;
  }

  /** Writes all issues of a run by insurer and id. */
  void write(Tally tally, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    List<List<StoredBlock>> parts = parts(tally);
    if (parts.size() == 1) {
      write(parts.get(0), file);
      return;
    }
    long threads =
        Math.min(
            Runtime.getRuntime().availableProcessors(),
            Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_OF_THREAD));
    ExecutorService pool = Executors.newFixedThreadPool((int) threads);
    try {
      List<Future<Path>> tables = new ArrayList<>();
      for (List<StoredBlock> part : parts) {
        tables.add(
            pool.submit(
                () -> {
                  Path table = work.newUnfinished();
                  write(part, table);
                  return table;
                }));
      }
      List<Path> written = new ArrayList<>();
      for (Future<Path> table : tables) {
        written.add(table.get());
      }
      ParquetParts.join(written, file);
      for (Path table : written) {
        Files.delete(table);
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<List<StoredBlock>> parts(Tally tally) {
    List<List<StoredBlock>> parts = new ArrayList<>();
    List<StoredBlock> part = new ArrayList<>();
    parts.add(part);
    long bytes = 0;
    for (List<StoredBlock> blocks : tally.issues().values()) {
      for (StoredBlock block : blocks) {
        if (bytes > PART_BYTES) {
          part = new ArrayList<>();
          parts.add(part);
          bytes = 0;
        }
        part.add(block);
        bytes += block.length();
      }
    }
    return parts;
  }

  private void write(List<StoredBlock> part, Path file) throws IOException {
    IssueRow codec = new IssueRow();
    try (EncodedParquetTable table = EncodedParquetTable.open(Issue.getClassSchema(), file);
        BlockReader reader = new BlockReader(work.blocks())) {
      for (StoredBlock block : part) {
        List<Issue> issues = new ArrayList<>();
        IssueBlocks.forEach(
            reader.read(block),
            (rows, from, length) -> {
              table.write(rows, from, length);
              issues.add(codec.decode(rows, from, length));
            });
        synchronized (counts) {
          issues.forEach(counts);
        }
      }
    }
  }
}
