package jp.totsugo.number.register;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlockBuilder;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.PersonIds;
import jp.totsugo.block.RelatedRecord;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Funnel;
import jp.totsugo.block.Tally.Step;
import jp.totsugo.number.SecondReading;
import jp.totsugo.number.mixup.Candidate;
import jp.totsugo.number.mixup.CandidateResolver;
import jp.totsugo.number.mixup.Mismatch.Holder;
import jp.totsugo.person.PersonComparator;
import jp.totsugo.person.PersonFields;
import jp.totsugo.person.Verdict;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Holds the records of shards against the register's entries in them. Nearly all agree in birth
 * date, sex and folded kana, and that is their end; the others are read again on both sides and
 * compared as text, and who is not the owner becomes a {@link Candidate}.
 */
public final class RegisterMatcher {
  private static final long SHARED_RULES =
      1L << Rule.MY_NUMBER_SHARED_WITHIN_INSURER.ordinal()
          | 1L << Rule.MY_NUMBER_SHARED_ACROSS_INSURERS.ordinal()
          | 1L << Rule.MY_NUMBER_SHARED_NAME_DIFFERS.ordinal();

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final LineNumbers lineNumbers;
  private final PersonIds personIds;
  private final FindingBlockBuilder values;
  private final Tally tally;
  private final RegisterFit fit;
  private final List<Doubt> doubts = new ArrayList<>();
  private byte[] entries;
  private long numbersInUploads;
  private long numbersInBoth;
  private long numbersInRegister;
  private boolean lastInRegister;

  /** A record that is not plainly the owner's. */
  private static final class Doubt {
    final Holder record;
    final int lineInSlice;
    final int marks;
    final long owner;
    final List<Holder> holders;
    PersonFields ownerFields;
    Candidate candidate;

    Doubt(Holder record, int lineInSlice, int marks, long owner, List<Holder> holders) {
      this.record = record;
      this.lineInSlice = lineInSlice;
      this.marks = marks;
      this.owner = owner;
      this.holders = holders;
    }
  }

  private static final long NO_OWNER = -1;

  public RegisterMatcher(
      UploadPlan plan, RuleSettings settings, RegisterFit fit, CheckedFiles checked, Tally tally) {
    this.plan = plan;
    this.settings = settings;
    this.fit = fit;
    lineNumbers = checked.lineNumbers();
    personIds = checked.personIds();
    values = new FindingBlockBuilder(settings);
    this.tally = tally;
  }

  /** Goes to the entries of another shard. */
  public void begin(byte[] ofShard) {
    entries = ofShard;
    numbersInUploads = 0;
    numbersInBoth = 0;
    numbersInRegister = 0;
  }

  /**
   * Leaves the entries of the shard.
   *
   * @throws UnfitRegisterException if they prove that the register is another one
   */
  public void end() {
    entries = null;
    tally.addToStep(Step.NUMBERS_IN_UPLOADS, numbersInUploads);
    tally.addToStep(Step.NUMBERS_IN_BOTH, numbersInBoth);
    tally.addToStep(Step.NUMBERS_IN_REGISTER, numbersInRegister);
    fit.refuseByShard(new RegisterFit.Numbers(numbersInUploads, numbersInBoth, numbersInRegister));
  }

  /** Takes the entries with one number; returns those of uploads. */
  public int[] take(int[] positions, int count) {
    int uploads = 0;
    int owner = -1;
    boolean isAmbiguous = false;
    int[] uploaded = new int[count];
    for (int i = 0; i < count; i++) {
      if (KeyEntry.insurer(entries, positions[i]) == InsurerNumber.REGISTER) {
        isAmbiguous |= owner >= 0 && contradict(owner, positions[i]);
        owner = owner >= 0 && isComplete(owner) ? owner : positions[i];
      } else {
        uploaded[uploads++] = positions[i];
      }
    }
    lastInRegister = owner >= 0;
    numbersInUploads += uploads > 0 ? 1 : 0;
    numbersInRegister += owner >= 0 ? 1 : 0;
    numbersInBoth += uploads > 0 && owner >= 0 ? 1 : 0;
    if (uploads > 0) {
      if (owner >= 0 && !isAmbiguous) {
        compare(uploaded, uploads, owner);
      } else if (isAmbiguous) {
        tally.addToFunnel(Funnel.AMBIGUOUS, uploads);
      } else if (settings.isRegisterComplete()) {
        for (int i = 0; i < uploads; i++) {
          doubts.add(doubt(uploaded[i], NO_OWNER, new ArrayList<>()));
        }
      }
    }
    return Arrays.copyOf(uploaded, uploads);
  }

  /** Whether two entries of the register that share a number are two persons. */
  private boolean contradict(int a, int b) {
    return differ(KeyEntry.birthDay(entries, a), KeyEntry.birthDay(entries, b))
        || differ(KeyEntry.sex(entries, a), KeyEntry.sex(entries, b))
        || differ(KeyEntry.kana(entries, a), KeyEntry.kana(entries, b));
  }

  private static boolean differ(long a, long b) {
    return a != b && a != 0 && b != 0;
  }

  private boolean isComplete(int at) {
    return KeyEntry.birthDay(entries, at) != 0
        && KeyEntry.sex(entries, at) != 0
        && KeyEntry.kana(entries, at) != 0;
  }

