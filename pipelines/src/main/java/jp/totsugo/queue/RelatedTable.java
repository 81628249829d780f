package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.RelatedRecord;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.table.CsvWriter;

/**
 * {@code related.csv}: of the records that findings name in {@code related} and that have no row in
 * the queue, whose they are; only those of the insurer itself. There is no file where there are
 * none.
 */
final class RelatedTable implements Closeable {
  static final String CSV = "related.csv";

  private static final List<String> HEADER =
      List.of("issue_id", "file", "line", "person_id", "symbol", "number", "branch");

  private final Path part;
  private final IntFunction<byte[]> fileNames;
  private CsvWriter csv;

  /**
   * @param part where it is written
   * @param fileNames of files, by their numbers
   */
  RelatedTable(Path part, IntFunction<byte[]> fileNames) {
    this.part = part;
    this.fileNames = fileNames;
  }

  /** Adds the records of a finding, if it has any. */
  void add(byte[] id, FindingRow row) throws IOException {
    if (row.start(Value.RELATED_RECORDS) == row.end(Value.RELATED_RECORDS)) {
      return;
    }
    if (csv == null) {
      csv = new CsvWriter(part, HEADER);
    }
    for (RelatedRecord record : RelatedRecord.read(row.value(Value.RELATED_RECORDS))) {
      byte[] file = fileNames.apply(record.file());
      csv.cell(id, 0, id.length).cell(file, 0, file.length).cell(record.line());
      for (Value value : List.of(Value.PERSON_ID, Value.SYMBOL, Value.NUMBER, Value.BRANCH)) {
        csv.cell(new String(FindingRow.valueOf(record.values(), value), UTF_8));
      }
      csv.endRow();
    }
  }

  /** Gives the file its name, once all of it is written and closed. */
  void finish(Path folder) throws IOException {
    if (csv != null) {
      WorkFolder.finish(part, folder.resolve(CSV));
    }
  }

  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.close();
    }
  }
}
