package jp.totsugo.number.shard;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlockBuilder;
import jp.totsugo.block.FindingBlockBuilder.RecordValues;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.Shards;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.history.ErrorsBefore;
import jp.totsugo.number.SecondReading;
import jp.totsugo.number.earlier.EarlierBlock;
import jp.totsugo.number.earlier.EarlierMatcher;
import jp.totsugo.number.earlier.UnfitEarlierException;
import jp.totsugo.number.group.GroupFindings;
import jp.totsugo.number.group.GroupRules;
import jp.totsugo.number.mixup.CandidateBlock;
import jp.totsugo.number.register.NamesakeMatcher;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.number.register.RegisterMatcher;
import jp.totsugo.number.register.UnfitRegisterException;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSets;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Decides the rules over several records, shard by shard: finds equal keys among the entries,
 * evaluates the rules on them, reads the few records with findings again, and writes their rows.
 * They are read for many shards together, since to read one record of a packed block is to unpack
 * the block. Serves one thread.
 */
public final class ShardMatcher implements Closeable {
  /** Of larger groups no record is kept in memory; they are read once more instead. */
  private static final int LARGE_GROUP = 10_000;

  /** Behind a shard with which so many records are to be read again, they are. */
  private static final int MANY_PENDING = 50_000;

  /** So many bytes of what their rows show are kept at a time, of one group whatever it takes. */
  private static final long MOST_BYTES = 16 << 20;

  private static final byte[] NO_CONTENT = {};
  private static final long ALL_RULES = ~0L;

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final LineNumbers lineNumbers;
  private final PersonIds personIds;
  private final Tally tally;
  private final FindingBuffers output;
  private final FindingBlockBuilder values;
  private final IssueId ids = new IssueId();
  private final Consumer<CandidateBlock> candidates;
  private final RuleSets ruleSets;
  private final SecondReading reading;
  private final RegisterMatcher register;
  private final NamesakeMatcher namesakes;
  private final ErrorsBefore errorsBefore;
  private final EarlierMatcher earlier;
  private final Consumer<EarlierBlock> suspicions;
  private final List<PendingGroup> pending = new ArrayList<>();
  private int pendingMembers;

  /**
   * @param fit by which a register is judged
   * @param checked what is known of all files
   * @param candidates with a register, takes the records whose number it does not give to their
   *     person
   * @param suspicions with uploads of the run before, takes what speaks against these
   * @param work where what is known of the run before is found
   */
  public ShardMatcher(
      UploadPlan plan,
      RuleSettings settings,
      RegisterFit fit,
      CheckedFiles checked,
      Tally tally,
      FindingBuffers output,
      Consumer<CandidateBlock> candidates,
      Consumer<EarlierBlock> suspicions,
      WorkFolder work)
      throws IOException {
    this.plan = plan;
    this.settings = settings;
    lineNumbers = checked.lineNumbers();
    personIds = checked.personIds();
    values = new FindingBlockBuilder(settings);
    this.tally = tally;
    this.output = output;
    this.candidates = candidates;
    this.suspicions = suspicions;
    ruleSets = new RuleSets(settings);
    reading = new SecondReading(plan, settings);
    register = new RegisterMatcher(plan, settings, fit, checked, tally);
    namesakes = new NamesakeMatcher(plan, settings, checked, tally, output);
    errorsBefore = settings.hasEarlier() ? ErrorsBefore.read(work) : null;
    earlier = new EarlierMatcher(plan, settings, checked, errorsBefore, tally);
  }

  /** A record on which at least one rule of its group fails. */
  private static final class Member {
    final long rules;
    final int insurer;
    final int marks;
    final int file;
    final long locator;
    final int slice;
    final int lineInSlice;
    final long line;
    RecordValues values;
    byte[] person;
    byte[] qualification;

    Member(long rules, byte[] entries, int at, UploadPlan plan, LineNumbers lines) {
      this.rules = rules;
      insurer = KeyEntry.insurer(entries, at);
      marks = KeyEntry.marks(entries, at);
      locator = KeyEntry.locator(entries, at);
      file = KeyEntry.file(locator);
      slice = plan.sliceOf(file, KeyEntry.position(locator));
      lineInSlice = KeyEntry.line(entries, at);
      line = lines.line(file, slice, lineInSlice);
    }

    /** Drops what was read. */
    void forget() {
      values = null;
      person = null;
      qualification = null;
    }

    boolean fails(Rule rule) {
      return (rules >>> rule.ordinal() & 1) != 0;
    }
  }

