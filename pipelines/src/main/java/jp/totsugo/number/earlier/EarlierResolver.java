package jp.totsugo.number.earlier;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimap;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.Grounds;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.Tally;
import jp.totsugo.number.earlier.Suspicion.EarlierRecord;
import jp.totsugo.number.earlier.Suspicion.Person;
import jp.totsugo.number.group.GroupFindings;
import jp.totsugo.number.mixup.Rings;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Brings everything together that was found against the uploads of the run before: drops what was
 * an error there, finds persons who exchanged their numbers, and writes the findings. Keeps of each
 * record in memory only what rings are made of.
 */
public final class EarlierResolver {
  private static final byte[] NOTHING = {};
  private static final Grounds ALONE = new Grounds(NOTHING, NOTHING, NOTHING, 0, NOTHING, NOTHING);

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final Tally tally;
  private final FindingBuffers output;
  private final IssueId ids = new IssueId();

  /** A record with a number that was another's. */
  private record Taken(
      long locator, Person person, Set<Person> owners, byte[] hash, long print, String location) {}

  public EarlierResolver(
      UploadPlan plan, RuleSettings settings, Tally tally, FindingBuffers output) {
    this.plan = plan;
    this.settings = settings;
    this.tally = tally;
    this.output = output;
  }

  /** Writes the findings of all blocks, which it goes through more than once. */
  public void resolve(Iterable<EarlierBlock> blocks) {
    long[] errors = errors(blocks);
    Map<Long, Taken> taken = new TreeMap<>();
    for (EarlierBlock block : blocks) {
      block.forEachSuspicion(
          suspicion -> {
            if (suspicion.rule() == Rule.MY_NUMBER_CHANGED_HANDS && applies(suspicion)) {
              taken.put(suspicion.locator(), taken(suspicion));
            }
          });
    }
    Map<Long, GroupFindings> exchanged = exchanged(List.copyOf(taken.values()));
    for (EarlierBlock block : blocks) {
      block.forEachSuspicion(
          suspicion -> {
            if (applies(suspicion) && isSound(suspicion, errors)) {
              write(suspicion, exchanged.get(suspicion.locator()));
            }
          });
    }
    output.flush();
  }

  private static long[] errors(Iterable<EarlierBlock> blocks) {
    int count = 0;
    for (EarlierBlock block : blocks) {
      count += block.errorCount();
    }
    long[] errors = new long[count];
    int[] next = {0};
    for (EarlierBlock block : blocks) {
      block.forEachError(locator -> errors[next[0]++] = locator);
    }
    Arrays.sort(errors);
    return errors;
  }

  private boolean applies(Suspicion suspicion) {
    return settings.isOn(suspicion.rule())
        && suspicion.rule().canRead(plan.file(suspicion.file()).presentColumns());
  }

  /** Whether any earlier record that it rests on was without error. */
  private static boolean isSound(Suspicion suspicion, long[] errors) {
    return suspicion.before().stream()
        .anyMatch(before -> Arrays.binarySearch(errors, before.locator()) < 0);
  }

  private Taken taken(Suspicion suspicion) {
    Set<Person> owners = new LinkedHashSet<>();
    suspicion.before().stream().map(EarlierRecord::person).forEach(owners::add);
    String file = plan.file(suspicion.file()).name();
    byte[] shown = suspicion.values().values();
    byte[] hash =
        ids.hash(
            suspicion.person().insurer(),
            FindingRow.personOf(shown, file, suspicion.line()),
            FindingRow.valueOf(shown, FindingRow.Value.QUALIFICATION),
            suspicion.rule(),
            Column.MY_NUMBER.ordinal());
    return new Taken(
        suspicion.locator(),
        suspicion.person(),
        owners,
        hash,
        suspicion.values().print().ofPerson(),
        file + ":" + suspicion.line());
  }

  /** By record what those who exchanged their numbers have in common. */
  private static Map<Long, GroupFindings> exchanged(List<Taken> taken) {
    Multimap<Person, Integer> recordsOf = LinkedHashMultimap.create();
    for (int i = 0; i < taken.size(); i++) {
      recordsOf.put(taken.get(i).person, i);
    }
    int[][] next = new int[taken.size()][];
    for (int i = 0; i < next.length; i++) {
      List<Integer> ofOwners = new ArrayList<>();
      taken.get(i).owners.forEach(owner -> ofOwners.addAll(recordsOf.get(owner)));
      next[i] = Ints.toArray(ofOwners);
    }
    Rings rings = new Rings(next, record -> false);
    Map<Integer, GroupFindings> groups = new HashMap<>();
    Map<Long, GroupFindings> byRecord = new HashMap<>();
    for (int i = 0; i < next.length; i++) {
      if (rings.isOnRing(i)) {
        Taken one = taken.get(i);
        GroupFindings group = groups.computeIfAbsent(rings.group(i), first -> new GroupFindings());
        group.add(one.person.insurer(), one.locator, one.hash, one.print, one.location);
        byRecord.put(one.locator, group);
      }
    }
    return byRecord;
  }

  private void write(Suspicion suspicion, GroupFindings group) {
    int insurer = suspicion.person().insurer();
    Rule rule = suspicion.rule();
    InsurerCounts counts = tally.insurer(insurer);
    counts.addFinding(rule, Findings.NO_CAUSE);
    counts.addRuleRecord(rule);
    tally.addDetected(rule, 1);
    if (settings.severity(rule) != Severity.NOTICE) {
      output
          .of(insurer)
          .addOverRecords(
              suspicion.values(),
              suspicion.file(),
              suspicion.slice(),
              suspicion.lineInSlice(),
              rule,
              Findings.NO_CAUSE,
              Column.MY_NUMBER,
              NOTHING,
              group == null ? ALONE : group.grounds(insurer, suspicion.locator()));
      output.flushIfLarge();
    }
  }
}
