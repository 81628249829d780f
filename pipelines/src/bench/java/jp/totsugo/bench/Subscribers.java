package jp.totsugo.bench;

import static jp.totsugo.bench.Calendar.AS_OF;
import static jp.totsugo.bench.Calendar.epochDay;
import static jp.totsugo.bench.Calendar.text;
import static jp.totsugo.bench.Digits.padded;

/**
 * The clean subscribers of a generated nation. A record is a function of the seed and its index and
 * of nothing else, so that any record can be made again without the ones before it.
 *
 * <p>Clean records raise no finding, but have what could look like one: members of a household with
 * one card number, a re-enrolment under the same My Number after leaving, six-digit insurer
 * numbers, leading zeros, quoted addresses.
 */
final class Subscribers {
  /**
   * With more records than this the My Numbers would not be known to be distinct and no fillers.
   */
  static final long LIMIT = 2_000_000_000L;

  private static final long PAYLOADS = 100_000_000_000L;
  private static final long STRIDE = 3_819_660_113L;
  private static final int[][] HOUSEHOLDS = {
    {1, 2, 3, 4, 2}, {4, 3, 1, 1, 3}, {2, 2, 2, 1, 5}, {1, 1, 1, 1, 1, 3, 4}, {6, 2, 4}
  };
  private static final int HOUSEHOLD_BLOCK = 12;
  private static final String[] REASONS_OF_LOSS = {"01", "02", "03", "03", "03", "99"};
  private static final int ENROLMENTS_BEGIN = epochDay(1990, 1, 1);
  private static final int SEVENTY_FIVE_YEARS = 27_394;

  private final long seed;
  private final Insurers insurers;
  private final long moved;

  Subscribers(long seed, Insurers insurers) {
    this.seed = seed;
    this.insurers = insurers;
    this.moved = Math.max(1, insurers.end(insurers.count() - 1) * 2 / 5);
  }

  Insurers insurers() {
    return insurers;
  }

  /** The clean record with this index, by field. */
  String[] record(long index) {
    int insurer = insurers.holding(index);
    boolean elderly = insurers.insuresTheLateElderly(insurer);
    long household = elderly ? index : householdOf(index, insurer);
    int member = (int) (index - household);

    String[] row = row(index, insurer, household, member, elderly);
    long former = index - moved;
    if (former >= 0) {
      reEnrol(row, former, elderly);
    }
    return row;
  }

  /** The person whom the place of a record was made for, whoever enrolled there again. */
  String[] person(long index) {
    int insurer = insurers.holding(index);
    boolean elderly = insurers.insuresTheLateElderly(insurer);
    long household = elderly ? index : householdOf(index, insurer);
    return row(index, insurer, household, (int) (index - household), elderly);
  }

  /** The My Number of a person; those from the number of records on are in no upload. */
  static String myNumber(long person) {
    return Digits.myNumber((person * STRIDE + 7) % PAYLOADS);
  }

  /** The fields that say who a person is, and the number. */
  static void copyPerson(String[] from, String[] to) {
    for (Field field : PERSON) {
      to[field.ordinal()] = from[field.ordinal()];
    }
  }

  private static final Field[] PERSON = {
    Field.MyNumber, Field.Name, Field.NameKana, Field.Birthdate, Field.Sex
  };

  /** Makes the record one of the person who has left the place of the record {@code former}. */
  private void reEnrol(String[] row, long former, boolean elderly) {
    if (former >= moved || !leaves(former)) {
      return;
    }
    int formerInsurer = insurers.holding(former);
    if (insurers.insuresTheLateElderly(formerInsurer) != elderly) {
      return;
    }
    long household = elderly ? former : householdOf(former, formerInsurer);
    String[] left = row(former, formerInsurer, household, (int) (former - household), elderly);
    String end = left[Field.DisqualificationDate.ordinal()];
    if (end.isEmpty()) {
      return;
    }
    copyPerson(left, row);
    Draw draw = new Draw(seed ^ 4, former);
    enrol(row, draw, draw.between(epochDay(end), AS_OF), false);
  }