  /**
   * Records with one key.
   *
   * @param positions of their entries, in the order of the records
   * @param rules that fail on each, as bits of {@link Rule#ordinal}
   */
  private record Group(int[] positions, long[] rules) {
    boolean isLarge() {
      return positions.length > LARGE_GROUP;
    }
  }

  /**
   * Members of a small group, in the order of the records.
   *
   * @param scope of the rules that fail on them
   */
  private record PendingGroup(Rule.Scope scope, List<Member> members) {}

  /**
   * Matches a whole shard.
   *
   * @throws UnfitRegisterException if this shard proves that the register is another one
   * @throws UnfitEarlierException if it proves that the uploads before are of other people
   */
  public void match(Shard shard, Shards.Kind kind) throws IOException {
    tally.addToStep(Tally.Step.KEYS_MATCHED, shard.count());
    switch (kind) {
      case NUMBER -> matchKeys(shard, Rule.Scope.NUMBER);
      case CARD -> matchKeys(shard, Rule.Scope.CARD);
      case PERSON -> matchPersons(shard);
      case IDENTITY -> matchIdentities(shard);
    }
    if (pendingMembers + register.doubtful() + earlier.pending() + namesakes.pending()
        >= MANY_PENDING) {
      finish();
    }
    output.flushIfLarge();
  }

  private void matchPersons(Shard shard) {
    earlier.begin(shard.entries());
    shard.forEachGroup(earlier::takePerson);
    earlier.end();
  }

  private void matchIdentities(Shard shard) {
    namesakes.begin(shard.entries());
    shard.forEachGroup(3, namesakes::take);
  }

  private void matchKeys(Shard shard, Rule.Scope scope) throws IOException {
    for (Group group : groups(shard, scope)) {
      if (group.isLarge()) {
        reportLarge(group, shard, scope);
      } else {
        addPending(group, shard, scope);
      }
    }
  }

  /** Reports what is not yet, of all shards so far. */
  public void finish() throws IOException {
    reportPending();
    if (settings.hasRegister()) {
      candidates.accept(CandidateBlock.ofCandidates(register.candidates(reading)));
      namesakes.report(reading);
    }
    if (settings.hasEarlier()) {
      suspicions.accept(earlier.suspicions(reading));
    }
  }

  @Override
  public void close() throws IOException {
    reading.close();
    if (errorsBefore != null) {
      errorsBefore.close();
    }
  }

  private List<Group> groups(Shard shard, Rule.Scope scope) {
    List<Group> groups = new ArrayList<>();
    if (scope == Rule.Scope.NUMBER && settings.hasRegister()) {
      earlier.begin(shard.entries());
      register.begin(shard.entries());
      shard.forEachGroup(
          1,
          (positions, count) -> {
            int now = settings.hasEarlier() ? earlier.takeNumber(positions, count) : count;
            int[] uploaded = register.take(positions, now);
            if (uploaded.length > 1) {
              addGroup(groups, shard, uploaded, uploaded.length, scope, register.rulesOfLast());
            }
          });
      register.end();
      earlier.end();
    } else if (scope == Rule.Scope.NUMBER && settings.hasEarlier()) {
      earlier.begin(shard.entries());
      shard.forEachGroup(
          (positions, count) -> {
            int now = earlier.takeNumber(positions, count);
            if (now > 1) {
              addGroup(groups, shard, positions, now, scope, ALL_RULES);
            }
          });
      earlier.end();
    } else {
      shard.forEachGroup(
          (positions, count) -> addGroup(groups, shard, positions, count, scope, ALL_RULES));
    }
    return groups;
  }

  private void addGroup(
      List<Group> groups, Shard shard, int[] positions, int count, Rule.Scope scope, long rules) {
    GroupRules groupRules = new GroupRules(shard.entries(), positions, count);
    long[] failed = scope == Rule.Scope.CARD ? groupRules.onCards() : groupRules.onNumbers();
    boolean fails = false;
    for (int i = 0; i < count; i++) {
      failed[i] &= rules;
      if (failed[i] != 0) {
        int file = KeyEntry.file(KeyEntry.locator(shard.entries(), positions[i]));
        failed[i] = applicable(failed[i], ruleSets.of(plan.file(file).columnBits()));
        fails |= failed[i] != 0;
      }
    }
    if (fails) {
      groups.add(new Group(Arrays.copyOf(positions, count), failed));
    }
  }

  private static long applicable(long failed, RuleSet rules) {
    long applicable = 0;
    for (long rest = failed; rest != 0; rest &= rest - 1) {
      int rule = Long.numberOfTrailingZeros(rest);
      if (rules.applies(Rule.of(rule))) {
        applicable |= 1L << rule;
      }
    }
    return applicable;
  }

