package jp.totsugo.number.earlier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlockBuilder;
import jp.totsugo.block.FindingBlockBuilder.RecordValues;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Step;
import jp.totsugo.history.ErrorsBefore;
import jp.totsugo.number.SecondReading;
import jp.totsugo.number.earlier.Suspicion.EarlierRecord;
import jp.totsugo.number.earlier.Suspicion.Person;
import jp.totsugo.number.group.GroupRules;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSets;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Holds the records of shards against the entries that the uploads of the run before have in them:
 * by number, whether it was another person's; by person, whether it was another number. The few
 * that differ are read again, on both sides, and become {@link Suspicion}s.
 *
 * <p>These uploads may be wrong. What stood on an error in them proves nothing: the run before says
 * which those were, or else the rules on shared numbers are asked again, on them alone.
 */
public final class EarlierMatcher {
  /** So many different holders of a number, or numbers of a person, tell nothing. */
  private static final int MOST_HOLDERS = 1000;

  private final RuleSettings settings;
  private final UploadPlan plan;
  private final LineNumbers lineNumbers;
  private final PersonIds personIds;
  private final FindingBlockBuilder values;
  private final RuleSets ruleSets;
  private final Tally tally;
  private final ErrorsBefore errorsBefore;
  private final int firstEarlier;
  private final List<Doubt> doubts = new ArrayList<>();
  private long[] errors = new long[16];
  private int errorCount;
  private int pending;
  private long personsInBoth;
  private long personsChanged;
  private byte[] entries;

  /** A record that differs from what was before, as far as entries tell. */
  private static final class Doubt {
    final Rule rule;
    final long locator;
    final int insurer;
    final int marks;
    final int lineInSlice;

    /** Earlier entries that it differs from. */
    final Place[] before;

    /** All earlier entries with its number. */
    final Place[] holders;

    Doubt(Rule rule, byte[] entries, int at, Place[] before, Place[] holders) {
      this.rule = rule;
      locator = KeyEntry.locator(entries, at);
      insurer = KeyEntry.insurer(entries, at);
      marks = KeyEntry.marks(entries, at);
      lineInSlice = KeyEntry.line(entries, at);
      this.before = before;
      this.holders = holders;
    }
  }

  /** Where an earlier record stands, and whose it is. */
  private record Place(long locator, int insurer) {
    static Place of(byte[] entries, int at) {
      return new Place(KeyEntry.locator(entries, at), KeyEntry.insurer(entries, at));
    }
  }

  /** What an earlier record says when it is read again. */
  private record Earlier(EarlierRecord record, boolean hadError) {}

  /**
   * @param errorsBefore what was an error in the run before, or null if that is not known
   */
  public EarlierMatcher(
      UploadPlan plan,
      RuleSettings settings,
      CheckedFiles checked,
      ErrorsBefore errorsBefore,
      Tally tally) {
    this.plan = plan;
    this.settings = settings;
    lineNumbers = checked.lineNumbers();
    personIds = checked.personIds();
    values = new FindingBlockBuilder(settings);
    ruleSets = new RuleSets(settings);
    this.errorsBefore = errorsBefore;
    this.tally = tally;
    firstEarlier = plan.fileCount() - plan.earlierFiles().size();
  }

  /** Goes to the entries of another shard. */
  public void begin(byte[] ofShard) {
    entries = ofShard;
    personsInBoth = 0;
    personsChanged = 0;
  }

  /**
   * Leaves the entries of the shard.
   *
   * @throws UnfitEarlierException if they prove that the uploads before are of other people
   */
  public void end() {
    entries = null;
    tally.addToStep(Step.PERSONS_IN_BOTH, personsInBoth);
    tally.addToStep(Step.PERSONS_CHANGED, personsChanged);
    UnfitEarlierException.refuse(personsInBoth, personsChanged);
  }

  /**
   * Takes the entries with one number, in the order of the records.
   *
   * @return how many of them, from the first on, are none of the uploads before
   */
  public int takeNumber(int[] positions, int count) {
    int now = countNow(positions, count);
    int earlier = count - now;
    if (earlier == 0) {
      return now;
    }
    boolean[] unsound = earlier == 1 ? new boolean[1] : unsound(positions, now, earlier);
    Place[] holders = null;
    for (int i = 0; i < now; i++) {
      int at = positions[i];
      if (KeyEntry.insurer(entries, at) != InsurerNumber.REGISTER) {
        List<Place> before = others(at, positions, now, unsound);
        if (!before.isEmpty()) {
          holders = holders == null ? places(positions, now, count) : holders;
          add(
              new Doubt(
                  Rule.MY_NUMBER_CHANGED_HANDS,
                  entries,
                  at,
                  before.toArray(new Place[0]),
                  holders));
        }
      }
    }
    return now;
  }

