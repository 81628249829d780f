package jp.totsugo.job;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.rule.State;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.text.FieldCount;

/**
 * Looks for files that a layout probably does not fit: nearly all of their records fail the same
 * rule on the same column, or have the same wrong number of fields. The counts of the run tell
 * which files are worth a look; only their first lines are read again.
 */
final class LayoutDoubts {
  private static final int MOST_FILES = 20;
  private static final int MOST_LINES = 1000;
  private static final int FEWEST_RECORDS = 20;
  private static final double NEARLY_ALL = 0.9;

  /** What the data itself may lack in every record. */
  private static final Set<Category> OF_DATA =
      EnumSet.of(Category.MISSING_CARD, Category.UNREGISTRABLE);

  private final RuleSettings settings;

  LayoutDoubts(RuleSettings settings) {
    this.settings = settings;
  }

  List<Remark> of(UploadPlan plan, Tally tally) {
    List<Remark> remarks = new ArrayList<>();
    int files = 0;
    for (UploadFile file : plan.files()) {
      if (files < MOST_FILES && isWorthALook(tally.file(file.index()))) {
        files++;
        try {
          remarks.addAll(new Look(file).read(plan));
        } catch (IOException e) {
          // All of it has been read and counted; only this hint is missing.
          continue;
        }
      }
    }
    return remarks;
  }

  private static boolean isWorthALook(FileCounts counts) {
    long lines = counts.records() + counts.unreadable();
    long good = counts.state(State.CLEAN) + counts.state(State.REVIEW);
    return lines >= FEWEST_RECORDS && good < lines * (1 - NEARLY_ALL);
  }

  /** The first lines of one file. */
  private final class Look {
    private record Failure(Rule rule, Column column) {}

    private final UploadFile file;
    private final Multiset<Failure> failures = HashMultiset.create();
    private final Multiset<FieldCount> widths = HashMultiset.create();
    private int records;
    private int unreadable;

    Look(UploadFile file) {
      this.file = file;
    }

    List<Remark> read(UploadPlan plan) throws IOException {
      for (Slice slice : plan.slices(file)) {
        if (records + unreadable < MOST_LINES) {
          read(slice);
        }
      }
      List<Remark> remarks = new ArrayList<>();
      String source = ShownName.of(file.source());
      for (FieldCount width : Multisets.copyHighestCountFirst(widths).elementSet()) {
        if (widths.count(width) > NEARLY_ALL * (records + unreadable)) {
          remarks.add(
              Remark.of(
                  width.isInBytes() ? Remark.Kind.BYTES_EVERYWHERE : Remark.Kind.FIELDS_EVERYWHERE,
                  file.name(),
                  widths.count(width),
                  records + unreadable,
                  width.found(),
                  width.expected(),
                  source));
        }
      }
      for (Failure failure : Multisets.copyHighestCountFirst(failures).elementSet()) {
        if (records >= FEWEST_RECORDS && failures.count(failure) > NEARLY_ALL * records) {
          remarks.add(
              Remark.of(
                  Remark.Kind.RULE_EVERYWHERE,
                  file.name(),
                  failure.rule.name(),
                  failure.column.header(),
                  failures.count(failure),
                  records,
                  source));
        }
      }
      return remarks;
    }

    private void read(Slice slice) throws IOException {
      RecordView record = settings.newRecordView();
      RuleSet rules = new RuleSet(settings, file.presentColumns());
      Findings findings = new Findings();
      try (RecordReader reader = RecordReader.open(file, slice, record)) {
        RecordReader.Line line = reader.next();
        while (line != null && records + unreadable < MOST_LINES) {
          if (line == RecordReader.Line.UNREADABLE) {
            unreadable++;
            if (reader.cause() == UnreadableCause.FIELD_COUNT) {
              widths.add(FieldCount.at(file, reader.offset()));
            }
          } else if (line == RecordReader.Line.RECORD) {
            records++;
            rules.check(record, findings);
            take(findings);
          }
          line = reader.next();
        }
      }
    }

    private void take(Findings findings) {
      Set<Failure> ofRecord = new HashSet<>();
      for (int i = 0; i < findings.count(); i++) {
        Rule rule = findings.rule(i);
        if (settings.severity(rule) == Severity.ERROR
            && !OF_DATA.contains(rule.category())
            && rule != Rule.INSURER_NOT_UPLOADER) {
          ofRecord.add(new Failure(rule, findings.field(i)));
        }
      }
      failures.addAll(ofRecord);
    }
  }
}