  private String[] row(long index, int insurer, long household, int member, boolean elderly) {
    Draw draw = new Draw(seed, index);
    Draw shared = new Draw(seed ^ 1, household);
    String[] row = new String[Field.values().length];
    long local = index - insurers.first(insurer);
    long localHousehold = household - insurers.first(insurer);
    boolean town = insurers.number(insurer).startsWith("00");

    row[Field.InsurerNumber.ordinal()] = insurers.numberInRecords(insurer);
    row[Field.PersonId.ordinal()] = town ? padded(local, 10) : "K-" + padded(local, 9);
    row[Field.MyNumber.ordinal()] = myNumber(index);
    row[Field.MyNumberAbsenceReason.ordinal()] = "";
    row[Field.InsuredCardSymbol.ordinal()] = symbol(town, elderly, localHousehold, insurer);
    row[Field.InsuredIdentificationNumber.ordinal()] = padded(localHousehold, elderly ? 8 : 7);
    row[Field.InsuredBranchNumber.ordinal()] = elderly ? "" : padded(member + 1, 2);

    String[] family = shared.of(Words.FAMILY_NAMES);
    boolean male = draw.chance(0.5);
    String[] given = draw.of(male ? Words.MALE_NAMES : Words.FEMALE_NAMES);
    String kana = family[1] + ' ' + given[1];
    row[Field.Name.ordinal()] = family[0] + '\u3000' + given[0];
    row[Field.NameKana.ordinal()] = draw.chance(0.05) ? Words.fullWidth(kana) : kana;
    int birth =
        elderly
            ? draw.between(epochDay(1925, 1, 1), epochDay(1951, 3, 31))
            : youngerBirth(draw, member);
    row[Field.Birthdate.ordinal()] = text(birth);
    row[Field.Sex.ordinal()] = draw.chance(0.0005) ? "3" : male ? "1" : "2";
    row[Field.PersonalFamilyClassification.ordinal()] = member == 0 || town ? "1" : "2";

    int earliest = elderly ? birth + SEVENTY_FIVE_YEARS : Math.max(birth, ENROLMENTS_BEGIN);
    enrol(row, draw, draw.between(Math.min(earliest, AS_OF), AS_OF), leaves(index));

    row[Field.InsuredCardClassification.ordinal()] = draw.chance(0.9) ? "01" : "";
    String[] place = shared.of(Words.TOWNS);
    row[Field.PostNumber.ordinal()] = place[0] + padded(shared.below(10_000), 4);
    row[Field.Address.ordinal()] = address(place[1], shared);
    row[Field.NonDisclosure.ordinal()] = draw.chance(0.001) ? "1" : draw.chance(0.5) ? "0" : "";
    return row;
  }

  private static int youngerBirth(Draw draw, int member) {
    int latest = member == 0 ? epochDay(2004, 3, 31) : epochDay(2026, 1, 31);
    return draw.between(epochDay(1951, 6, 1), latest);
  }

  private static String symbol(boolean town, boolean elderly, long household, int insurer) {
    if (elderly) {
      return "";
    }
    if (town) {
      return insurer % 4 == 0 ? "" : "国" + Words.NUMBERS[(int) (household % 89)];
    }
    return padded(10_000_000L + household % 9973, 8);
  }

  private static String address(String place, Draw draw) {
    String[] numbers = Words.NUMBERS;
    String street =
        place
            + numbers[draw.between(1, 9)]
            + "丁目"
            + numbers[draw.between(1, 30)]
            + "番"
            + numbers[draw.between(1, 20)]
            + "号";
    int building = draw.below(100);
    if (building < 2) {
      return '"' + street + ",\"\"光\"\"マンション" + draw.between(101, 999) + '"';
    }
    if (building < 30) {
      return street
          + "　メゾン・ド・"
          + Words.TOWNS[building][1].substring(0, 2)
          + numbers[draw.between(101, 999)]
          + "号室";
    }
    return building < 35 ? street + "第〇地割" : street;
  }

  /** Fills in the dates of an enrolment that begins on {@code qualified}. */
  private static void enrol(String[] row, Draw draw, int qualified, boolean leaves) {
    boolean left = leaves && qualified < AS_OF;
    row[Field.QualificationDate.ordinal()] = text(qualified);
    row[Field.DisqualificationDate.ordinal()] =
        left ? text(draw.between(qualified + 1, AS_OF)) : "";
    row[Field.ReasonOfLoss.ordinal()] = left ? draw.of(REASONS_OF_LOSS) : "";
    int issued = Math.min(AS_OF, qualified + draw.below(20));
    row[Field.InsuredCertificateIssuanceDate.ordinal()] = draw.chance(0.98) ? text(issued) : "";
    boolean dated = draw.chance(0.7);
    row[Field.InsuredCardValidDate.ordinal()] = dated ? text(issued) : "";
    row[Field.InsuredCardExpirationDate.ordinal()] =
        dated && draw.chance(0.8) ? text(issued + 730) : "";
  }

  private boolean leaves(long index) {
    return new Draw(seed ^ 5, index).chance(0.08);
  }

  private long householdOf(long index, int insurer) {
    long local = index - insurers.first(insurer);
    long block = local - local % HOUSEHOLD_BLOCK;
    int[] sizes =
        HOUSEHOLDS[new Draw(seed ^ 2, insurers.first(insurer) + block).below(HOUSEHOLDS.length)];
    int place = (int) (local - block);
    int start = 0;
    for (int size : sizes) {
      if (place < start + size) {
        break;
      }
      start += size;
    }
    return insurers.first(insurer) + block + start;
  }
}
