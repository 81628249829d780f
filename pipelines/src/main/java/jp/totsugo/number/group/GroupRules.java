package jp.totsugo.number.group;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.rule.Rule;

/**
 * The rules over the records that have one key. What is unknown of a record contradicts nothing and
 * agrees with nothing.
 */
public final class GroupRules {
  private static final int UNKNOWN = 0;
  private static final int EQUAL = 1;
  private static final int DIFFERENT = 2;

  private final byte[] entries;
  private final int[] positions;
  private final int count;
  private final long[] failed;

  /**
   * @param positions of the entries with one key
   */
  public GroupRules(byte[] entries, int[] positions, int count) {
    this.entries = entries;
    this.positions = positions;
    this.count = count;
    failed = new long[count];
  }

  /** The rules on My Numbers; for each record the failing ones, as bits of {@link Rule#ordinal}. */
  public long[] onNumbers() {
    if (count == 2) {
      pair();
      return failed;
    }
    contradictions();
    otherNames();
    samePersons();
    return failed;
  }

  /** The rule on card keys. */
  public long[] onCards() {
    overlapping(Rule.CARD_KEY_SHARED, all(), at -> KeyEntry.birthDay(entries, at));
    overlapping(Rule.CARD_KEY_SHARED, all(), at -> KeyEntry.sex(entries, at));
    overlapping(Rule.CARD_KEY_SHARED, all(), at -> KeyEntry.kana(entries, at));
    return failed;
  }

  /** Two records, which is nearly always: the rules as they are written, without any index. */
  private void pair() {
    int a = positions[0];
    int b = positions[1];
    boolean sameInsurer = insurer(0) == insurer(1);
    int birth = agreement(KeyEntry.birthDay(entries, a), KeyEntry.birthDay(entries, b));
    int sex = agreement(KeyEntry.sex(entries, a), KeyEntry.sex(entries, b));
    int kana = agreement(KeyEntry.kana(entries, a), KeyEntry.kana(entries, b));
    if (birth == DIFFERENT || sex == DIFFERENT) {
      failBoth(
          sameInsurer
              ? Rule.MY_NUMBER_SHARED_WITHIN_INSURER
              : Rule.MY_NUMBER_SHARED_ACROSS_INSURERS);
    } else if (birth == EQUAL && sex == EQUAL && kana == DIFFERENT) {
      failBoth(Rule.MY_NUMBER_SHARED_NAME_DIFFERS);
    } else if (birth == EQUAL && sex == EQUAL && kana == EQUAL && periodsOverlap(a, b)) {
      failBoth(sameInsurer ? Rule.DUPLICATE_RECORD : Rule.OVERLAPPING_ENROLMENT);
    }
  }

  private static int agreement(long a, long b) {
    return a == 0 || b == 0 ? UNKNOWN : a == b ? EQUAL : DIFFERENT;
  }

  private boolean periodsOverlap(int a, int b) {
    int from = Math.max(KeyEntry.fromDay(entries, a), KeyEntry.fromDay(entries, b));
    int to = Math.min(KeyEntry.toDay(entries, a), KeyEntry.toDay(entries, b));
    boolean bothHavePeriods =
        KeyEntry.fromDay(entries, a) != 0 && KeyEntry.fromDay(entries, b) != 0;
    return bothHavePeriods && from < to;
  }

  private void failBoth(Rule rule) {
    fail(0, rule);
    fail(1, rule);
  }

  private void contradictions() {
    differing(at -> KeyEntry.birthDay(entries, at));
    differing(at -> KeyEntry.sex(entries, at));
  }

