package jp.totsugo.check;

import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.Shards;
import jp.totsugo.person.KanaFolding;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.HashMixer;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSettings;

/** Collects the keys of records by shard: one block under way for each. */
final class KeyBuffers {
  private static final int FIRST_BIRTHDAY = Dates.day(Dates.FIRST_BIRTHDATE) - 1;

  private final RuleSettings settings;
  private final Shards shards;
  private final KeyOutput output;
  private final byte[][] buffers;
  private final int[] sizes;
  private final int blockBytes;
  private final KanaFolding kanaFolding = new KanaFolding();
  private int file;
  private boolean collectsCards;
  private boolean collectsPersons;
  private boolean collectsIdentities;
  private int lastInsurer = InsurerNumber.UNKNOWN;
  private int lastSuccessor = InsurerNumber.UNKNOWN;

  /**
   * @param shards into which the keys are dealt
   */
  KeyBuffers(RuleSettings settings, Shards shards, KeyOutput output) {
    this.settings = settings;
    this.shards = shards;
    this.output = output;
    buffers = new byte[shards.ofAllKinds()][];
    sizes = new int[shards.ofAllKinds()];
    blockBytes = shards.entriesOfBlock() * KeyEntry.ENTRY_BYTES;
  }

  /** Takes a full block of one shard, of which it must keep a copy. */
  interface KeyOutput {
    void accept(int shard, byte[] entries, int length);
  }

  /** Begins a file that uploads are held against. */
  void beginFile(int fileIndex) {
    file = fileIndex;
  }

  void beginFile(int fileIndex, RuleSet rules) {
    file = fileIndex;
    collectsCards = rules.applies(Rule.CARD_KEY_SHARED);
    collectsPersons = rules.applies(Rule.MY_NUMBER_CHANGED);
    collectsIdentities = rules.applies(Rule.MY_NUMBER_OF_NAMESAKE);
  }

  /**
   * Adds a record of an upload.
   *
   * @param marks of all record rules
   */
  void add(RecordView record, int marks, long position, int line) {
    boolean valid = record.hasValidNumber();
    boolean hasPeriod = record.hasPeriod();
    boolean card = collectsCards && hasPeriod && hasCardKey(record);
    if (!valid && !card) {
      return;
    }
    long kana = kanaHash(record);
    int birthDay = birthDay(record);
    int insurer = record.insurer();
    int fromDay = hasPeriod ? Dates.day(record.date(Column.QUALIFICATION)) : 0;
    int toDay =
        !hasPeriod
            ? 0
            : record.isEmpty(Column.DISQUALIFICATION)
                ? KeyEntry.OPEN
                : Dates.day(record.date(Column.DISQUALIFICATION));
    if (valid) {
      long number = record.myNumber();
      put(
          shard(number),
          record,
          insurer,
          marks,
          number,
          kana,
          position,
          line,
          fromDay,
          toDay,
          birthDay);
    }
    if (valid && collectsIdentities) {
      addIdentity(record, insurer, marks, kana, position, line, birthDay);
    }
    if (valid && collectsPersons) {
      addPerson(record, insurer, marks, position, line);
    }
    if (card) {
      long key = cardKey(record);
      put(
          shards.of(Shards.Kind.CARD, shard(key)),
          record,
          insurer,
          marks,
          key,
          kana,
          position,
          line,
          fromDay,
          toDay,
          birthDay);
    }
  }

  /** Adds a record of an upload of the run before: by its number and by its person. */
  void addEarlier(RecordView record, long position) {
    if (record.hasValidNumber()) {
      int insurer = successor(record.insurer());
      long number = record.myNumber();
      put(
          shard(number),
          record,
          insurer,
          0,
          number,
          kanaHash(record),
          position,
          0,
          0,
          0,
          birthDay(record));
      addPerson(record, insurer, 0, position, 0);
    }
  }

  /** The entry says the My Number where others have the kana. */
  private void addPerson(RecordView record, int insurer, int marks, long position, int line) {
    if (insurer != InsurerNumber.UNKNOWN && !record.isEmpty(Column.PERSON_ID)) {
      long person = HashMixer.mix(hash(record, Column.PERSON_ID, insurer));
      put(
          shards.of(Shards.Kind.PERSON, shard(person)),
          record,
          insurer,
          marks,
          person,
          record.myNumber(),
          position,
          line,
          0,
          0,
          0);
    }
  }

