package jp.totsugo.check;

import java.io.IOException;
import java.util.function.Predicate;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.history.Before;
import jp.totsugo.history.KnownIssues;
import jp.totsugo.history.SeenRecords;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.MyNumberSearch;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSets;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.rule.State;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Checks the records of slices with the record rules, counts them, and collects their keys for the
 * rules over several records. Serves one thread.
 */
public final class SliceChecker {
  /** Where full blocks go. */
  public interface Output {
    /** The array is used again. */
    void keys(int shard, byte[] entries, int length);

    void findings(int insurer, FindingBlock block);

    /** Keeps a block; returns where it will be found. */
    StoredBlock keep(byte[] block);
  }

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final RuleSets ruleSets;
  private final Output output;
  private final KeyBuffers keys;
  private final FindingBuffers findingBuffers;
  private final RecordView record;
  private final MyNumberSearch numbers;
  private final Findings findings = new Findings();
  private final Tally tally = new Tally();
  private final UnreadableLines unreadable;

  /** Null where the run before had no issues. */
  private final SeenRecords seen;

  private int insurer = -1;
  private int countedFile = -1;
  private InsurerCounts insurerCounts;
  private int ruleSetFile = -1;
  private RuleSet rules;
  private Predicate<Rule> judged;

  public SliceChecker(
      UploadPlan plan, RuleSettings settings, Shards shards, WorkFolder work, Output output)
      throws IOException {
    this.plan = plan;
    this.settings = settings;
    ruleSets = new RuleSets(settings);
    numbers = new MyNumberSearch(settings);
    keys =
        new KeyBuffers(
            settings,
            shards,
            (shard, entries, length) -> {
              tally.addToStep(Tally.Step.KEYS_MADE, length / KeyEntry.ENTRY_BYTES);
              output.keys(shard, entries, length);
            });
    findingBuffers = new FindingBuffers(settings, output::findings);
    unreadable = new UnreadableLines(output::keep, tally);
    record = settings.newRecordView();
    this.output = output;
    KnownIssues known = KnownIssues.read(Before.knownIssues(work));
    seen = known == null ? null : new SeenRecords(known, settings);
  }

  /**
   * Checks all records of a slice of an upload, or takes in the entries of a file that uploads are
   * held against. An upload that cannot be read is counted as lost, and the others go on, so that
   * all that are lost are known at once.
   *
   * @throws LostFileException if a file of the register, or an upload of the run before, is
   * @throws IOException if the task is cancelled, or the machine fails
   */
  public void check(Slice slice) throws IOException {
    if (tally.lost().containsKey(slice.file())) {
      return;
    }
    try {
      if (plan.isUpload(slice.file())) {
        checkUpload(slice);
      } else {
        takeIn(slice);
      }
    } catch (IOException e) {
      LostFileException failure = LostFileException.of(plan.file(slice.file()), e);
      if (!plan.isUpload(slice.file())) {
        throw failure;
      }
      tally.lose(slice.file(), failure.reason());
    }
    Progress.BYTES.add(slice.end() - slice.start());
  }

  private void takeIn(Slice slice) throws IOException {
    FileCounts counts = tally.referenceFile(slice.file());
    boolean isRegister = plan.isRegister(slice.file());
    keys.beginFile(slice.file());
    try (RecordReader reader = RecordReader.open(plan.file(slice.file()), slice, record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        switch (line) {
          case RECORD -> {
            counts.addRecord(0);
            if (isRegister) {
              keys.addRegistered(record, reader.position(), reader.lineNumber());
            } else {
              keys.addEarlier(record, reader.position());
            }
          }
          case HEADER -> counts.addHeader();
          case BLANK -> counts.addBlank();
          case UNREADABLE -> counts.addUnreadable();
        }
      }
      counts.endSlice(slice.number(), reader.lineNumber(), reader.checksum());
    }
    ruleSetFile = -1;
  }

