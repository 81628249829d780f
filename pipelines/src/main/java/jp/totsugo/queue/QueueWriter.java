package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.Tally;
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

  /**
   * Rows of one insurer that are sorted in memory; with their objects about three times as much.
   */
  private static final long MOST_BYTES_IN_MEMORY = 192L << 20;

  private static final List<String> HEADER =
      Correction.getClassSchema().getFields().stream().map(Schema.Field::name).toList();

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final String ruleVersion;
  private final LineNumbers lineNumbers;
  private final PersonIds personIds;
  private final Path corrections;
  private final Path workFolder;
  private final RowTexts texts;
  private final IssueId ids = new IssueId();
  private final FindingRow row = new FindingRow();
  private final Map<Integer, byte[]> fileNames = new HashMap<>();

  /**
   * @param checked what was counted in all slices
   * @param corrections the folder that gets one folder an insurer
   * @param workFolder for rows that do not fit in memory
   */
  public QueueWriter(
      UploadPlan plan,
      RuleSettings settings,
      Messages messages,
      Tally checked,
      Path corrections,
      Path workFolder) {
    this.plan = plan;
    this.settings = settings;
    ruleVersion = settings.hasRegister() ? settings.version() : "";
    lineNumbers = new LineNumbers(checked);
    personIds = new PersonIds(checked);
    this.corrections = corrections;
    this.workFolder = workFolder;
    texts = new RowTexts(messages, settings);
  }

  /**
   * Writes the whole queue of an insurer; returns how many rows of each rule, and the states that
   * changed.
   */
  public Tally write(int insurer, Iterable<FindingBlock> blocks) throws IOException {
    Tally tally = new Tally();
    EvidenceOverRecords evidence = new EvidenceOverRecords(settings);
    EqualIds equalIds = new EqualIds();
    try (QueueSorter sorter =
        new QueueSorter(
            workFolder,
            InsurerNumber.text(insurer),
            MOST_BYTES_IN_MEMORY,
            (block, at) -> rowAt(insurer, block, at))) {
      for (FindingBlock block : blocks) {
        byte[] bytes = block.bytes();
        for (int at = 0; at < bytes.length; ) {
          QueueRow next = rowAt(insurer, bytes, at);
          evidence.add(row, next.line);
          equalIds.add(next.id);
          sorter.add(next);
          at += next.length();
        }
      }
      equalIds.close();
      writeRows(insurer, sorter.sorted(), equalIds, tally);
    }
    evidence.settle(insurer, tally);
    return tally;
  }

  /** Makes the row that stands at an offset of a block; {@link #row} points at it then. */
  private QueueRow rowAt(int insurer, byte[] block, int at) {
    row.pointTo(block, at);
    long line = lineNumbers.line(row.file(), row.slice(), row.lineInSlice());
    byte[] person =
        row.isFoundByPlace(personIds)
            ? IssueId.placeOf(plan.files().get(row.file()).name(), line)
            : row.value(Value.PERSON_ID);
    byte[] hash =
        ids.hash(insurer, person, row.value(Value.QUALIFICATION), row.rule(), row.field());
    return new QueueRow(block, at, row, line, hash);
  }

  private void writeRows(int insurer, Iterator<QueueRow> rows, EqualIds equalIds, Tally tally)
      throws IOException {
    Path folder = Files.createDirectories(corrections.resolve(InsurerNumber.text(insurer)));
    Path csvPart = folder.resolve("." + CSV);
    Path avroPart = folder.resolve("." + AVRO);
    EvidenceTable evidence = new EvidenceTable(folder, ruleVersion);
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
    Files.move(csvPart, folder.resolve(CSV), StandardCopyOption.REPLACE_EXISTING);
    Files.move(avroPart, folder.resolve(AVRO), StandardCopyOption.REPLACE_EXISTING);
    evidence.publish();
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