  /** The insurer of an earlier record, as it is called now. */
  private int successor(int insurer) {
    if (insurer != lastInsurer) {
      lastInsurer = insurer;
      lastSuccessor = settings.life().successor(insurer);
    }
    return lastSuccessor;
  }

  /** Adds an entry of the residents' register. */
  void addRegistered(RecordView record, long position, int line) {
    if (record.hasValidNumber()) {
      long number = record.myNumber();
      long kana = kanaHash(record);
      int birthDay = birthDay(record);
      put(
          shard(number),
          record,
          InsurerNumber.REGISTER,
          0,
          number,
          kana,
          position,
          line,
          0,
          0,
          birthDay);
      if (settings.isOn(Rule.MY_NUMBER_OF_NAMESAKE)) {
        addIdentity(record, InsurerNumber.REGISTER, 0, kana, position, line, birthDay);
      }
    }
  }

  /** The entry says the My Number where others have the kana, and the address behind. */
  private void addIdentity(
      RecordView record, int insurer, int marks, long kana, long position, int line, int birthDay) {
    if (kana != 0 && birthDay != 0 && record.sex() != 0) {
      long identity = HashMixer.mix(kana + (birthDay * 4L + record.sex()) * HashMixer.MULTIPLIER);
      long address =
          record.isEmpty(Column.ADDRESS) ? 0 : HashMixer.mix(hash(record, Column.ADDRESS, 0));
      put(
          shards.of(Shards.Kind.IDENTITY, shard(identity)),
          record,
          insurer,
          marks,
          identity,
          record.myNumber(),
          position,
          line,
          (int) (address >>> 42),
          (int) (address >>> 17) & KeyEntry.OPEN,
          (int) address & (1 << 17) - 1);
    }
  }

  private long kanaHash(RecordView record) {
    return kanaFolding.hash(record.text(), record.start(Column.KANA), record.end(Column.KANA));
  }

  private static int birthDay(RecordView record) {
    int birthdate = record.birthdate();
    return birthdate == Dates.INVALID ? 0 : Dates.day(birthdate) - FIRST_BIRTHDAY;
  }

  private static boolean hasCardKey(RecordView record) {
    return !record.isEmpty(Column.NUMBER)
        && !record.isEmpty(Column.BRANCH)
        && !record.holdsPlaceholder(Column.SYMBOL)
        && !record.holdsPlaceholder(Column.NUMBER)
        && !record.holdsPlaceholder(Column.BRANCH);
  }

  /** 64 bits over symbol, number and branch; the insurer stands in the entry besides. */
  private static long cardKey(RecordView record) {
    long hash = record.insurer();
    hash = hash(record, Column.SYMBOL, hash);
    hash = hash(record, Column.NUMBER, hash);
    return HashMixer.mix(hash(record, Column.BRANCH, hash));
  }

  private static long hash(RecordView record, Column column, long seed) {
    long hash = (seed + record.length(column)) * HashMixer.MULTIPLIER;
    char[] text = record.text();
    int end = record.end(column);
    for (int i = record.start(column); i < end; i++) {
      hash = (hash ^ text[i]) * HashMixer.MULTIPLIER;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private int shard(long key) {
    return (int) ((HashMixer.mix(key) >>> 33) * shards.count() >>> 31);
  }

  private void put(
      int shard,
      RecordView record,
      int insurer,
      int marks,
      long key,
      long kana,
      long position,
      int line,
      int fromDay,
      int toDay,
      int birthDay) {
    byte[] buffer = buffers[shard];
    if (buffer == null) {
      buffer = new byte[blockBytes];
      buffers[shard] = buffer;
    }
    KeyEntry.put(
        buffer,
        sizes[shard],
        key,
        kana,
        file,
        position,
        record.sex(),
        insurer,
        marks,
        line,
        fromDay,
        toDay,
        birthDay);
    sizes[shard] += KeyEntry.ENTRY_BYTES;
    if (sizes[shard] == blockBytes) {
      flush(shard);
    }
  }

  private void flush(int shard) {
    output.accept(shard, buffers[shard], sizes[shard]);
    sizes[shard] = 0;
  }

  void flush() {
    for (int shard = 0; shard < sizes.length; shard++) {
      if (sizes[shard] > 0) {
        flush(shard);
      }
    }
  }
}
