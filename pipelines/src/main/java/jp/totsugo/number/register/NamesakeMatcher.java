package jp.totsugo.number.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlockBuilder;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.Grounds;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Step;
import jp.totsugo.number.SecondReading;
import jp.totsugo.number.mixup.Evidence;
import jp.totsugo.person.Comparison;
import jp.totsugo.person.FieldOutcome;
import jp.totsugo.person.PersonComparator;
import jp.totsugo.person.PersonField;
import jp.totsugo.person.PersonFields;
import jp.totsugo.record.Column;
import jp.totsugo.record.HashMixer;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Looks, among the persons of the register who share folded kana, birth date and sex, at the
 * records that have the number of one of them. Where the address is not the owner's but another
 * one's of them, the number may be that of a namesake: it was found without the address. Records
 * whose address stands in the register as it is are not read again.
 */
public final class NamesakeMatcher {
  /** So many persons with one name and birth date are no persons but a placeholder. */
  private static final int MOST_NAMESAKES = 1000;

  private static final byte[] NOTHING = {};

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final PersonIds personIds;
  private final FindingBlockBuilder values;
  private final Tally tally;
  private final FindingBuffers output;
  private final PersonComparator comparator = PersonComparator.standard();
  private final List<Doubt> doubts = new ArrayList<>();
  private int pending;
  private byte[] entries;

  /**
   * A record of a person with namesakes, which has another address than the number's owner.
   *
   * @param owners locators of the owner's entries in the register
   * @param namesakes locators of those of the others
   */
  private record Doubt(
      long locator, int insurer, int marks, int lineInSlice, long[] owners, long[] namesakes) {}

  /** What a record's address says. */
  private enum Answer {
    OWNER,
    NAMESAKE,
    NEITHER
  }

  public NamesakeMatcher(
      UploadPlan plan,
      RuleSettings settings,
      CheckedFiles checked,
      Tally tally,
      FindingBuffers output) {
    this.plan = plan;
    this.settings = settings;
    personIds = checked.personIds();
    values = new FindingBlockBuilder(settings);
    this.tally = tally;
    this.output = output;
  }

  /** Goes to the entries of another shard. */
  public void begin(byte[] ofShard) {
    entries = ofShard;
  }

  /** Takes the entries of one name, birth date and sex, in the order of the records. */
  public void take(int[] positions, int count) {
    int uploads = count;
    while (uploads > 0 && isRegister(positions[uploads - 1])) {
      uploads--;
    }
    if (uploads == 0 || !areSeveralPersons(positions, uploads, count)) {
      return;
    }
    for (int i = 0; i < uploads; i++) {
      look(positions[i], positions, uploads, count);
    }
  }

  private boolean isRegister(int at) {
    return KeyEntry.insurer(entries, at) == InsurerNumber.REGISTER;
  }

  /** Entries of an identity say the My Number where others have the kana. */
  private long number(int at) {
    return KeyEntry.kana(entries, at);
  }