  private void addPending(Group group, Shard shard, Rule.Scope scope) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < group.positions.length; i++) {
      if (group.rules[i] != 0) {
        members.add(member(group, i, shard));
      }
    }
    pending.add(new PendingGroup(scope, members));
    pendingMembers += members.size();
  }

  private void reportPending() throws IOException {
    report(pending);
    pending.clear();
    pendingMembers = 0;
  }

  /** Reads and reports groups; where too much is to be kept for that, in halves. */
  private void report(List<PendingGroup> groups) throws IOException {
    if (!read(groups)) {
      int half = groups.size() / 2;
      report(groups.subList(0, half));
      report(groups.subList(half, groups.size()));
      return;
    }
    for (PendingGroup group : groups) {
      for (Rule rule : Rule.values()) {
        if (rule.scope() == group.scope) {
          GroupFindings findings = new GroupFindings();
          group.members.stream().filter(m -> m.fails(rule)).forEach(m -> add(m, rule, findings));
          group.members.stream().filter(m -> m.fails(rule)).forEach(m -> report(m, rule, findings));
        }
      }
      group.members.forEach(Member::forget);
    }
  }

  /** Reads the records in the order of the files; false if those of several groups are too much. */
  private boolean read(List<PendingGroup> groups) throws IOException {
    List<Member> inOrder = new ArrayList<>();
    groups.forEach(group -> inOrder.addAll(group.members));
    inOrder.sort(Comparator.comparingLong(m -> m.locator));
    long bytes = 0;
    for (Member member : inOrder) {
      read(member);
      bytes += member.values.values().length;
      if (bytes > MOST_BYTES && groups.size() > 1) {
        inOrder.forEach(Member::forget);
        return false;
      }
    }
    return true;
  }

  /** Reads the records of the group once for what they have in common, and once to report them. */
  private void reportLarge(Group group, Shard shard, Rule.Scope scope) throws IOException {
    Map<Rule, GroupFindings> findings = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      if (rule.scope() == scope) {
        findings.put(rule, new GroupFindings());
      }
    }
    forEachMember(group, shard, findings, this::add);
    forEachMember(group, shard, findings, this::report);
  }

  private interface Visitor {
    void accept(Member member, Rule rule, GroupFindings findings);
  }

  private void forEachMember(
      Group group, Shard shard, Map<Rule, GroupFindings> findings, Visitor visitor)
      throws IOException {
    for (int i = 0; i < group.positions.length; i++) {
      if (group.rules[i] != 0) {
        Member member = member(group, i, shard);
        read(member);
        findings.forEach(
            (rule, common) -> {
              if (member.fails(rule)) {
                visitor.accept(member, rule, common);
              }
            });
      }
    }
  }

  private Member member(Group group, int i, Shard shard) {
    return new Member(group.rules[i], shard.entries(), group.positions[i], plan, lineNumbers);
  }

  private void read(Member member) throws IOException {
    RecordView record = reading.read(member.locator);
    member.values = values.valuesOf(record, member.marks, personIds.areShown(member.file));
    byte[] shown = member.values.values();
    member.person = FindingRow.personOf(shown, plan.file(member.file).name(), member.line);
    member.qualification = FindingRow.valueOf(shown, FindingRow.Value.QUALIFICATION);
  }

  private void add(Member member, Rule rule, GroupFindings findings) {
    byte[] hash =
        ids.hash(
            member.insurer, member.person, member.qualification, rule, fieldOf(rule).ordinal());
    findings.add(
        member.insurer, member.locator, hash, member.values.print().ofPerson(), location(member));
  }

  private void report(Member member, Rule rule, GroupFindings findings) {
    InsurerCounts counts = tally.insurer(member.insurer);
    counts.addFinding(rule, Findings.NO_CAUSE);
    counts.addRuleRecord(rule);
    tally.addDetected(rule, 1);
    if (settings.severity(rule) != Severity.NOTICE) {
      output
          .of(member.insurer)
          .addOverRecords(
              member.values,
              member.file,
              member.slice,
              member.lineInSlice,
              rule,
              Findings.NO_CAUSE,
              fieldOf(rule),
              NO_CONTENT,
              findings.grounds(member.insurer, member.locator));
      output.flushIfLarge();
    }
  }

  private static Column fieldOf(Rule rule) {
    return rule.scope() == Rule.Scope.CARD ? Column.NUMBER : Column.MY_NUMBER;
  }

  private String location(Member member) {
    UploadFile file = plan.files().get(member.file);
    return file.name() + ":" + member.line;
  }
}
