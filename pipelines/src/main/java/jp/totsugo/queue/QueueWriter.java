package jp.totsugo.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.FindingRow.Value;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.Observation;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.QueueFile;
import jp.totsugo.block.Status;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.block.WrittenQueue;
import jp.totsugo.history.Before;
import jp.totsugo.history.IssueBlocks;
import jp.totsugo.history.IssueMerge;
import jp.totsugo.history.KnownIssues;
import jp.totsugo.history.Life;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.Issue;
import jp.totsugo.upload.plan.UploadPlan;

/** Writes the correction queue of one insurer after the other. Serves one thread. */
public final class QueueWriter {
  public static final String CSV = "corrections.csv";
  static final String AVRO = "corrections.avro";

  /** Rows of one insurer that are sorted in memory, if there is as much. */
  private static final long MOST_BYTES_IN_MEMORY = 192L << 20;

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final LineNumbers lineNumbers;
  private final PersonIds personIds;
  private final WorkFolder work;
  private final RowTexts texts;
  private final IssueId ids = new IssueId();
  private final FindingRow row = new FindingRow();
  private final Map<Integer, byte[]> fileNames = new HashMap<>();
  private final Life life;
  private final KnownIssues known;
  private final IssueBlocks issues;
  private final BlockReader blocks;
  private final Map<Integer, List<StoredBlock>> presence;

  /**
   * @param checked what is known of all files
   * @param work gets the queues, one folder an insurer, and rows that do not fit in memory
   * @param reader of what was seen of the records of issues
   * @param writer gets the issues
   */
  public QueueWriter(
      UploadPlan plan,
      RuleSettings settings,
      Messages messages,
      CheckedFiles checked,
      WorkFolder work,
      BlockReader reader,
      BlockWriter writer)
      throws IOException {
    this.plan = plan;
    this.settings = settings;
    lineNumbers = checked.lineNumbers();
    personIds = checked.personIds();
    this.work = work;
    texts = new RowTexts(messages, settings);
    Before before = Before.read(work);
    life =
        new Life(
            settings,
            before,
            new Observation(
                plan,
                checked.observed(),
                before.rejected(),
                before.records(),
                settings.unreadableShare(),
                settings.life()),
            before.isRegisterChanged(plan, checked.references()));
    known = KnownIssues.read(Before.knownIssues(work));
    issues = new IssueBlocks(writer);
    blocks = reader;
    presence = checked.presence();
  }

  /**
   * Writes the whole queue of an insurer; returns how many rows of each rule, and the states that
   * changed.
   */
  public Tally write(int insurer, Iterable<FindingBlock> blocks) throws IOException {
    Tally tally = new Tally();
    MarksOverRecords marks = new MarksOverRecords(settings);
    EqualIds equalIds = new EqualIds();
    try (IssueMerge merge =
            new IssueMerge(
                known, insurer, seen(insurer), life, tally.lives(insurer), work.unfinished());
        QueueSorter sorter =
            new QueueSorter(
                work.unfinished(),
                MOST_BYTES_IN_MEMORY,
                (block, at) -> rowAt(insurer, block, at))) {
      for (FindingBlock block : blocks) {
        byte[] bytes = block.bytes();
        for (int at = 0; at < bytes.length; ) {
          QueueRow next = rowAt(insurer, bytes, at);
          marks.add(row, next.line);
          equalIds.add(next.id);
          merge.announce(row.string(Value.PERSON_ID), next.idHash());
          sorter.add(next);
          at += next.length();
        }
      }
      equalIds.close();
      writeRows(insurer, sorter.sorted(), equalIds, merge, tally);
      issues.write(insurer, merge, tally);
    }
    marks.settle(insurer, tally);
    return tally;
  }

  private Iterable<byte[]> seen(int insurer) {
    return Iterables.transform(presence.getOrDefault(insurer, List.of()), blocks::read);
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

  private void writeRows(
      int insurer, Iterator<QueueRow> rows, EqualIds equalIds, IssueMerge merge, Tally tally)
      throws IOException {
    long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    try (QueueTable table = new QueueTable(work.queue(insurer, number), texts, this::fileName)) {
      while (rows.hasNext()) {
        QueueRow next = rows.next();
        int equal = equalIds.next(next.id);
        row.pointTo(next.block, next.at);
        Issue issue = merge.find(finding(insurer, next, equal), row.rule().ordinal(), row.field());
        if (!issue.getStatus().equals(Status.CLEARED.name())) {
          table.write(issue, row, fileName(next.file), next.line, row.hidesPersonId(personIds));
          tally.addQueued(row.rule(), 1);
        }
      }
      List<QueueFile> files = table.finish();
      if (!files.isEmpty()) {
        tally.addQueue(insurer, new WrittenQueue(number, files));
      }
    }
  }

  private byte[] fileName(int file) {
    return fileNames.computeIfAbsent(file, f -> plan.files().get(f).name().getBytes(UTF_8));
  }

  /** A finding as the issue that it begins, if it is none. */
  private Issue finding(int insurer, QueueRow next, int number) {
    String id = new String(IssueId.text(next.idHash()), UTF_8);
    Rule rule = row.rule();
    Issue issue = new Issue();
    issue.setIssueId(number == 1 ? id : id + "-" + number);
    issue.setInsurer(InsurerNumber.text(insurer));
    issue.setPersonId(personId());
    issue.setCategory(rule.category().name());
    issue.setRule(rule.name());
    issue.setField(Column.of(row.field()).header());
    issue.setCause(rule.causeName(row.cause()));
    issue.setSeverity(settings.severity(rule).name());
    issue.setPriority(rule.priority());
    issue.setClosedBecause("");
    issue.setClosedOn("");
    issue.setAnswer("");
    issue.setAnswerReason("");
    issue.setAnsweredOn("");
    issue.setClearanceEnded("");
    issue.setRecordPrint(row.recordPrint());
    issue.setEvidencePrint(row.evidencePrint());
    issue.setPartners(row.string(Value.PARTNERS));
    issue.setFoundAs("");
    return issue;
  }

  /** As it is shown; nothing where it looks like an id and does not find the record. */
  private String personId() {
    String shown =
        row.hidesPersonId(personIds)
            ? new String(PersonIds.masked(row.value(Value.PERSON_ID)), UTF_8)
            : row.string(Value.PERSON_ID);
    return row.isFoundByLocation(personIds) && IssueId.isUsable(shown.getBytes(UTF_8)) ? "" : shown;
  }
}