  /** Takes the entries of one person, in the order of the records. */
  public void takePerson(int[] positions, int count) {
    int now = countNow(positions, count);
    if (now == 0 || now == count) {
      return;
    }
    boolean isChanged = false;
    Place[] before = null;
    for (int i = 0; i < now; i++) {
      if (!hadNumber(number(positions[i]), positions, now, count)) {
        before = before == null ? places(positions, now, count) : before;
        add(new Doubt(Rule.MY_NUMBER_CHANGED, entries, positions[i], before, before));
        isChanged = true;
      }
    }
    personsInBoth++;
    personsChanged += isChanged ? 1 : 0;
  }

  /** Records of uploads, then those of a register, stand before earlier ones. */
  private int countNow(int[] positions, int count) {
    int now = count;
    while (now > 0 && isEarlier(positions[now - 1])) {
      now--;
    }
    return now;
  }

  private boolean isEarlier(int at) {
    return KeyEntry.file(KeyEntry.locator(entries, at)) >= firstEarlier;
  }

  private long number(int at) {
    return KeyEntry.kana(entries, at);
  }

  private boolean hadNumber(long number, int[] positions, int from, int to) {
    for (int i = from; i < to; i++) {
      if (number(positions[i]) == number) {
        return true;
      }
    }
    return false;
  }

  private Place[] places(int[] positions, int from, int to) {
    int most = Math.min(to, from + MOST_HOLDERS);
    return Arrays.stream(positions, from, most)
        .mapToObj(at -> Place.of(entries, at))
        .toArray(Place[]::new);
  }

  /** On which earlier entries of a number an error stood, as far as the run before does not say. */
  private boolean[] unsound(int[] positions, int from, int count) {
    boolean[] unsound = new boolean[count];
    if (errorsBefore == null) {
      int[] earlier = Arrays.copyOfRange(positions, from, from + count);
      long[] failed = new GroupRules(entries, earlier, count).onNumbers();
      for (int i = 0; i < count; i++) {
        long locator = KeyEntry.locator(entries, earlier[i]);
        RuleSet rules = ruleSets.of(plan.file(KeyEntry.file(locator)).columnBits());
        unsound[i] =
            isError(Rule.MY_NUMBER_SHARED_WITHIN_INSURER, failed[i], rules)
                || isError(Rule.MY_NUMBER_SHARED_ACROSS_INSURERS, failed[i], rules);
        if (unsound[i]) {
          addError(locator);
        }
      }
    }
    return unsound;
  }

  private boolean isError(Rule rule, long failed, RuleSet rules) {
    return (failed >>> rule.ordinal() & 1) != 0
        && rules.applies(rule)
        && settings.severity(rule) == Severity.ERROR;
  }

  private void addError(long locator) {
    if (errorCount == errors.length) {
      errors = Arrays.copyOf(errors, 2 * errorCount);
    }
    errors[errorCount++] = locator;
  }

  /**
   * The earlier holders of a record's number that are other persons; none if any of them agrees
   * with it.
   */
  private List<Place> others(int at, int[] positions, int now, boolean[] unsound) {
    if (unsound.length > MOST_HOLDERS) {
      return List.of();
    }
    List<Place> others = List.of();
    for (int i = 0; i < unsound.length; i++) {
      int before = positions[now + i];
      if (!contradict(at, before)) {
        if (isAnyEqual(at, before)) {
          return List.of();
        }
      } else if (!unsound[i]) {
        others = others.isEmpty() ? new ArrayList<>() : others;
        others.add(Place.of(entries, before));
      }
    }
    return others;
  }

  private boolean contradict(int a, int b) {
    return differ(KeyEntry.birthDay(entries, a), KeyEntry.birthDay(entries, b))
        || differ(KeyEntry.sex(entries, a), KeyEntry.sex(entries, b))
        || differ(KeyEntry.kana(entries, a), KeyEntry.kana(entries, b));
  }

  private static boolean differ(long a, long b) {
    return a != b && a != 0 && b != 0;
  }

