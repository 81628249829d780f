package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.Correction;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.avro.Schema;

/** Writes the correction queue of one insurer after the other. Serves one thread. */
public final class QueueWriter {
  public static final String CSV = "corrections.csv";
  static final String AVRO = "corrections.avro";

  /** Rows of one insurer that are sorted in memory, if there is as much. */
  private static final long MOST_BYTES_IN_MEMORY = 192L << 20;

  private static final List<String> HEADER =
      Correction.getClassSchema().getFields().stream().map(Schema.Field::name).toList();

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final String ruleVersion;
  private final LineNumbers lineNumbers;
  private final PersonIds personIds;
  private final WorkFolder work;
  private final RowTexts texts;
  private final IssueId ids = new IssueId();
  private final FindingRow row = new FindingRow();
  private final Map<Integer, byte[]> fileNames = new HashMap<>();

  /**
   * @param checked what is known of all files
   * @param work gets the queues, one folder an insurer, and rows that do not fit in memory
   */
  public QueueWriter(
      UploadPlan plan,
      RuleSettings settings,
      Messages messages,
      CheckedFiles checked,
      WorkFolder work) {
    this.plan = plan;
    this.settings = settings;
    ruleVersion = settings.hasRegister() ? settings.version() : "";
    lineNumbers = checked.lineNumbers();
    personIds = checked.personIds();
    this.work = work;
    texts = new RowTexts(messages, settings);
  }

  /**
   * Writes the whole queue of an insurer; returns how many rows of each rule, and the states that
   * changed.
   */
  public Tally write(int insurer, Iterable<FindingBlock> blocks) throws IOException {
    Tally tally = new Tally();
    MarksOverRecords marks = new MarksOverRecords(settings);
    EqualIds equalIds = new EqualIds();
    try (QueueSorter sorter =
        new QueueSorter(
            work.unfinished(), MOST_BYTES_IN_MEMORY, (block, at) -> rowAt(insurer, block, at))) {
      for (FindingBlock block : blocks) {
        byte[] bytes = block.bytes();
        for (int at = 0; at < bytes.length; ) {
          QueueRow next = rowAt(insurer, bytes, at);
          marks.add(row, next.line);
          equalIds.add(next.id);
          sorter.add(next);
          at += next.length();
        }
      }
      equalIds.close();
      writeRows(insurer, sorter.sorted(), equalIds, tally);
    }
    marks.settle(insurer, tally);
    return tally;
  }

  /** Makes the row that stands at an offset of a block; {@link #row} points at it then. */
  private QueueRow rowAt(int insurer, byte[] block, int at) {
    row.pointTo(block, at);
    long line = lineNumbers.line(row.file(), row.slice(), row.lineInSlice());
    byte[] person =
        row.isFoundByLocation(personIds)
            ? IssueId.locationOf(plan.files().get(row.file()).name(), line)
            : row.value(Value.PERSON_ID);
    byte[] hash =
        ids.hash(insurer, person, row.value(Value.QUALIFICATION), row.rule(), row.field());
    return new QueueRow(block, at, row, line, hash);
  }

  private void writeRows(int insurer, Iterator<QueueRow> rows, EqualIds equalIds, Tally tally)
      throws IOException {
    Path folder = work.corrections().resolve(InsurerNumber.text(insurer));
    if (!Files.isDirectory(folder)) {
      // Not with those above it: once the run has ended, there are none.
      Files.createDirectory(folder);
    }
    Path csvPart = work.newUnfinished();
    Path avroPart = work.newUnfinished();
    EvidenceTable evidence = new EvidenceTable(work.newUnfinished(), ruleVersion);
    try (evidence;
        CsvWriter csv = new CsvWriter(csvPart, HEADER);
        AvroQueue avro = new AvroQueue(avroPart)) {
      while (rows.hasNext()) {
        QueueRow next = rows.next();
        byte[] id = IssueId.text(next.idHash());
        int seen = equalIds.next(next.id);
        if (seen > 1) {
          id = Bytes.concat(id, ("-" + seen).getBytes(UTF_8));
        }
        row.pointTo(next.block, next.at);
        write(id, next, csv, avro);
        evidence.add(id, row);
        tally.addQueued(row.rule(), 1);
      }
    }
    WorkFolder.finish(csvPart, folder.resolve(CSV));
    WorkFolder.finish(avroPart, folder.resolve(AVRO));
    evidence.finish(folder);
  }

  private void write(byte[] id, QueueRow next, CsvWriter csv, AvroQueue avro) throws IOException {
    RowTexts.Texts text = texts.of(row.rule(), row.cause(), row.field());
    byte[] file =
        fileNames.computeIfAbsent(next.file, f -> plan.files().get(f).name().getBytes(UTF_8));
    csv.cell(id, 0, id.length).cells(text.csvFront());
    csv.cell(file, 0, file.length).cell(next.line);
    avro.string(id, 0, id.length).encoded(text.avroFront());
    avro.string(file, 0, file.length).number(next.line);
    if (row.hidesPersonId(personIds)) {
      byte[] masked = PersonIds.masked(row.value(Value.PERSON_ID));
      csv.cell(masked, 0, masked.length);
      avro.string(masked, 0, masked.length);
    } else {
      write(Value.PERSON_ID, csv, avro);
    }
    write(Value.SYMBOL, csv, avro);
    write(Value.NUMBER, csv, avro);
    write(Value.BRANCH, csv, avro);
    write(Value.MY_NUMBER_MASKED, csv, avro);
    csv.cells(text.csvField());
    avro.encoded(text.avroField());
    write(Value.GROUP_ID, csv, avro);
    write(Value.RELATED, csv, avro);
    csv.cells(text.csvBack()).endRow();
    avro.encoded(text.avroBack()).endRow();
  }

  private void write(Value value, CsvWriter csv, AvroQueue avro) throws IOException {
    csv.cell(row.bytes(), row.start(value), row.end(value));
    avro.string(row.bytes(), row.start(value), row.end(value));
  }
}
