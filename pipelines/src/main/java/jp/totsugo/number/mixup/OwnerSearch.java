package jp.totsugo.number.mixup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import jp.totsugo.person.Comparison;
import jp.totsugo.person.KanaFolding;
import jp.totsugo.person.PersonComparator;
import jp.totsugo.person.PersonField;
import jp.totsugo.person.PersonFields;
import jp.totsugo.person.Verdict;

/**
 * Finds, among the mismatches, the records of the persons who own the others' numbers.
 *
 * <p>The comparator decides, but it is slow; it sees the rows next to a record, the records with
 * equal folded kana or name, and, if none of these is the owner's, those born on the owner's day
 * whose names share characters. Not found, therefore, is a record far away that spells both name
 * and kana otherwise than the register and whose birth date or sex is unknown, or in which neither
 * has much in common with the register's.
 */
final class OwnerSearch {
  private static final int MOST_OWNERS = 8;
  private static final int[] NOBODY = {};
  private static final KanaFolding FOLDING = new KanaFolding();

  private final Mismatch[] records;
  private final PersonComparator comparator;
  private final NearbyRecords byIdentity;
  private final NameCharacters[] characters;

  /**
   * @param records in the order of their locators
   */
  OwnerSearch(Mismatch[] records, PersonComparator comparator) {
    this.records = records;
    this.comparator = comparator;
    characters = new NameCharacters[records.length];
    Arrays.parallelSetAll(characters, i -> NameCharacters.of(records[i].person()));
    NearbyRecords.Builder index = new NearbyRecords.Builder(records.length);
    for (int i = 0; i < records.length; i++) {
      PersonFields person = records[i].person();
      int birthdate = person.birthdate();
      int sex = sex(person);
      addKey(index, Key.KANA, hash(person.kana()), birthdate, sex, i);
      addKey(index, Key.NAME, hash(person.name()), birthdate, sex, i);
      addKey(index, Key.BIRTHDATE, birthdate, 0, sex, i);
    }
    byIdentity = index.build();
  }

  private enum Key {
    KANA,
    NAME,
    BIRTHDATE
  }

  /** Returns for each record those of its number's owner, the nearest first. */
  int[][] ownersRecords() {
    int[][] owners = new int[records.length][];
    Arrays.parallelSetAll(owners, this::ownersRecords);
    return owners;
  }

  private int[] ownersRecords(int record) {
    List<Integer> candidates = new ArrayList<>();
    addNeighbours(record, candidates);
    addEqualNames(record, candidates);
    int[] owners = ownersAmong(candidates, record);
    if (owners.length > 0) {
      return owners;
    }
    candidates.clear();
    addSimilarNames(record, candidates);
    return ownersAmong(candidates, record);
  }

  private void addNeighbours(int record, List<Integer> candidates) {
    int from = Math.max(0, record - ShiftedRuns.FARTHEST);
    int to = Math.min(records.length - 1, record + ShiftedRuns.FARTHEST);
    for (int i = from; i <= to; i++) {
      if (i != record
          && records[i].file() == records[record].file()
          && Math.abs(records[i].line() - records[record].line()) <= ShiftedRuns.FARTHEST) {
        candidates.add(i);
      }
    }
  }

  /** Adds records whose birth date and sex may be unknown, but do not differ from the owner's. */
  private void addEqualNames(int record, List<Integer> candidates) {
    PersonFields owner = records[record].owner();
    long kana = hash(owner.kana());
    long name = hash(owner.name());
    int sex = sex(owner);
    addEqual(Key.KANA, kana, owner.birthdate(), sex, record, candidates);
    addEqual(Key.NAME, name, owner.birthdate(), sex, record, candidates);
    addEqual(Key.KANA, kana, owner.birthdate(), 0, record, candidates);
    addEqual(Key.NAME, name, owner.birthdate(), 0, record, candidates);
    if (!mustAgreeInFull(records[record])) {
      addEqual(Key.KANA, kana, 0, sex, record, candidates);
      addEqual(Key.NAME, name, 0, sex, record, candidates);
      addEqual(Key.KANA, kana, 0, 0, record, candidates);
      addEqual(Key.NAME, name, 0, 0, record, candidates);
    }
  }

