package jp.totsugo.nation;

import jp.totsugo.nation.Places.Prefecture;

/**
 * The nation's people, household by household. Every household follows from the seed and its place
 * alone, so that any row can be made again anywhere.
 */
final class People {
  static final int LARGEST_HOUSEHOLD = 6;

  private final double foreignHousehold;
  private final double addressMissing;
  private final double addressStale;
  private final double addressSpeltOtherwise;
  private final double undisclosedHousehold;
  private final double twinsAmongSiblings;
  private final double variantForm;
  private final double lateElderlyByDisability;
  private final double leftForGood;
  private final Places places;
  private final Names names;
  private final Months months;

  /** The day of the first upload. */
  private final int asOf;

  private final int turnsSeventyFiveAfter;
  private final int isSeventyFive;
  private final int renewal;
  private final int renewalEnd;
  private final Draw sizes = new Draw(0);
  private final Draw draw = new Draw(0);

  /** A stream of its own: the rest of the nation is the same whatever the share. */
  private final Draw spellings = new Draw(0);

  People(Settings settings, Places places, Names names, Months months) {
    foreignHousehold = settings.share("foreign_household");
    addressMissing = settings.share("address_missing");
    addressStale = settings.share("address_stale");
    addressSpeltOtherwise = settings.share("address_spelt_otherwise");
    undisclosedHousehold = settings.share("undisclosed_household");
    twinsAmongSiblings = settings.share("twins_among_siblings");
    variantForm = settings.share("variant_form");
    lateElderlyByDisability = settings.share("late_elderly_by_disability");
    leftForGood = settings.share("left_for_good");
    this.places = places;
    this.names = names;
    this.months = months;
    asOf = months.first();
    // Two days away from the limit: nobody's age depends on how a birthday is counted.
    turnsSeventyFiveAfter = Days.plusYears(months.last(), -75) + 2;
    isSeventyFive = Days.plusYears(asOf, -75) - 3;
    int august = Days.of(Days.year(asOf), 8, 1);
    renewal = august <= asOf ? august : Days.plusYears(august, -1);
    renewalEnd = Days.plusYears(renewal, 1) - 1;
  }

  /** Makes all rows of a cell. */
  void fill(Insurer insurer, int cell, Subscriber[] rows) {
    int count = insurer.rowsOf(cell);
    sizes.restart(Draw.key(insurer.key, 2L * cell));
    for (int first = 0; first < count; ) {
      int size = Math.min(householdSize(insurer), count - first);
      household(insurer, cell, first, size, rows, first);
      first += size;
    }
  }

  /**
   * Makes one row again, into {@code one}; the others of the household go into {@code household}.
   */
  void remake(Insurer insurer, int cell, int row, Subscriber one, Subscriber[] household) {
    int count = insurer.rowsOf(cell);
    sizes.restart(Draw.key(insurer.key, 2L * cell));
    int first = 0;
    int size = householdSize(insurer);
    while (first + size <= row) {
      first += size;
      size = householdSize(insurer);
    }
    Subscriber kept = household[row - first];
    household[row - first] = one;
    household(insurer, cell, first, Math.min(size, count - first), household, 0);
    household[row - first] = kept;
  }

  /** Makes somebody who lives alone; {@code row} is none of the cell's. */
  void single(Insurer insurer, int cell, int row, Subscriber one) {
    household(insurer, cell, row, 1, new Subscriber[] {one}, 0);
  }

  /** Makes somebody who comes to the insurer on a day, and has the card of whom a row held. */
  void succeed(Subscriber gone, int day, long person) {
    Insurer insurer = gone.insurer;
    int cell = gone.cell;
    int row = gone.row;
    int symbol = gone.symbol;
    int number = gone.number;
    int branch = gone.branch;
    single(insurer, cell, 2 * Insurer.CELL + row, gone);
    gone.row = row;
    gone.household = row;
    gone.person = person;
    gone.carried = person;
    gone.generation = 1;
    gone.symbol = symbol;
    gone.number = number;
    gone.branch = branch;
    gone.qualification = day;
    gone.leave(Days.NONE, 0);
    giveCard(gone);
    gone.issuance = day;
  }

  private int householdSize(Insurer insurer) {
    int percent = sizes.below(100);
    return switch (insurer.type) {
      case LATE_ELDERLY -> 1;
      case NATIONAL_MUNICIPAL, NATIONAL_UNION ->
          percent < 55 ? 1 : percent < 85 ? 2 : percent < 94 ? 3 : 4;
      default ->
          percent < 50
              ? 1
              : percent < 66
                  ? 2
                  : percent < 82 ? 3 : percent < 95 ? 4 : percent < 99 ? 5 : LARGEST_HOUSEHOLD;
    };
  }