  private boolean isAnyEqual(int a, int b) {
    return KeyEntry.birthDay(entries, a) == KeyEntry.birthDay(entries, b)
            && KeyEntry.birthDay(entries, a) != 0
        || KeyEntry.kana(entries, a) == KeyEntry.kana(entries, b) && KeyEntry.kana(entries, a) != 0;
  }

  private void add(Doubt doubt) {
    doubts.add(doubt);
    pending += 1 + doubt.before.length;
  }

  /** How much is to be read again so far. */
  public int pending() {
    return pending;
  }

  /** Reads the doubtful records of all shards again; returns what is left, and begins anew. */
  public EarlierBlock suspicions(SecondReading reading) throws IOException {
    Map<Long, Earlier> before = readBefore(reading);
    doubts.sort(
        Comparator.<Doubt>comparingLong(d -> d.locator).thenComparing(d -> d.rule.ordinal()));
    List<Suspicion> suspicions = new ArrayList<>();
    for (Doubt doubt : doubts) {
      RecordView record = reading.read(doubt.locator);
      Person person = new Person(doubt.insurer, record.string(Column.PERSON_ID));
      List<EarlierRecord> sound = sound(doubt, person, before);
      if (!sound.isEmpty()) {
        suspicions.add(suspicion(doubt, person, record, sound));
      }
    }
    doubts.clear();
    pending = 0;
    EarlierBlock block = EarlierBlock.of(Arrays.copyOf(errors, errorCount), suspicions);
    errorCount = 0;
    return block;
  }

  private Map<Long, Earlier> readBefore(SecondReading reading) throws IOException {
    Map<Long, Integer> insurers = new TreeMap<>();
    for (Doubt doubt : doubts) {
      for (Place place : doubt.before) {
        insurers.put(place.locator, place.insurer);
      }
      for (Place place : doubt.holders) {
        insurers.put(place.locator, place.insurer);
      }
    }
    Map<Long, Earlier> before = new TreeMap<>();
    for (Map.Entry<Long, Integer> place : insurers.entrySet()) {
      RecordView record = reading.read(place.getKey());
      Person person = new Person(place.getValue(), record.string(Column.PERSON_ID));
      before.put(
          place.getKey(),
          new Earlier(new EarlierRecord(place.getKey(), person), hadError(person, record)));
    }
    return before;
  }

  private boolean hadError(Person person, RecordView record) throws IOException {
    if (errorsBefore == null) {
      return false;
    }
    byte[] shown = values.valuesOf(record, 0, true).values();
    byte[] id = FindingRow.valueOf(shown, FindingRow.Value.PERSON_ID);
    return IssueId.isUsable(id)
        && errorsBefore.stoodOnNumber(
            person.insurer(),
            person.personId(),
            id,
            FindingRow.valueOf(shown, FindingRow.Value.QUALIFICATION));
  }

  /** The earlier records that speak against one; none if the person had the number before. */
  private static List<EarlierRecord> sound(Doubt doubt, Person person, Map<Long, Earlier> before) {
    boolean isOfPerson = doubt.rule == Rule.MY_NUMBER_CHANGED;
    if (!isOfPerson
        && isKnown(person)
        && Arrays.stream(doubt.holders)
            .anyMatch(holder -> before.get(holder.locator).record.person().equals(person))) {
      return List.of();
    }
    if (isOfPerson && !isKnown(person)) {
      return List.of();
    }
    return Arrays.stream(doubt.before)
        .map(place -> before.get(place.locator))
        .filter(earlier -> !earlier.hadError)
        .map(Earlier::record)
        .filter(earlier -> !isOfPerson || earlier.person().equals(person))
        .toList();
  }

  private static boolean isKnown(Person person) {
    return person.insurer() != InsurerNumber.UNKNOWN
        && IssueId.isUsable(person.personId().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private Suspicion suspicion(
      Doubt doubt, Person person, RecordView record, List<EarlierRecord> before) {
    int file = KeyEntry.file(doubt.locator);
    int slice = plan.sliceOf(file, KeyEntry.position(doubt.locator));
    RecordValues shown = values.valuesOf(record, doubt.marks, personIds.areShown(file));
    return new Suspicion(
        doubt.rule,
        doubt.locator,
        file,
        slice,
        doubt.lineInSlice,
        lineNumbers.line(file, slice, doubt.lineInSlice),
        person,
        shown,
        before);
  }
}
