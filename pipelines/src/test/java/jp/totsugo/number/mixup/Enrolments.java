package jp.totsugo.number.mixup;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.number.mixup.Mismatch.Holder;
import jp.totsugo.person.Comparison;
import jp.totsugo.person.PersonComparator;
import jp.totsugo.person.PersonFields;
import jp.totsugo.person.Verdict;

/** Records of invented people in some files, each with the number of one of the people. */
final class Enrolments {
  public static final PersonComparator COMPARATOR = PersonComparator.standard();

  private static final String SYLLABLES = "カキクケコサシスセソタチツテトナニヌネノ";
  private static final int LINES_A_FILE = 1_000_000;

  private final List<Enrolment> all = new ArrayList<>();

  /** One record: who it is of, and, as the register knows him, whose number it has. */
  record Enrolment(
      int file, long line, PersonFields person, PersonFields owner, int fromDay, int toDay) {
    long locator() {
      return (long) file * LINES_A_FILE + line;
    }

    private Holder asHolder() {
      return new Holder(locator(), file, line, file, fromDay, toDay);
    }
  }

  /** Somebody whose name nobody else has, born on a day that few others share. */
  static PersonFields person(int index) {
    return person(family(index) + "　" + given(index), index);
  }

  /** Somebody born on the day of {@code index}, of the same sex. */
  static PersonFields person(String kana, int index) {
    int birthdate = (1930 + index % 80) * 10000 + (1 + index % 12) * 100 + 1 + index % 28;
    return new PersonFields(kana, kana, birthdate, index % 2 == 0 ? "1" : "2", "");
  }

  public static String family(int index) {
    return syllable(index / 8000) + syllable(index / 8000 / 20 + 7);
  }

  static String given(int index) {
    return syllable(index) + syllable(index / 20) + syllable(index / 400);
  }

  private static String syllable(int index) {
    return String.valueOf(SYLLABLES.charAt(index % 20));
  }

  void add(int file, long line, PersonFields person, PersonFields owner) {
    add(file, line, person, owner, 50_000, KeyEntry.OPEN);
  }

  void add(int file, long line, PersonFields person, PersonFields owner, int fromDay, int toDay) {
    all.add(new Enrolment(file, line, person, owner, fromDay, toDay));
  }

  /** Adds a record for each of the people on consecutive lines, with the numbers of others. */
  public void addRows(int file, long firstLine, PersonFields[] people, int... carried) {
    for (int i = 0; i < carried.length; i++) {
      add(file, firstLine + i, people[i], people[carried[i]]);
    }
  }

  /** The records that the comparator does not hold for their numbers' owners'. */
  public List<Mismatch> mismatches() {
    Map<PersonFields, List<Holder>> holders =
        all.stream()
            .map(Enrolment::owner)
            .distinct()
            .collect(toMap(Function.identity(), owner -> new ArrayList<>()));
    List<Enrolment> wrong = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Enrolment each : all) {
      Comparison comparison = COMPARATOR.compare(each.person(), each.owner());
      if (comparison.verdict() == Verdict.OWNER) {
        holders.get(each.owner()).add(each.asHolder());
      } else {
        wrong.add(each);
        comparisons.add(comparison);
      }
    }
    List<Mismatch> mismatches = new ArrayList<>();
    for (int i = 0; i < wrong.size(); i++) {
      Enrolment each = wrong.get(i);
      mismatches.add(
          new Mismatch(
              each.locator(),
              each.file(),
              each.line(),
              each.file(),
              each.fromDay(),
              each.toDay(),
              each.person(),
              each.owner(),
              comparisons.get(i),
              holders.get(each.owner())));
    }
    return mismatches;
  }

  static long locator(int file, long line) {
    return (long) file * LINES_A_FILE + line;
  }
}