  private void addSimilarNames(int record, List<Integer> candidates) {
    PersonFields owner = records[record].owner();
    NameCharacters ofOwner = NameCharacters.of(owner);
    boolean inFull = mustAgreeInFull(records[record]);
    byIdentity.forEachNear(
        key(Key.BIRTHDATE, owner.birthdate(), 0, sex(owner)),
        record,
        each -> {
          if (ofOwner.mayBeOnesWith(characters[each])
              || !inFull && ofOwner.shareHalfWith(characters[each])) {
            candidates.add(each);
          }
        });
  }

  private void addEqual(
      Key key, long hash, int birthdate, int sex, int record, List<Integer> candidates) {
    if (hash != 0) {
      byIdentity.forEachNear(key(key, hash, birthdate, sex), record, candidates::add);
    }
  }

  private int[] ownersAmong(List<Integer> candidates, int record) {
    if (candidates.isEmpty()) {
      return NOBODY;
    }
    return candidates.stream()
        .distinct()
        .filter(each -> each != record)
        .sorted(
            Comparator.comparingLong((Integer each) -> distance(record, each))
                .thenComparing(each -> each))
        .filter(each -> isOwners(records[each].person(), records[record]))
        .limit(MOST_OWNERS)
        .mapToInt(each -> each)
        .toArray();
  }

  private long distance(int record, int other) {
    return records[record].file() == records[other].file()
        ? Math.abs(records[record].line() - records[other].line())
        : Long.MAX_VALUE;
  }

  private boolean isOwners(PersonFields person, Mismatch mismatch) {
    PersonFields owner = mismatch.owner();
    boolean datesMayAgree =
        person.birthdate() == owner.birthdate()
            || !mustAgreeInFull(mismatch) && (person.birthdate() == 0 || owner.birthdate() == 0);
    boolean sexesMayAgree = sex(person) == sex(owner) || sex(person) == 0 || sex(owner) == 0;
    if (!datesMayAgree || !sexesMayAgree) {
      return false;
    }
    Comparison comparison = comparator.compare(person, owner);
    if (comparison.verdict() != Verdict.OWNER) {
      return false;
    }
    boolean byFullName =
        agrees(comparison, PersonField.NAME) || agrees(comparison, PersonField.KANA);
    if (!mustAgreeInFull(mismatch)) {
      return byFullName || agrees(comparison, PersonField.GIVEN_NAME);
    }
    return byFullName
        && agrees(comparison, PersonField.BIRTHDATE)
        && (mismatch.verdict() != Verdict.SEX_DIFFERS || agrees(comparison, PersonField.SEX));
  }

  private static boolean agrees(Comparison comparison, PersonField field) {
    return comparison.outcome(field).agrees();
  }

  /** Whether a smaller thing than another's number explains the mismatch as well. */
  private static boolean mustAgreeInFull(Mismatch mismatch) {
    return mismatch.verdict() != Verdict.OTHER_PERSON;
  }

  private static void addKey(
      NearbyRecords.Builder index, Key key, long hash, int birthdate, int sex, int record) {
    if (hash != 0) {
      index.add(key(key, hash, birthdate, sex), record);
    }
  }

  private static long key(Key key, long hash, int birthdate, int sex) {
    return hash * 31 + ((long) birthdate << 4 | sex << 2 | key.ordinal());
  }

  private static long hash(String name) {
    return FOLDING.hash(name.toCharArray(), 0, name.length());
  }

  private static int sex(PersonFields person) {
    return switch (person.sex()) {
      case "1" -> 1;
      case "2" -> 2;
      default -> 0;
    };
  }
}
