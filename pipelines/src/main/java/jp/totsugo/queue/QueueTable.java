package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.QueueFile;
import jp.totsugo.record.Column;
import jp.totsugo.schema.Correction;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/** The files of one insurer's queue; there are none where nothing was written. */
final class QueueTable implements Closeable {
  private static final List<String> HEADER = ParquetTable.columns(Correction.getClassSchema());
  private static final byte[] NOTHING = {};

  private final Path folder;
  private final RowTexts texts;
  private final EvidenceTable evidence;
  private final RelatedTable related;
  private QueueOutput csvFile;
  private QueueOutput avroFile;
  private CsvWriter csv;
  private AvroQueue avro;
  private long rows;
  private boolean isClosed;

  /**
   * @param folder for the files; is made with the first row
   * @param fileNames of files, by their numbers
   */
  QueueTable(Path folder, RowTexts texts, IntFunction<byte[]> fileNames) {
    this.folder = folder;
    this.texts = texts;
    evidence = new EvidenceTable(folder, texts.ruleVersion());
    related = new RelatedTable(folder, fileNames);
  }

  /**
   * @param row its finding
   * @param hidesPersonId whether the person id is to be masked
   */
  void write(Issue issue, FindingRow row, byte[] file, long line, boolean hidesPersonId)
      throws IOException {
    if (csv == null) {
      // Not with those above it: once the run has ended, there are none.
      Files.createDirectory(folder);
      csvFile = new QueueOutput(folder.resolve(QueueWriter.CSV));
      csv = new CsvWriter(csvFile, HEADER);
      avroFile = new QueueOutput(folder.resolve(QueueWriter.AVRO));
      avro = new AvroQueue(avroFile);
    }
    RowTexts.Texts text = texts.of(row.rule(), row.cause(), row.field());
    byte[] id = issue.getIssueId().getBytes(UTF_8);
    csv.cell(id, 0, id.length).cells(text.csvFront());
    csv.cell(file, 0, file.length).cell(line);
    avro.string(id, 0, id.length).encoded(text.avroFront());
    avro.string(file, 0, file.length).number(line);
    byte[] maskedPersonId = hidesPersonId ? PersonIds.masked(row.value(Value.PERSON_ID)) : NOTHING;
    writePersonId(row, hidesPersonId, maskedPersonId);
    write(row, Value.SYMBOL);
    write(row, Value.NUMBER);
    write(row, Value.BRANCH);
    write(row, Value.MY_NUMBER_MASKED);
    csv.cells(text.csvField());
    avro.encoded(text.avroField());
    write(row, Value.GROUP_ID);
    write(row, Value.RELATED);
    csv.cells(text.csvBack());
    avro.encoded(text.avroBack());
    write(issue.getStatus());
    write(issue.getFirstSeen());
    switch (Column.of(row.field())) {
      case PERSON_ID -> writePersonId(row, hidesPersonId, maskedPersonId);
      case SYMBOL -> write(row, Value.SYMBOL);
      case NUMBER -> write(row, Value.NUMBER);
      case BRANCH -> write(row, Value.BRANCH);
      case MY_NUMBER -> write(row, Value.MY_NUMBER_MASKED);
      default -> write(row, Value.CONTENT);
    }
    csv.endRow();
    avro.endRow();
    evidence.add(id, row);
    related.add(id, row);
    rows++;
  }

  private void writePersonId(FindingRow row, boolean isHidden, byte[] masked) throws IOException {
    if (isHidden) {
      write(masked);
    } else {
      write(row, Value.PERSON_ID);
    }
  }

  private void write(String text) throws IOException {
    write(text.getBytes(UTF_8));
  }

  private void write(byte[] text) throws IOException {
    csv.cell(text, 0, text.length);
    avro.string(text, 0, text.length);
  }

  private void write(FindingRow row, Value value) throws IOException {
    csv.cell(row.bytes(), row.start(value), row.end(value));
    avro.string(row.bytes(), row.start(value), row.end(value));
  }

  /** Ends the files, and says which there are. */
  List<QueueFile> finish() throws IOException {
    if (csv == null) {
      return List.of();
    }
    closeAll();
    List<QueueFile> files = new ArrayList<>();
    files.add(csvFile.written(QueueWriter.CSV, rows));
    files.add(avroFile.written(QueueWriter.AVRO, rows));
    evidence.written().ifPresent(files::add);
    related.written().ifPresent(files::add);
    return files;
  }

  private void closeAll() throws IOException {
    isClosed = true;
    try (CsvWriter closedCsv = csv;
        AvroQueue closedAvro = avro;
        RelatedTable closedRelated = related) {
      evidence.close();
    }
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      closeAll();
    }
  }
}