  private void household(
      Insurer insurer, int cell, int first, int size, Subscriber[] into, int at) {
    long key = Draw.key(Draw.key(insurer.key, 2L * cell + 1), first);
    draw.restart(key);
    spellings.restart(Draw.key(key, 1));
    boolean speltOtherwise = spellings.chance(addressSpeltOtherwise);
    long addressSpelling = speltOtherwise ? spellings.next() : Subscriber.AS_THE_INSURER;
    boolean foreign = draw.chance(foreignHousehold);
    Name family = foreign ? names.foreignFamily(draw) : names.family(draw);
    int familyForm = form(family, insurer);
    Prefecture prefecture = livesIn(insurer);
    Places.Municipality place =
        insurer.type == InsurerKind.NATIONAL_MUNICIPAL
            ? prefecture.places()[(int) (insurer.key >>> 33) % prefecture.places().length]
            : draw.oneOf(prefecture.places());
    int townAt = draw.below(places.towns.length);
    int block = draw.between(1, 5);
    int lot = draw.between(1, 30);
    int house = draw.between(1, 25);
    Word building = draw.chance(0.15) ? draw.oneOf(places.buildings) : null;
    boolean writesAddress = !draw.chance(addressMissing);
    boolean movedAway = draw.chance(addressStale);
    boolean undisclosed = draw.chance(undisclosedHousehold);
    int symbol = insurer.type == InsurerKind.LATE_ELDERLY ? -1 : draw.between(1, 9999);
    long ordinal = (long) cell * Insurer.CELL + first;
    int number =
        insurer.type == InsurerKind.LATE_ELDERLY
            ? (int) (ordinal * 61_803_399 % 100_000_000)
            : (int) (ordinal * 6_180_339 % 10_000_000) + 1;
    int month = insurer.monthOf(cell);
    int joinedOn = month == 1 ? Days.NONE : months.dayOf(month, draw);
    boolean born =
        joinedOn != Days.NONE && size == 1 && insurer.hasHouseholds() && draw.chance(0.3);
    boolean twins = draw.chance(twinsAmongSiblings);
    int firstChild = size;
    for (int member = 0; member < size; member++) {
      Subscriber one = into[at + member];
      one.insurer = insurer;
      one.cell = cell;
      one.row = first + member;
      one.household = first;
      one.member = member;
      one.householdSize = size;
      one.person = (insurer.firstCell + cell) * Insurer.CELL + first + member;
      one.place = place;
      one.town = places.towns[townAt];
      one.block = block;
      one.lot = lot;
      one.house = house;
      one.building = building;
      one.addressSpelling = addressSpelling;
      one.postal = place.postal() * 10_000 + townAt * 13 + block;
      one.writesAddress = writesAddress;
      one.symbol = symbol;
      one.number = number;
      one.branch = insurer.type == InsurerKind.LATE_ELDERLY ? -1 : insurer.firstBranch + member;
      one.head = member == 0 && !born;
      one.undisclosed = undisclosed;
      one.clear();
      one.movedAway = movedAway;
      Subscriber head = into[at];
      Subscriber before = into[at + Math.max(0, member - 1)];
      if (member == 0) {
        one.birth = born ? joinedOn : birthOfHead(insurer, joinedOn);
        one.sex = draw.chance(insurer.type == InsurerKind.LATE_ELDERLY ? 0.4 : 0.65) ? 1 : 2;
      } else if (member == 1 && draw.chance(head.birth < asOf - 365 * 25 ? 0.8 : 0.97)) {
        one.birth =
            within(head.birth + draw.between(-2200, 2200), turnsSeventyFiveAfter, asOf - 365 * 18);
        one.sex = 3 - head.sex;
      } else if (twins && member == firstChild + 1) {
        one.birth = before.birth;
        one.sex = draw.chance(0.7) ? before.sex : 3 - before.sex;
      } else {
        firstChild = Math.min(firstChild, member);
        int youngest = Math.max(0, asOf - head.birth - 365 * 20);
        one.birth =
            asOf
                - draw.between(
                    Math.max(0, Math.min(youngest - 365 * 30, 365 * 12)),
                    Math.min(youngest, 365 * 24));
        one.sex = draw.between(1, 2);
      }
      one.spelling.family = family;
      one.spelling.familyForm = familyForm;
      int birthYear = year(one.birth);
      do {
        one.spelling.given = names.given(draw, foreign, one.sex, birthYear);
      } while (isCalledAs(one, into, at, member));
      one.spelling.givenForm = form(one.spelling.given, insurer);
      one.registerSpelling.set(one.spelling);
      one.registerBirth = one.birth;
      one.registerSex = one.sex;
      enrol(one, head, joinedOn);
    }
  }