  /**
   * The rules over records that speak of the number taken last: the register knows better who
   * shares it.
   */
  public long rulesOfLast() {
    return lastInRegister ? ~SHARED_RULES : ~0L;
  }

  private void compare(int[] uploaded, int uploads, int owner) {
    tally.addToFunnel(Funnel.COMPARED, uploads);
    int doubtful = 0;
    for (int i = 0; i < uploads; i++) {
      doubtful += isPlainlyOwner(uploaded[i], owner) ? 0 : 1;
    }
    tally.addToFunnel(Funnel.EQUAL, uploads - doubtful);
    if (doubtful == 0) {
      return;
    }
    List<Holder> holders = new ArrayList<>();
    long ownerLocator = KeyEntry.locator(entries, owner);
    for (int i = 0; i < uploads; i++) {
      if (isPlainlyOwner(uploaded[i], owner)) {
        holders.add(holder(uploaded[i]));
      } else {
        doubts.add(doubt(uploaded[i], ownerLocator, holders));
      }
    }
  }

  private boolean isPlainlyOwner(int at, int owner) {
    return KeyEntry.birthDay(entries, at) == KeyEntry.birthDay(entries, owner)
        && KeyEntry.birthDay(entries, at) != 0
        && KeyEntry.sex(entries, at) == KeyEntry.sex(entries, owner)
        && KeyEntry.sex(entries, at) != 0
        && KeyEntry.kana(entries, at) == KeyEntry.kana(entries, owner)
        && KeyEntry.kana(entries, at) != 0;
  }

  private Doubt doubt(int at, long owner, List<Holder> holders) {
    return new Doubt(
        holder(at), KeyEntry.line(entries, at), KeyEntry.marks(entries, at), owner, holders);
  }

  private Holder holder(int at) {
    long locator = KeyEntry.locator(entries, at);
    int file = KeyEntry.file(locator);
    return new Holder(
        locator,
        file,
        lineNumbers.line(file, slice(locator), KeyEntry.line(entries, at)),
        KeyEntry.insurer(entries, at),
        KeyEntry.fromDay(entries, at),
        KeyEntry.toDay(entries, at));
  }

  private int slice(long locator) {
    return plan.sliceOf(KeyEntry.file(locator), KeyEntry.position(locator));
  }

  /** How many records are doubtful so far. */
  public int doubtful() {
    return doubts.size();
  }

  /**
   * Reads the doubtful records of all shards again and compares them; returns those that are not
   * the owner's, and begins anew.
   */
  public List<Candidate> candidates(SecondReading reading) throws IOException {
    readOwners(reading);
    readRecords(reading);
    PersonComparator comparator = PersonComparator.standard();
    List<Candidate> others = new ArrayList<>();
    for (Doubt doubt : doubts) {
      Candidate candidate = doubt.candidate;
      if (candidate.isInRegister()
          && comparator.compare(candidate.person(), candidate.owner()).verdict() == Verdict.OWNER) {
        tally.addToFunnel(Funnel.EXPLAINED, 1);
        doubt.holders.add(candidate.record());
      } else {
        others.add(candidate);
      }
    }
    doubts.clear();
    return withOwners(others, reading);
  }

  private void readOwners(SecondReading reading) throws IOException {
    doubts.sort(Comparator.comparingLong(d -> d.owner));
    for (Doubt doubt : doubts) {
      if (doubt.owner != NO_OWNER) {
        reading.read(doubt.owner);
        doubt.ownerFields = reading.person();
      }
    }
  }

  private void readRecords(SecondReading reading) throws IOException {
    doubts.sort(Comparator.comparingLong(d -> d.record.locator()));
    for (Doubt doubt : doubts) {
      RecordView record = reading.read(doubt.record.locator());
      doubt.candidate =
          new Candidate(
              doubt.record,
              slice(doubt.record.locator()),
              doubt.lineInSlice,
              doubt.ownerFields == null ? record.myNumber() : 0,
              reading.person(),
              doubt.ownerFields,
              values.valuesOf(record, doubt.marks, personIds.areShown(doubt.record.file())),
              doubt.holders,
              List.of());
    }
  }

  /**
   * Adds what rows show of the owners' records, as far as the same insurer uploaded them: those
   * have no findings of their own, and nobody else may see them.
   */
  private List<Candidate> withOwners(List<Candidate> candidates, SecondReading reading)
      throws IOException {
    SortedMap<Long, Holder> wanted = new TreeMap<>();
    for (Candidate candidate : candidates) {
      ownHolders(candidate).forEach(holder -> wanted.put(holder.locator(), holder));
    }
    Map<Long, RelatedRecord> shown = new HashMap<>();
    for (Holder holder : wanted.values()) {
      RecordView record = reading.read(holder.locator());
      byte[] its = values.valuesOf(record, 0, personIds.areShown(holder.file())).values();
      shown.put(holder.locator(), new RelatedRecord(holder.file(), holder.line(), its));
    }
    return candidates.stream()
        .map(c -> c.with(ownHolders(c).map(holder -> shown.get(holder.locator())).toList()))
        .toList();
  }

  private static Stream<Holder> ownHolders(Candidate candidate) {
    return candidate.holders().stream()
        .filter(holder -> holder.insurer() == candidate.record().insurer())
        .sorted(Comparator.comparingLong(Holder::locator))
        .limit(CandidateResolver.MOST_RELATED);
  }
}
