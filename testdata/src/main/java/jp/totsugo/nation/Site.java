package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantedError;

/**
 * One cell as the plants see it: its rows, who of them may still be planted on, and what has been
 * planted.
 */
final class Site {
  final int asOf;
  final MyNumbers numbers;
  final People people;
  final Names names;
  final List<Insurer> insurers;
  final Draw draw = new Draw(0);
  final Subscriber[] rows = new Subscriber[Insurer.CELL];
  final Subscriber[] registerOnly = new Subscriber[Population.REGISTER_ONLY_PER_CELL];
  final List<PlantedError> planted = new ArrayList<>();
  private final Population population;
  private final Catalogue catalogue;
  private final double registerOnlyShare;
  private final Draw fate = new Draw(0);
  private final Subscriber[] elsewhere = new Subscriber[People.LARGEST_HOUSEHOLD];
  private final int oldestOutside;

  Insurer insurer;
  int count;

  /** The next person of the register alone whose number may be used. */
  int nextRegisterOnly;

  int registerOnlyCount;
  private String kind;
  private Nature nature;

  Site(
      Population population,
      Catalogue catalogue,
      double registerOnlyShare,
      MyNumbers numbers,
      People people,
      Names names,
      List<Insurer> insurers,
      int asOf) {
    this.population = population;
    this.catalogue = catalogue;
    this.registerOnlyShare = registerOnlyShare;
    this.numbers = numbers;
    this.people = people;
    this.names = names;
    this.insurers = insurers;
    this.asOf = asOf;
    oldestOutside = Days.plusYears(asOf, -75) + 2;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Subscriber();
    }
    for (int i = 0; i < registerOnly.length; i++) {
      registerOnly[i] = new Subscriber();
    }
    for (int i = 0; i < elsewhere.length; i++) {
      elsewhere[i] = new Subscriber();
    }
  }

  /** Makes a cell: its people first, then what is done to them. */
  void make(Insurer insurer, int cell) {
    this.insurer = insurer;
    count = insurer.rowsOf(cell);
    people.fill(insurer, cell, rows);
    makeRegisterOnly(cell);
    plantWithin(cell);
    meet(Zone.HOME, cell, catalogue.homeOf(insurer, cell));
    meet(Zone.AWAY, cell, catalogue.awayOf(insurer, cell));
  }

  private void makeRegisterOnly(int cell) {
    fate.restart(Draw.key(insurer.key, -4L * cell - 1));
    double wanted = registerOnlyShare * count;
    registerOnlyCount =
        Math.min(registerOnly.length, (int) wanted + (fate.chance(wanted - (int) wanted) ? 1 : 0));
    nextRegisterOnly = 0;
    for (int i = 0; i < registerOnlyCount; i++) {
      people.single(insurer, cell, Insurer.CELL + i, registerOnly[i]);
      registerOnly[i].person = population.registerOnly(insurer.firstCell + cell, i);
    }
  }

  private void plantWithin(int cell) {
    long key = Draw.key(insurer.key, -4L * cell - 2);
    Catalogue.Lot<Plant> lot = catalogue.localOf(insurer);
    fate.restart(key);
    for (int row = 0; row < localRows(); row++) {
      int hit = lot.hit(fate.fraction());
      if (hit >= 0) {
        draw.restart(Draw.key(key, row));
        kind = lot.kind(hit);
        nature = lot.nature(hit);
        lot.thing(hit).plant(this, row);
      }
    }
  }

  /**
   * Lets the rows of a zone meet those of the other cell. Both cells come to the same result; the
   * first of the two records it.
   */
  private void meet(Zone zone, int cell, Catalogue.Place other) {
    if (other == null) {
      return;
    }
    long here = insurer.firstCell + cell;
    long there = other.insurer().firstCell + other.cell();
    long key =
        Draw.key(
            Draw.key(Math.min(here, there), Math.max(here, there)), zone.ordinal() + insurer.seed);
    fate.restart(key);
    boolean sameGroup =
        (insurer.type == InsurerType.LATE_ELDERLY)
            == (other.insurer().type == InsurerType.LATE_ELDERLY);
    Catalogue.Lot<Encounter> lot =
        zone == Zone.HOME
            ? catalogue.home
            : sameGroup ? catalogue.away : catalogue.awayAtSeventyFive;
    int othersCount = other.insurer().rowsOf(other.cell());
    int couples = Math.min(zone.rowsOf(count), zone.rowsOf(othersCount));
    for (int couple = 0; couple < couples; couple++) {
      int hit = lot.hit(fate.fraction());
      boolean lowerFirst = fate.chance(0.5);
      if (hit >= 0) {
        draw.restart(Draw.key(key, couple));
        kind = lot.kind(hit);
        nature = lot.nature(hit);
        Subscriber mine = rows[zone.first(count) + couple];
        Subscriber theirs =
            people.one(other.insurer(), other.cell(), zone.first(othersCount) + couple, elsewhere);
        boolean first = (here < there) == lowerFirst;
        int before = planted.size();
        lot.thing(hit).happen(this, first ? mine : theirs, first ? theirs : mine);
        if (here > there) {
          planted.subList(before, planted.size()).clear();
        }
      }
    }
  }

  /**
   * Records what is done to {@code one} (and whoever else belongs to it), which nothing else may
   * touch from now on.
   */
  Planting plant(Subscriber one, Column field, String change, Subscriber... others) {
    one.taken = true;
    for (Subscriber other : others) {
      other.taken = true;
    }
    Planting planting = new Planting(kind, nature, one, field, change);
    planted.add(planting.planted);
    return planting;
  }

  int localRows() {
    return Zone.LOCAL.rowsOf(count);
  }

  /** The free row that fits, {@code from} or the next one after it, or null. */
  Subscriber free(int from, Predicate<Subscriber> fits) {
    int local = localRows();
    for (int i = 0; i < local; i++) {
      Subscriber one = rows[(from + i) % local];
      if (!one.taken && fits.test(one)) {
        return one;
      }
    }
    return null;
  }

  /** Another free row of the household that fits, or null. */
  Subscriber housemate(Subscriber one, Predicate<Subscriber> fits) {
    for (int row = one.household;
        row < Math.min(one.household + one.householdSize, localRows());
        row++) {
      if (row != one.row && !rows[row].taken && fits.test(rows[row])) {
        return rows[row];
      }
    }
    return null;
  }

  /** A free row of another household, some rows away, of a person with another name, or null. */
  Subscriber stranger(Subscriber one, Subscriber... alsoFarFrom) {
    return free(
        draw.below(localRows()),
        other -> {
          boolean fits = isFar(one, other);
          for (Subscriber each : alsoFarFrom) {
            fits &= isFar(each, other);
          }
          return fits;
        });
  }

  /** Rows nearer than this could look like shifted ones. */
  private static boolean isFar(Subscriber one, Subscriber other) {
    return Math.abs(one.row - other.row) > 4
        && one.household != other.household
        && Planting.haveOtherNames(one, other);
  }

  /** Whether the number belongs to anybody. */
  boolean isSomebodys(long number) {
    return numbers.personOf(number) < population.people();
  }

  /** Somebody who does not exist, and whom no other row asks for. */
  long nobodyOf(Subscriber one) {
    return population.people() + one.person;
  }

  /** Whether a birth date fits the age limits of the row's scheme and its enrolment. */
  boolean mayBeBorn(Subscriber one, int day) {
    boolean oldEnough =
        !one.isIn(InsurerType.LATE_ELDERLY) || Days.plusYears(day, 66) <= one.qualification;
    boolean youngEnough = one.isIn(InsurerType.LATE_ELDERLY) || day >= oldestOutside;
    return oldEnough && youngEnough && day <= one.qualification;
  }
}