  private void checkUpload(Slice slice) throws IOException {
    UploadFile file = plan.file(slice.file());
    if (ruleSetFile != slice.file()) {
      ruleSetFile = slice.file();
      rules = ruleSets.of(file.columnBits());
      RuleSet ofFile = rules;
      judged = rule -> ofFile.applies(rule) && settings.severity(rule) != Severity.NOTICE;
      keys.beginFile(slice.file(), rules);
    }
    FileCounts fileCounts = tally.file(slice.file());
    if (file.uploader() != InsurerNumber.UNKNOWN) {
      tally.insurer(file.uploader()).addFile(slice.file());
    }
    long records = 0;
    unreadable.begin(slice);
    try (RecordReader reader = RecordReader.open(file, slice, record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        switch (line) {
          case RECORD -> {
            checkRecord(slice, reader, fileCounts);
            records++;
          }
          case HEADER -> fileCounts.addHeader();
          case BLANK -> fileCounts.addBlank();
          case UNREADABLE -> {
            fileCounts.addUnreadable();
            if (reader.isCutOff()) {
              fileCounts.setCutOff();
            }
            countsOf(file.uploader(), slice.file()).addUnreadable();
            unreadable.add(reader.lineNumber(), reader.offset(), reader.cause());
          }
        }
      }
      unreadable.end();
      fileCounts.addTextBytes(reader.textBytes());
      fileCounts.endSlice(slice.number(), reader.lineNumber(), reader.checksum());
    }
    Progress.RECORDS.add(records);
  }

  private void checkRecord(Slice slice, RecordReader reader, FileCounts fileCounts) {
    rules.check(record, findings);
    int marks = State.marksOf(record);
    InsurerCounts counts = countsOf(record.insurer(), slice.file());
    if (findings.count() > 0) {
      marks |= addFindings(slice, reader, counts);
    }
    counts.addRecord(record, marks);
    fileCounts.addRecord(marks);
    if (record.length(Column.PERSON_ID) >= MyNumber.LENGTH) {
      fileCounts.addPersonId(numbers.in(record, Column.PERSON_ID));
    }
    keys.add(record, marks, reader.position(), reader.lineNumber());
    if (seen != null) {
      seen.see(record, judged);
    }
  }

  private int addFindings(Slice slice, RecordReader reader, InsurerCounts counts) {
    int marks = State.marksOf(record);
    for (int i = 0; i < findings.count(); i++) {
      marks |= State.marksOf(findings.rule(i), settings.severity(findings.rule(i)));
    }
    Rule previous = null;
    for (int i = 0; i < findings.count(); i++) {
      Rule rule = findings.rule(i);
      counts.addFinding(rule, findings.cause(i));
      tally.addDetected(rule, 1);
      if (rule != previous) {
        counts.addRuleRecord(rule);
        previous = rule;
      }
      if (findings.isFirstOfCause(i)) {
        counts.addCauseRecord(rule, findings.cause(i));
      }
      if (settings.severity(rule) != Severity.NOTICE) {
        findingBuffers
            .of(record.insurer())
            .add(
                record,
                slice.file(),
                slice.number(),
                reader.lineNumber(),
                rule,
                findings.cause(i),
                findings.field(i),
                marks);
      }
    }
    findingBuffers.flushIfLarge();
    Progress.FINDINGS.add(findings.count());
    return marks;
  }

  private InsurerCounts countsOf(int wantedInsurer, int wantedFile) {
    if (insurer != wantedInsurer || countedFile != wantedFile) {
      insurer = wantedInsurer;
      countedFile = wantedFile;
      insurerCounts = tally.insurer(insurer);
      insurerCounts.addFile(wantedFile);
    }
    return insurerCounts;
  }

  /**
   * Hands out what is left in the buffers, and what was counted; the checker is not used
   * afterwards.
   */
  public Tally finish() {
    keys.flush();
    findingBuffers.flush();
    if (seen != null) {
      seen.finish((of, bytes) -> tally.addPresence(of, output.keep(bytes)));
    }
    return tally;
  }
}