  private boolean areSeveralPersons(int[] positions, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (number(positions[i]) != number(positions[from])) {
        return to - from <= MOST_NAMESAKES;
      }
    }
    return false;
  }

  private void look(int at, int[] positions, int from, int to) {
    long[] owners = locators(positions, from, to, at, true);
    if (owners.length == 0) {
      return;
    }
    tally.addToStep(Step.NAMESAKES_SEEN, 1);
    long address = KeyEntry.rest(entries, at);
    for (int i = from; i < to; i++) {
      boolean isOwner = number(positions[i]) == number(at);
      if (isOwner && address != 0 && KeyEntry.rest(entries, positions[i]) == address) {
        return;
      }
    }
    long[] namesakes = locators(positions, from, to, at, false);
    doubts.add(
        new Doubt(
            KeyEntry.locator(entries, at),
            KeyEntry.insurer(entries, at),
            KeyEntry.marks(entries, at),
            KeyEntry.line(entries, at),
            owners,
            namesakes));
    pending += 1 + owners.length + namesakes.length;
  }

  private long[] locators(int[] positions, int from, int to, int at, boolean ofOwner) {
    return Arrays.stream(positions, from, to)
        .filter(entry -> (number(entry) == number(at)) == ofOwner)
        .mapToLong(entry -> KeyEntry.locator(entries, entry))
        .toArray();
  }

  /** How much is to be read again so far. */
  public int pending() {
    return pending;
  }

  /** Reads the doubtful records of all shards again, writes their findings, and begins anew. */
  public void report(SecondReading reading) throws IOException {
    SortedMap<Long, PersonFields> registered = new TreeMap<>();
    for (Doubt doubt : doubts) {
      Arrays.stream(doubt.owners).forEach(locator -> registered.put(locator, null));
      Arrays.stream(doubt.namesakes).forEach(locator -> registered.put(locator, null));
    }
    for (Map.Entry<Long, PersonFields> entry : registered.entrySet()) {
      reading.read(entry.getKey());
      entry.setValue(reading.person());
    }
    doubts.sort(Comparator.comparingLong(Doubt::locator));
    for (Doubt doubt : doubts) {
      RecordView record = reading.read(doubt.locator);
      report(doubt, record, reading.person(), registered);
    }
    doubts.clear();
    pending = 0;
  }

  private void report(
      Doubt doubt, RecordView record, PersonFields person, Map<Long, PersonFields> registered) {
    Comparison owner = comparator.compare(person, registered.get(doubt.owners[0]));
    switch (answer(doubt, person, registered)) {
      case OWNER -> {}
      case NEITHER -> tally.addToStep(Step.NAMESAKES_UNTOLD, 1);
      case NAMESAKE -> write(doubt, record, owner);
    }
  }

  private Answer answer(Doubt doubt, PersonFields person, Map<Long, PersonFields> registered) {
    boolean isKnown = false;
    for (long locator : doubt.owners) {
      Comparison owner = comparator.compare(person, registered.get(locator));
      isKnown |= isNamesake(owner);
      if (owner.outcome(PersonField.ADDRESS).agrees()) {
        return Answer.OWNER;
      }
    }
    for (long locator : doubt.namesakes) {
      Comparison other = comparator.compare(person, registered.get(locator));
      if (isKnown && isNamesake(other) && other.outcome(PersonField.ADDRESS).agrees()) {
        return Answer.NAMESAKE;
      }
    }
    return Answer.NEITHER;
  }

  /** A hash may be that of others. */
  private static boolean isNamesake(Comparison comparison) {
    return comparison.outcome(PersonField.KANA).agrees()
        && comparison.outcome(PersonField.BIRTHDATE) == FieldOutcome.IDENTICAL
        && comparison.outcome(PersonField.SEX) == FieldOutcome.IDENTICAL;
  }

  private void write(Doubt doubt, RecordView record, Comparison owner) {
    Rule rule = Rule.MY_NUMBER_OF_NAMESAKE;
    int file = KeyEntry.file(doubt.locator);
    if (!settings.isOn(rule) || !rule.canRead(plan.file(file).presentColumns())) {
      return;
    }
    InsurerCounts counts = tally.insurer(doubt.insurer);
    counts.addFinding(rule, Findings.NO_CAUSE);
    counts.addRuleRecord(rule);
    tally.addDetected(rule, 1);
    if (settings.severity(rule) != Severity.NOTICE) {
      String evidence = Evidence.of(owner);
      output
          .of(doubt.insurer)
          .addOverRecords(
              values.valuesOf(record, doubt.marks, personIds.areShown(file)),
              file,
              plan.sliceOf(file, KeyEntry.position(doubt.locator)),
              doubt.lineInSlice,
              rule,
              Findings.NO_CAUSE,
              Column.MY_NUMBER,
              NOTHING,
              new Grounds(
                  NOTHING,
                  NOTHING,
                  evidence.getBytes(UTF_8),
                  HashMixer.mix(evidence.hashCode() + HashMixer.MULTIPLIER),
                  NOTHING,
                  NOTHING));
      output.flushIfLarge();
    }
  }
}
