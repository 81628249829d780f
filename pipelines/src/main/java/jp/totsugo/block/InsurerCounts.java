package jp.totsugo.block;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.State;

/** What is counted of one insurer. */
public final class InsurerCounts {
  private static final int RECORDS = 0;
  private static final int REGISTERED = 1;
  private static final int UNREADABLE = 2;
  private static final int STATES = 3;
  private static final int CATEGORIES = STATES + State.COUNT;
  private static final Category[] CATEGORIES_IN_ORDER = Category.values();
  private static final int FINDINGS = CATEGORIES + Category.COUNT;
  private static final int RULE_RECORDS = FINDINGS + Rule.COUNT;
  private static final int CAUSES = RULE_RECORDS + Rule.COUNT;

  /** Where the causes of each rule begin, and behind the last one those of the next. */
  private static final int[] FIRST_CAUSE = firstCauses();

  private static final int CAUSE_RECORDS = CAUSES + FIRST_CAUSE[Rule.COUNT];
  private static final int SIZE = CAUSE_RECORDS + FIRST_CAUSE[Rule.COUNT];
  private static final int BLACK_CIRCLE = Rule.NUMBER_PLACEHOLDER.cause("BLACK_CIRCLE");

  private final long[] counts = new long[SIZE];
  private final TreeSet<Integer> files = new TreeSet<>();

  private static int[] firstCauses() {
    int[] first = new int[Rule.COUNT + 1];
    for (int rule = 0; rule < Rule.COUNT; rule++) {
      first[rule + 1] = first[rule] + Rule.of(rule).causes().size();
    }
    return first;
  }

  /** Says that the file has a line of this insurer. */
  public void addFile(int file) {
    files.add(file);
  }

  /** Counts a record with the marks of its record rules. */
  public void addRecord(RecordView record, int marks) {
    counts[RECORDS]++;
    if (!record.isEmpty(Column.MY_NUMBER)) {
      counts[REGISTERED]++;
    }
    addMarksTimes(marks, 1);
  }

  /** Counts again a record whose marks has grown since {@link #addRecord}. */
  public void addMarks(int before, int after) {
    addMarksTimes(before, -1);
    addMarksTimes(after, 1);
  }

  private void addMarksTimes(int marks, int times) {
    counts[STATES + State.of(marks).ordinal()] += times;
    for (Category category : CATEGORIES_IN_ORDER) {
      if ((marks & State.bit(State.of(category))) != 0) {
        counts[CATEGORIES + category.ordinal()] += times;
      }
    }
  }

  public void addUnreadable() {
    counts[UNREADABLE]++;
  }

  /**
   * Counts a finding.
   *
   * @param cause index into {@link Rule#causes}, or {@link Findings#NO_CAUSE}
   */
  public void addFinding(Rule rule, int cause) {
    counts[FINDINGS + rule.ordinal()]++;
    if (cause != Findings.NO_CAUSE) {
      counts[CAUSES + FIRST_CAUSE[rule.ordinal()] + cause]++;
    }
  }

  /** Counts a record that has findings of this rule. */
  public void addRuleRecord(Rule rule) {
    counts[RULE_RECORDS + rule.ordinal()]++;
  }

  /** Counts a record that has findings of this rule with this cause, if it is one. */
  public void addCauseRecord(Rule rule, int cause) {
    if (cause != Findings.NO_CAUSE) {
      counts[CAUSE_RECORDS + FIRST_CAUSE[rule.ordinal()] + cause]++;
    }
  }

  public long records() {
    return counts[RECORDS];
  }

  /** Records with a My Number. */
  public long registered() {
    return counts[REGISTERED];
  }

  public long unreadable() {
    return counts[UNREADABLE];
  }

  /** Records with a ● in symbol, number or branch. */
  public long blackCircleRecords() {
    return causeRecords(Rule.NUMBER_PLACEHOLDER, BLACK_CIRCLE);
  }

  public long state(State state) {
    return counts[STATES + state.ordinal()];
  }

  /** Records with an ERROR of the category; of UNREGISTRABLE, those without a My Number. */
  public long categoryRecords(Category category) {
    return counts[CATEGORIES + category.ordinal()];
  }

  public long findings(Rule rule) {
    return counts[FINDINGS + rule.ordinal()];
  }

  public long ruleRecords(Rule rule) {
    return counts[RULE_RECORDS + rule.ordinal()];
  }

  /**
   * Findings of a rule with one of its causes.
   *
   * @param cause index into {@link Rule#causes}
   */
  public long causeFindings(Rule rule, int cause) {
    return counts[CAUSES + FIRST_CAUSE[rule.ordinal()] + cause];
  }

  /** Records that have such a finding. */
  public long causeRecords(Rule rule, int cause) {
    return counts[CAUSE_RECORDS + FIRST_CAUSE[rule.ordinal()] + cause];
  }

  public int files() {
    return files.size();
  }

  /** The files that have a line of this insurer. */
  public void eachFile(IntConsumer consumer) {
    files.forEach(consumer::accept);
  }

  /** Adds the counts of another part. */
  public void add(InsurerCounts other) {
    for (int i = 0; i < SIZE; i++) {
      counts[i] += other.counts[i];
    }
    files.addAll(other.files);
  }

  void write(DataOutputStream out) throws IOException {
    for (long count : counts) {
      out.writeLong(count);
    }
    out.writeInt(files.size());
    for (int file : files) {
      out.writeInt(file);
    }
  }

  void read(DataInputStream in) throws IOException {
    for (int i = 0; i < SIZE; i++) {
      counts[i] = in.readLong();
    }
    for (int i = in.readInt(); i > 0; i--) {
      files.add(in.readInt());
    }
  }
}
