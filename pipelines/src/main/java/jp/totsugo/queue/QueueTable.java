package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.WorkFolder;
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
  private final Path csvPart;
  private final Path avroPart;
  private final EvidenceTable evidence;
  private final RelatedTable related;
  private CsvWriter csv;
  private AvroQueue avro;
  private boolean isClosed;

  /**
   * @param folder where the files will be; is made
   * @param fileNames of files, by their numbers
   */
  QueueTable(WorkFolder work, Path folder, RowTexts texts, IntFunction<byte[]> fileNames) {
    this.folder = folder;
    this.texts = texts;
    csvPart = work.newUnfinished();
    avroPart = work.newUnfinished();
    evidence = new EvidenceTable(work.newUnfinished(), texts.ruleVersion());
    related = new RelatedTable(work.newUnfinished(), fileNames);
  }

  /**
   * @param row its finding
   * @param hidesPersonId whether the person id is to be masked
   */
  void write(Issue issue, FindingRow row, byte[] file, long line, boolean hidesPersonId)
      throws IOException {
    if (csv == null) {
      csv = new CsvWriter(csvPart, HEADER);
      avro = new AvroQueue(avroPart);
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

  /** Gives the files their names. */
  void finish() throws IOException {
    if (csv == null) {
      return;
    }
    closeAll();
    if (!Files.isDirectory(folder)) {
      // Not with those above it: once the run has ended, there are none.
      Files.createDirectory(folder);
    }
    WorkFolder.finish(csvPart, folder.resolve(QueueWriter.CSV));
    WorkFolder.finish(avroPart, folder.resolve(QueueWriter.AVRO));
    evidence.finish(folder);
    related.finish(folder);
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