  /** Another value within the same insurer, or in another one. */
  private void differing(ToLongFunction<Integer> value) {
    Map<Integer, Set<Long>> valuesByInsurer = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long v = value.applyAsLong(positions[i]);
      if (v != 0) {
        valuesByInsurer.computeIfAbsent(insurer(i), k -> new HashSet<>()).add(v);
      }
    }
    Map<Long, Integer> insurersByValue = new HashMap<>();
    Map<Integer, Integer> valuesOfInsurer = new HashMap<>();
    valuesByInsurer.forEach(
        (insurer, values) -> {
          valuesOfInsurer.put(insurer, values.size());
          values.forEach(v -> insurersByValue.merge(v, 1, Integer::sum));
        });
    int pairs = insurersByValue.values().stream().mapToInt(Integer::intValue).sum();
    for (int i = 0; i < count; i++) {
      long v = value.applyAsLong(positions[i]);
      if (v == 0) {
        continue;
      }
      int own = valuesOfInsurer.get(insurer(i));
      if (own > 1) {
        fail(i, Rule.MY_NUMBER_SHARED_WITHIN_INSURER);
      }
      // Pairs of insurer and value that share neither the insurer nor the value with this record.
      if (pairs - own - insurersByValue.get(v) + 1 > 0) {
        fail(i, Rule.MY_NUMBER_SHARED_ACROSS_INSURERS);
      }
    }
  }

  private record Identity(int birthDay, int sex, long kana) {}

  private Identity birthAndSex(int at) {
    int birthDay = KeyEntry.birthDay(entries, at);
    int sex = KeyEntry.sex(entries, at);
    return birthDay == 0 || sex == 0 || KeyEntry.kana(entries, at) == 0
        ? null
        : new Identity(birthDay, sex, 0);
  }

  private Identity person(int at) {
    Identity identity = birthAndSex(at);
    return identity == null
        ? null
        : new Identity(identity.birthDay(), identity.sex(), KeyEntry.kana(entries, at));
  }

  private void otherNames() {
    Map<Identity, Set<Long>> names = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Identity identity = birthAndSex(positions[i]);
      if (identity != null) {
        names
            .computeIfAbsent(identity, k -> new HashSet<>())
            .add(KeyEntry.kana(entries, positions[i]));
      }
    }
    for (int i = 0; i < count; i++) {
      Identity identity = birthAndSex(positions[i]);
      if (identity != null && names.get(identity).size() > 1) {
        fail(i, Rule.MY_NUMBER_SHARED_NAME_DIFFERS);
      }
    }
  }

  private void samePersons() {
    ListMultimap<Identity, Integer> persons = ArrayListMultimap.create();
    ListMultimap<InsuredPerson, Integer> insured = ArrayListMultimap.create();
    for (int i = 0; i < count; i++) {
      Identity person = person(positions[i]);
      if (person != null) {
        persons.put(person, i);
        insured.put(new InsuredPerson(insurer(i), person), i);
      }
    }
    for (Collection<Integer> members : persons.asMap().values()) {
      overlapping(
          Rule.OVERLAPPING_ENROLMENT,
          Ints.toArray(members),
          at -> 1 + KeyEntry.insurer(entries, at));
    }
    for (Collection<Integer> members : insured.asMap().values()) {
      overlapping(
          Rule.DUPLICATE_RECORD, Ints.toArray(members), at -> 1 + KeyEntry.locator(entries, at));
    }
  }

  private record InsuredPerson(int insurer, Identity person) {}

  private int[] all() {
    int[] members = new int[count];
    Arrays.setAll(members, i -> i);
    return members;
  }

  private void overlapping(Rule rule, int[] members, ToLongFunction<Integer> colour) {
    int[] from = new int[members.length];
    int[] to = new int[members.length];
    long[] colours = new long[members.length];
    for (int i = 0; i < members.length; i++) {
      int at = positions[members[i]];
      from[i] = KeyEntry.fromDay(entries, at);
      to[i] = KeyEntry.toDay(entries, at);
      colours[i] = colour.applyAsLong(at);
    }
    boolean[] overlaps = Overlaps.withOtherColour(from, to, colours);
    for (int i = 0; i < members.length; i++) {
      if (overlaps[i]) {
        fail(members[i], rule);
      }
    }
  }

  private int insurer(int i) {
    return KeyEntry.insurer(entries, positions[i]);
  }

  private void fail(int i, Rule rule) {
    failed[i] |= 1L << rule.ordinal();
  }
}
