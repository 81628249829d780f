package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.QueueFile;
import jp.totsugo.block.RelatedRecord;
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

  private final Path folder;
  private final IntFunction<byte[]> fileNames;
  private QueueOutput output;
  private CsvWriter csv;
  private long rows;

  /**
   * @param folder in which it is written; there when the first row comes
   * @param fileNames of files, by their numbers
   */
  RelatedTable(Path folder, IntFunction<byte[]> fileNames) {
    this.folder = folder;
    this.fileNames = fileNames;
  }

  /** Adds the records of a finding, if it has any. */
  void add(byte[] id, FindingRow row) throws IOException {
    if (row.start(Value.RELATED_RECORDS) == row.end(Value.RELATED_RECORDS)) {
      return;
    }
    if (csv == null) {
      output = new QueueOutput(folder.resolve(CSV));
      csv = new CsvWriter(output, HEADER);
    }
    for (RelatedRecord record : RelatedRecord.read(row.value(Value.RELATED_RECORDS))) {
      byte[] file = fileNames.apply(record.file());
      csv.cell(id, 0, id.length).cell(file, 0, file.length).cell(record.line());
      for (Value value : List.of(Value.PERSON_ID, Value.SYMBOL, Value.NUMBER, Value.BRANCH)) {
        csv.cell(new String(FindingRow.valueOf(record.values(), value), UTF_8));
      }
      csv.endRow();
      rows++;
    }
  }

  /** The file, if there is one, once it is closed. */
  Optional<QueueFile> written() {
    return Optional.ofNullable(output).map(file -> file.written(CSV, rows));
  }

  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.close();
    }
  }
}
