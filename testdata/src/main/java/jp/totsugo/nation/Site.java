package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantStatus;
import jp.totsugo.schema.PlantedError;

/**
 * One cell as the plants see it: its rows, who of them may still be planted on, and what has been
 * planted.
 */
final class Site {
  /** The day of the upload in which something is planted first. */
  int asOf;

  /** The day of the upload being made, months later perhaps. */
  final int today;

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
  private final Moves moves;
  private final double registerOnlyShare;
  private final double newErrors;
  private final double corrected;
  private final double left;
  private final double moved;
  private final Months months;
  private final int month;
  private final Draw fate = new Draw(0);
  private final Draw luck = new Draw(0);
  private final BitSet takenBefore = new BitSet();
  private final Subscriber[] household = new Subscriber[People.LARGEST_HOUSEHOLD];
  private final Subscriber elsewhere = new Subscriber();
  private final int oldestOutside;

  Insurer insurer;
  int count;

  /** The next person of the register alone whose number may be used. */
  int nextRegisterOnly;

  int registerOnlyCount;
  private String kind;
  private Nature nature;
  private int plantedIn;
  private int correctedIn;

  Site(
      Population population,
      Catalogue catalogue,
      Moves moves,
      MyNumbers numbers,
      People people,
      Names names,
      List<Insurer> insurers,
      Months months,
      int month,
      Settings settings) {
    this.population = population;
    this.catalogue = catalogue;
    this.moves = moves;
    registerOnlyShare = settings.share("register_only");
    newErrors = settings.share("new_errors_per_month");
    corrected = settings.share("corrected_per_month");
    left = settings.share("left_per_month");
    moved = settings.share("moved_per_month");
    this.numbers = numbers;
    this.people = people;
    this.names = names;
    this.insurers = insurers;
    this.months = months;
    this.month = month;
    today = months.day(month);
    oldestOutside = Days.plusYears(months.last(), -75) + 2;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Subscriber();
    }
    for (int i = 0; i < registerOnly.length; i++) {
      registerOnly[i] = new Subscriber();
    }
    for (int i = 0; i < household.length; i++) {
      household[i] = new Subscriber();
    }
  }

  /** Makes a cell: its people first, then what is done to them. */
  void make(Insurer insurer, int cell) {
    this.insurer = insurer;
    count = insurer.rowsOf(cell);
    people.fill(insurer, cell, rows);
    makeRegisterOnly(cell);
    int first = insurer.monthOf(cell);
    plantWithin(cell, first);
    if (first == 1) {
      meet(Zone.HOME, cell);
      meet(Zone.AWAY, cell);
      for (Moves.Move move : moves.outOf(insurer, cell)) {
        if (move.month() <= month) {
          people.remake(move.to(), move.toCell(), move.toRow(), elsewhere, household);
          move(move, rows[move.fromRow()], elsewhere);
        }
      }
    } else {
      for (Moves.Move move : moves.into(insurer, cell)) {
        people.remake(move.from(), move.fromCell(), move.fromRow(), elsewhere, household);
        int before = planted.size();
        move(move, elsewhere, rows[move.toRow()]);
        planted.subList(before, planted.size()).clear();
      }
    }
    for (int next = first + 1; next <= month; next++) {
      live(cell, next);
      plantWithin(cell, next);
    }
  }

  /** Lets people of the cell die, leave and move in the course of a month. */
  private void live(int cell, int during) {
    fate.restart(Draw.key(Draw.key(insurer.key, -4L * cell - 3), during));
    for (int row = 0; row < localRows(); row++) {
      Subscriber one = rows[row];
      double chance = fate.fraction();
      int day = months.dayOf(during, fate);
      int reason = fate.below(100);
      boolean moves = fate.chance(moved);
      if (!one.taken && one.isEnrolled() && chance < left / Zone.LOCAL.share()) {
        one.leave(day, insurer.isForLateElderly() || reason < 15 ? 1 : reason < 85 ? 3 : 99);
      }
      one.movedAway |= moves && !one.taken;
    }
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

  /**
   * Plants what is new in a month: everything in the cell's first one, some more errors in each
   * that follows.
   */
  private void plantWithin(int cell, int since) {
    boolean first = since == insurer.monthOf(cell);
    long key = Draw.key(Draw.key(insurer.key, -4L * cell - 2), since);
    Catalogue.Lot<Plant> lot = catalogue.localOf(insurer);
    fate.restart(key);
    asOf = months.day(since);
    for (int row = 0; row < localRows(); row++) {
      int hit = lot.hit(fate.fraction());
      if (hit >= 0 && (first || isNewError(lot.nature(hit)))) {
        begin(lot.kind(hit), lot.nature(hit), Draw.key(key, row), since);
        takenBefore.clear();
        for (int each = 0; month > since && each < localRows(); each++) {
          takenBefore.set(each, rows[each].taken);
        }
        int before = planted.size();
        lot.thing(hit).plant(this, row);
        if (isCorrected()) {
          for (int each = 0; each < localRows(); each++) {
            if (rows[each].taken && !takenBefore.get(each)) {
              correct(rows[each], cell);
            }
          }
        }
        tell(before);
      }
    }
  }

  private boolean isNewError(Nature hit) {
    return hit == Nature.ERROR && fate.chance(newErrors);
  }

  /** Sets out to plant something, and decides how many months it stands. */
  private void begin(String kind, Nature nature, long key, int since) {
    this.kind = kind;
    this.nature = nature;
    draw.restart(key);
    plantedIn = since;
    correctedIn = since + 1;
    luck.restart(Draw.key(key, 1));
    while (correctedIn <= month && !luck.chance(corrected)) {
      correctedIn++;
    }
  }

  private boolean isCorrected() {
    return correctedIn <= month && (nature == Nature.ERROR || AbsencePlants.PASSING.contains(kind));
  }

  /** Makes the row as it was meant, and lets it be. */
  private void correct(Subscriber one, int cell) {
    int disqualification = one.disqualification;
    int reason = one.reasonOfLoss;
    boolean leftSince = disqualification > months.first();
    people.remake(insurer, cell, one.row, one, household);
    if (leftSince && one.qualification <= disqualification) {
      one.leave(disqualification, reason == 0 ? 99 : reason);
    }
    one.taken = true;
  }

  /**
   * Says in the truth whether what was planted since {@code before} is new, stands, or is
   * corrected.
   */
  private void tell(int before) {
    List<PlantedError> added = planted.subList(before, planted.size());
    if (isCorrected() && correctedIn < month) {
      added.clear();
    }
    for (PlantedError each : added) {
      if (isCorrected()) {
        each.setStatus(PlantStatus.CORRECTED);
        each.setExpected(List.of());
      } else {
        each.setStatus(plantedIn == month ? PlantStatus.NEW : PlantStatus.STANDING);
      }
    }
  }

  /** The rows of a zone of one cell, and those of another one that they meet, couple by couple. */
  private final class Meeting {
    private final Catalogue.Place other;
    private final boolean hereFirst;
    private final long key;
    private final Catalogue.Lot<Encounter> lot;
    private final int othersCount;
    private final int couples;

    /** Drawn anew for every couple. */
    private boolean lowerFirst;

    private int hit;
    private int since;

    Meeting(Zone zone, Insurer one, int cell, Catalogue.Place other) {
      this.other = other;
      long here = one.firstCell + cell;
      long there = other.insurer().firstCell + other.cell();
      hereFirst = here < there;
      key =
          Draw.key(
              Draw.key(Math.min(here, there), Math.max(here, there)), zone.ordinal() + one.seed);
      boolean sameGroup = one.isForLateElderly() == other.insurer().isForLateElderly();
      lot =
          zone == Zone.HOME
              ? catalogue.home
              : sameGroup ? catalogue.away : catalogue.awayAtSeventyFive;
      othersCount = other.insurer().rowsOf(other.cell());
      couples = Math.min(zone.rowsOf(one.rowsOf(cell)), zone.rowsOf(othersCount));
    }

    /** Whether anything happens to a couple up to a month: {@link #hit}, {@link #since}. */
    boolean happens(int couple, int until) {
      fate.restart(Draw.key(key, couple));
      lowerFirst = fate.chance(0.5);
      hit = lot.hit(fate.fraction());
      since = 1;
      while (hit < 0 && since < until) {
        since++;
        hit = lot.hit(fate.fraction());
        hit = hit >= 0 && isNewError(lot.nature(hit)) ? hit : -1;
      }
      return hit >= 0;
    }
  }

  /** Whom the rows of a zone meet, or null. */
  private Meeting meeting(Zone zone, Insurer one, int cell) {
    Catalogue.Place other =
        zone == Zone.HOME ? catalogue.homeOf(one, cell) : catalogue.awayOf(one, cell);
    return other == null ? null : new Meeting(zone, one, cell, other);
  }

  /**
   * Lets the rows of a zone meet those of the other cell. Both cells come to the same result; the
   * first of the two records it.
   */
  private void meet(Zone zone, int cell) {
    Meeting meeting = meeting(zone, insurer, cell);
    for (int couple = 0; meeting != null && couple < meeting.couples; couple++) {
      if (meeting.happens(couple, month)) {
        Catalogue.Lot<Encounter> lot = meeting.lot;
        Catalogue.Place other = meeting.other;
        int hit = meeting.hit;
        asOf = months.day(meeting.since);
        begin(
            lot.kind(hit),
            lot.nature(hit),
            Draw.key(meeting.key, couple + Insurer.CELL),
            meeting.since);
        Subscriber mine = rows[zone.first(count) + couple];
        Subscriber theirs = elsewhere;
        people.remake(
            other.insurer(),
            other.cell(),
            zone.first(meeting.othersCount) + couple,
            theirs,
            household);
        boolean first = meeting.hereFirst == meeting.lowerFirst;
        int before = planted.size();
        lot.thing(hit).happen(this, first ? mine : theirs, first ? theirs : mine);
        if (!meeting.hereFirst) {
          planted.subList(before, planted.size()).clear();
        }
        if (isCorrected()) {
          people.remake(insurer, cell, mine.row, mine, household);
        }
        tell(before);
      }
    }
  }

  /**
   * Lets a person leave one insurer and join another, if the two rows allow it. Both cells come to
   * the same result.
   */
  private void move(Moves.Move move, Subscriber before, Subscriber after) {
    if (!after.livesAlone() || isMet(move)) {
      return;
    }
    boolean mayLeave =
        before.isEnrolled()
            && (before.livesAlone() || !before.head)
            && before.qualification < after.qualification
            && before.birth <= Days.plusYears(months.first(), -18);
    if (mayLeave) {
      asOf = months.day(move.month());
      begin(
          "joined_another_insurer",
          Nature.FACT,
          Draw.key(Draw.key(before.insurer.key, -4L * before.cell - 4), before.row),
          move.month());
      int planting = planted.size();
      before.leave(after.qualification, 3);
      after.be(before);
      before.registered = false;
      people.giveCard(before);
      people.giveCard(after);
      plant(before, UploadColumn.QUALIFICATION, "left, and enrolled anew", after);
      tell(planting);
    }
  }

  /** Whether the row that would be left meets another one in any month. */
  private boolean isMet(Moves.Move move) {
    Meeting meeting = meeting(Zone.AWAY, move.from(), move.fromCell());
    int couple = move.fromRow() - Zone.AWAY.first(move.from().rowsOf(move.fromCell()));
    return meeting != null && couple < meeting.couples && meeting.happens(couple, months.count);
  }

  /**
   * Records what is done to {@code one} (and whoever else belongs to it), which nothing else may
   * touch from now on.
   */
  Planting plant(Subscriber one, UploadColumn field, String change, Subscriber... others) {
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
        !one.isIn(InsurerKind.LATE_ELDERLY) || Days.plusYears(day, 66) <= one.qualification;
    boolean youngEnough = one.isIn(InsurerKind.LATE_ELDERLY) || day >= oldestOutside;
    return oldEnough && youngEnough && day <= one.qualification;
  }
}
