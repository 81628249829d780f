package jp.totsugo.person;

import static jp.totsugo.person.FieldOutcome.DIFFERENT;
import static jp.totsugo.person.FieldOutcome.IDENTICAL;
import static jp.totsugo.person.FieldOutcome.SAME_AFTER_VARIANTS;
import static jp.totsugo.person.FieldOutcome.UNKNOWN;

import com.google.common.collect.Maps;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says whether a record and the register's owner of its number are one person, field by field and
 * by the {@linkplain DecisionTable decision table}. The order of the two sides does not matter.
 */
public final class PersonComparator {
  private static final Pattern KANA_ONLY = Pattern.compile("[ぁ-ゖゝゞァ-ヾｦ-ﾟ\\s\\p{Z}・･]+");

  private final SpellingComparator names;
  private final SpellingComparator readings;
  private final AddressComparator addresses;
  private final DecisionTable table;

  public PersonComparator(VariantKanji variants, DecisionTable table) {
    this.names = SpellingComparator.ofNames(variants);
    this.readings = SpellingComparator.ofReadings(variants);
    this.addresses = new AddressComparator(variants);
    this.table = table;
  }

  /** Returns the comparator with the variants and the decision table that come with the program. */
  public static PersonComparator standard() {
    return new PersonComparator(VariantKanji.standard(), DecisionTable.standard());
  }

  public Comparison compare(PersonFields record, PersonFields owner) {
    Map<PersonField, FieldOutcome> outcomes = new EnumMap<>(PersonField.class);
    outcomes.put(PersonField.NAME, compareNames(record, owner));
    outcomes.put(PersonField.KANA, readings.compare(record.kana(), owner.kana()));
    outcomes.put(
        PersonField.FAMILY_NAME,
        either(
            names.compareFamilyNames(record.name(), owner.name()),
            readings.compareFamilyNames(record.kana(), owner.kana())));
    outcomes.put(
        PersonField.GIVEN_NAME,
        either(
            names.compareGivenNames(record.name(), owner.name()),
            readings.compareGivenNames(record.kana(), owner.kana())));
    outcomes.put(PersonField.BIRTHDATE, compareBirthdates(record.birthdate(), owner.birthdate()));
    outcomes.put(PersonField.SEX, compareSexes(record.sex(), owner.sex()));
    outcomes.put(PersonField.ADDRESS, addresses.compare(record.address(), owner.address()));
    return new Comparison(Maps.immutableEnumMap(outcomes), table.decide(outcomes));
  }

  /** Compares the names; one that is written in kana also with the other side's reading. */
  private FieldOutcome compareNames(PersonFields record, PersonFields owner) {
    FieldOutcome written = names.compare(record.name(), owner.name());
    if (written == DIFFERENT && (inKana(record.name(), owner) || inKana(owner.name(), record))) {
      return SAME_AFTER_VARIANTS;
    }
    return written;
  }

  private boolean inKana(String name, PersonFields other) {
    return KANA_ONLY.matcher(name).matches() && readings.compare(name, other.kana()).agrees();
  }

  /** A part of a name agrees if it does in writing or in sound. */
  private static FieldOutcome either(FieldOutcome written, FieldOutcome read) {
    if (written.agrees() || read.agrees()) {
      return written.orCloser(read);
    }
    return written.orFarther(read);
  }

  private static FieldOutcome compareBirthdates(int one, int other) {
    if (!isDate(one) || !isDate(other)) {
      return UNKNOWN;
    }
    return one == other ? IDENTICAL : DIFFERENT;
  }

  private static boolean isDate(int yyyymmdd) {
    if (yyyymmdd < 1000_01_01) {
      return false;
    }
    try {
      LocalDate.of(yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100);
      return true;
    } catch (DateTimeException notADate) {
      return false;
    }
  }

  private static FieldOutcome compareSexes(String one, String other) {
    if (!isKnownSex(one) || !isKnownSex(other)) {
      return UNKNOWN;
    }
    return one.equals(other) ? IDENTICAL : DIFFERENT;
  }

  private static boolean isKnownSex(String sex) {
    return sex.equals("1") || sex.equals("2");
  }
}
