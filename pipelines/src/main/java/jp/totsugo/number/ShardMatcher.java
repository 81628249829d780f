package jp.totsugo.number;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.totsugo.block.FindingBlockBuilder.RecordValues;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.LostFiles;
import jp.totsugo.block.MaskedMyNumber;
import jp.totsugo.block.Tally;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.upload.UploadFile;
import jp.totsugo.upload.UploadPlan;

/**
 * Decides the rules over several records, shard by shard: finds equal keys among the entries,
 * evaluates the rules on them, reads the few records with findings again, and writes their rows.
 * Serves one thread.
 */
public final class ShardMatcher implements Closeable {
  /**
   * More related records than this are only counted: a number that a whole upload shares is one
   * mistake.
   */
  private static final int MOST_RELATED = 100;

  private static final byte[] NO_COMPARISON = {};
  private static final long ALL_RULES = ~0L;
  private static final String OTHER_INSURER = "other-insurer";

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final LineNumbers lineNumbers;
  private final Tally tally;
  private final FindingBuffers output;
  private final IssueId ids = new IssueId();
  private final SecondReading reading;

  /**
   * @param lost told of files that are not any more what they were
   */
  public ShardMatcher(
      UploadPlan plan,
      RuleSettings settings,
      LineNumbers lineNumbers,
      Tally tally,
      FindingBuffers output,
      LostFiles lost) {
    this.plan = plan;
    this.settings = settings;
    this.lineNumbers = lineNumbers;
    this.tally = tally;
    this.output = output;
    reading = new SecondReading(plan, settings, lost);
  }

  /** A record on which at least one rule of its group fails. */
  private static final class Member {
    final int group;
    final long rules;
    final int insurer;
    final int file;
    final long locator;
    final int slice;
    final int lineInSlice;
    final long line;
    RecordValues values;
    byte[] person;
    byte[] qualification;

    Member(int group, long rules, byte[] entries, int at, UploadPlan plan, LineNumbers lines) {
      this.group = group;
      this.rules = rules;
      insurer = KeyEntry.insurer(entries, at);
      locator = KeyEntry.locator(entries, at);
      file = KeyEntry.file(locator);
      slice = plan.sliceOf(file, KeyEntry.place(locator));
      lineInSlice = KeyEntry.line(entries, at);
      line = lines.line(file, slice, lineInSlice);
    }

    boolean fails(Rule rule) {
      return (rules >>> rule.ordinal() & 1) != 0;
    }
  }

  /**
   * Matches a whole shard of numbers or of cards.
   *
   * @return with a register, the records whose number it does not give to their person
   */
  public CandidateBlock match(Shard shard, Rule.Scope scope) throws IOException {
    RegisterMatcher register =
        scope == Rule.Scope.NUMBER && settings.hasRegister()
            ? new RegisterMatcher(shard.entries(), plan, settings, lineNumbers, tally)
            : null;
    List<Member> members = members(shard, scope, register);
    readAgain(members);
    for (List<Member> group :
        members.stream().collect(Collectors.groupingBy(m -> m.group)).values()) {
      for (Rule rule : Rule.values()) {
        if (rule.scope() == scope) {
          report(rule, group.stream().filter(m -> m.fails(rule)).toList());
        }
      }
    }
    output.flushIfLarge();
    return CandidateBlock.of(
        register == null ? List.of() : register.candidates(reading), List.of());
  }

  @Override
  public void close() throws IOException {
    reading.close();
  }

  private List<Member> members(Shard shard, Rule.Scope scope, RegisterMatcher register) {
    List<Member> members = new ArrayList<>();
    if (register == null) {
      shard.forEachGroup(
          (positions, count) -> addGroup(members, shard, positions, count, scope, ALL_RULES));
    } else {
      shard.forEachGroup(
          1,
          (positions, count) -> {
            int[] uploaded = register.take(positions, count);
            if (uploaded.length > 1) {
              addGroup(members, shard, uploaded, uploaded.length, scope, register.rulesOfLast());
            }
          });
    }
    return members;
  }

  private void addGroup(
      List<Member> members, Shard shard, int[] positions, int count, Rule.Scope scope, long rules) {
    GroupRules groupRules = new GroupRules(shard.entries(), positions, count);
    long[] failed = scope == Rule.Scope.CARD ? groupRules.onCards() : groupRules.onNumbers();
    int group = positions[0];
    for (int i = 0; i < count; i++) {
      int file = KeyEntry.file(KeyEntry.locator(shard.entries(), positions[i]));
      long applicable = failed[i] & rules & applicable(failed[i], reading.rulesOf(file));
      if (applicable != 0) {
        members.add(
            new Member(group, applicable, shard.entries(), positions[i], plan, lineNumbers));
      }
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

  /** In the order of the files, whatever the order of the groups. */
  private void readAgain(List<Member> members) throws IOException {
    List<Member> inOrder = new ArrayList<>(members);
    inOrder.sort(Comparator.comparingLong(m -> m.locator));
    for (Member member : inOrder) {
      RecordView record = reading.read(member.locator);
      member.values = reading.values();
      byte[] personId = bytes(MaskedMyNumber.in(record, Column.PERSON_ID));
      member.person =
          IssueId.isUsable(personId)
              ? personId
              : IssueId.placeOf(plan.file(member.file).name(), member.line);
      member.qualification = bytes(record.string(Column.QUALIFICATION));
    }
  }

  /** One rule on one group: its findings share a group id and name each other. */
  private void report(Rule rule, List<Member> members) {
    if (members.isEmpty()) {
      return;
    }
    Column field = fieldOf(rule);
    List<byte[]> hashes = new ArrayList<>();
    for (Member m : members) {
      hashes.add(ids.hash(m.insurer, m.person, m.qualification, rule, field.ordinal()));
    }
    byte[] groupId = IssueId.group(hashes, bytes(place(members.get(0))));
    boolean severalInsurers = members.stream().mapToInt(m -> m.insurer).distinct().count() > 1;
    Map<Integer, List<Member>> byInsurer =
        members.stream().collect(Collectors.groupingBy(m -> m.insurer));
    for (Member member : members) {
      InsurerCounts counts = tally.insurer(member.insurer);
      counts.addFinding(rule);
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
                field,
                groupId,
                bytes(related(member, byInsurer.get(member.insurer), severalInsurers)),
                NO_COMPARISON);
        output.flushIfLarge();
      }
    }
  }

  private static Column fieldOf(Rule rule) {
    return rule.scope() == Rule.Scope.CARD ? Column.NUMBER : Column.MY_NUMBER;
  }

  private String related(Member member, List<Member> sameInsurer, boolean severalInsurers) {
    List<String> names = new ArrayList<>();
    for (Member other : sameInsurer) {
      if (other != member) {
        if (names.size() == MOST_RELATED) {
          names.add("+" + (sameInsurer.size() - 1 - MOST_RELATED));
          break;
        }
        names.add(place(other));
      }
    }
    if (severalInsurers) {
      names.add(OTHER_INSURER);
    }
    return String.join(";", names);
  }

  private String place(Member member) {
    UploadFile file = plan.files().get(member.file);
    return file.name() + ":" + member.line;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