  private static boolean isCalledAs(Subscriber one, Subscriber[] household, int at, int member) {
    for (int other = 0; other < member; other++) {
      if (household[at + other].spelling.given.reading == one.spelling.given.reading) {
        return true;
      }
    }
    return false;
  }

  /**
   * A variant form now and then, if the insurer's server knows its characters: both sides write it.
   */
  private int form(Name name, Insurer insurer) {
    if (name.forms.length == 1 || !draw.chance(variantForm)) {
      return 0;
    }
    int form = draw.below(name.forms.length);
    return name.forms[form].isIn(insurer.encoding) ? form : 0;
  }

  private Prefecture livesIn(Insurer insurer) {
    double here =
        switch (insurer.type) {
          case NATIONAL_MUNICIPAL, LATE_ELDERLY -> 1;
          case KYOKAI_KENPO, NATIONAL_UNION -> 0.93;
          case KENPO_UNION, MUTUAL_AID -> 0.6;
          case SEAMEN -> 0;
        };
    return draw.chance(here) ? places.prefecture(insurer.prefecture) : places.anywhere(draw);
  }

  private int birthOfHead(Insurer insurer, int joinedOn) {
    return switch (insurer.type) {
      case LATE_ELDERLY -> {
        int years =
            draw.chance(lateElderlyByDisability)
                ? -draw.between(1, 8)
                : (int) (26 * Math.pow(draw.fraction(), 1.6));
        yield joinedOn != Days.NONE
            ? Days.plusYears(joinedOn, -75)
            : isSeventyFive - 365 * years - draw.below(365);
      }
      case NATIONAL_MUNICIPAL, NATIONAL_UNION -> {
        int youth = draw.chance(0.55) ? draw.below(15 * 365) : draw.below(56 * 365);
        yield turnsSeventyFiveAfter + youth;
      }
      default ->
          turnsSeventyFiveAfter
              + 365 * 6
              + draw.below(49 * 365)
              - (draw.chance(0.06) ? draw.below(6 * 365) : 0);
    };
  }

  private void enrol(Subscriber one, Subscriber head, int joinedOn) {
    Insurer insurer = one.insurer;
    if (joinedOn != Days.NONE) {
      one.qualification = Math.max(joinedOn, one.birth);
    } else if (insurer.type == InsurerKind.LATE_ELDERLY) {
      int birthday = Math.max(Days.plusYears(one.birth, 75), Days.of(2008, 4, 1));
      // Younger ones are members because of a disability, from their 65th year on.
      one.qualification =
          birthday <= asOf ? birthday : Days.plusYears(one.birth, 65) + 30 + draw.below(200);
      one.qualification = Math.min(one.qualification, asOf);
    } else if (one.head) {
      int adult = Math.max(one.birth, Math.min(one.birth + 18 * 365 + 5, asOf));
      int years = Math.min(asOf - adult, 34 * 365);
      double late = draw.fraction();
      one.qualification = asOf - (int) (late * late * years);
    } else {
      one.qualification = Math.max(head.qualification, one.birth);
    }
    one.disqualification = Days.NONE;
    one.reasonOfLoss = 0;
    if (draw.chance(leftForGood) && asOf - one.qualification > 60) {
      int reason = draw.below(100);
      one.leave(
          Math.max(one.qualification + 1, asOf - draw.between(1, 900)),
          one.isIn(InsurerKind.LATE_ELDERLY) || reason < 20
              ? 1
              : reason < 25 ? 2 : reason < 75 ? 3 : 99);
    }
    giveCard(one);
  }

  /** The dates of the card follow from the dates of the enrolment. */
  void giveCard(Subscriber one) {
    boolean renewed =
        one.insurer.type.isNationalHealthInsurance() || one.isIn(InsurerKind.LATE_ELDERLY);
    int until = months.day(one.insurer.monthOf(one.cell));
    one.classification = 1;
    if (renewed && one.isEnrolled()) {
      one.validFrom = Math.max(one.qualification, renewal);
      one.validTo = one.qualification <= renewalEnd ? renewalEnd : Days.plusYears(renewalEnd, 1);
      one.issuance =
          one.qualification > renewal ? Math.min(until, one.qualification + 2) : renewal - 12;
    } else {
      one.validFrom = one.qualification;
      one.validTo = renewed ? one.disqualification : Days.NONE;
      one.issuance = Math.min(until, one.qualification + 3 + one.number % 12);
    }
  }

  private static int year(int day) {
    return 1970 + Math.floorDiv(day * 4, 1461);
  }

  private static int within(int day, int first, int last) {
    return Math.max(first, Math.min(day, last));
  }
}
