package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import jp.totsugo.schema.ExpectedFinding;
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

  /** Everything planted up to now, what is corrected since included. */
  final List<Planting> plantings = new ArrayList<>();

  private final Population population;
  private final Deliveries deliveries;
  private final SwitchedOff switchedOff;
  private final Surges surges;
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
  private Fate fateOfPlant;

  /** How often what is being planted has been written otherwise since. */
  int version;

  Site(
      Population population,
      Deliveries deliveries,
      SwitchedOff switchedOff,
      Surges surges,
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
    this.deliveries = deliveries;
    this.switchedOff = switchedOff;
    this.surges = surges;
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
    plantings.clear();
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
        int before = plantings.size();
        move(move, elsewhere, rows[move.toRow()]);
        plantings.subList(before, plantings.size()).clear();
      }
    }
    for (int next = first + 1; next <= month; next++) {
      if (!deliveries.repeats(insurer, next)) {
        live(cell, next);
        depart(cell, next);
        plantWithin(cell, next);
      }
    }
    for (Planting planting : plantings) {
      if (months.count > 1 && !planting.isSettled() && planting.leftIn == 0) {
        planting.settle(numbers);
      }
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

  /**
   * Lets one record of the cell leave in the course of a month, one with an error every other time;
   * somebody new takes its place in the file.
   */
  private void depart(int cell, int during) {
    fate.restart(Draw.key(Draw.key(insurer.key, -4L * cell - 3), -during));
    int anchor = fate.below(Math.max(1, localRows()));
    boolean withError = fate.chance(0.5);
    int day = months.dayOf(during, fate);
    if (!fate.chance(count / (double) Insurer.CELL)) {
      return;
    }
    List<Planting> erroneous =
        plantings.stream().filter(each -> withError && mayLeave(each, during)).toList();
    if (!erroneous.isEmpty()) {
      int row = erroneous.get(anchor % erroneous.size()).onlyRow;
      plantings.stream()
          .filter(each -> each.onlyRow == row && each.leftIn == 0)
          .forEach(each -> each.leftIn = during);
      replace(rows[row], cell, day);
    } else {
      Subscriber one = free(anchor, each -> true);
      if (one != null) {
        replace(one, cell, day);
      }
    }
  }

  private static boolean mayLeave(Planting planting, int during) {
    return planting.onlyRow >= 0
        && planting.leftIn == 0
        && planting.planted.getNature() == Nature.ERROR
        && planting.fate.standsIn(during - 1)
        && planting.fate.standsIn(during);
  }

  private void replace(Subscriber one, int cell, int day) {
    people.succeed(one, day, population.successor(insurer.firstCell + cell, one.row));
    one.taken = true;
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
        begin(
            lot.kind(hit),
            lot.nature(hit),
            Draw.key(key, row),
            since,
            later -> deliveries.repeats(insurer, later));
        plantAt(row, cell, lot.thing(hit), Draw.key(key, row));
      }
    }
    if (since == months.count && surges.of(insurer) != null) {
      surge(cell, Draw.key(key, -1));
    }
  }

  /** Plants, and lets what happened since happen. */
  private void plantAt(int row, int cell, Plant plant, long key) {
    if (months.count == 1) {
      plant.plant(this, row);
      return;
    }
    takenBefore.clear();
    for (int each = 0; each < localRows(); each++) {
      takenBefore.set(each, rows[each].taken);
    }
    int before = plantings.size();
    plant.plant(this, row);
    if (plantings.size() == before) {
      return;
    }
    Planting planting = plantings.get(plantings.size() - 1);
    int touched = 0;
    for (int each = 0; each < localRows(); each++) {
      if (rows[each].taken && !takenBefore.get(each)) {
        planting.onlyRow = ++touched == 1 ? each : -1;
      }
    }
    Subscriber only = planting.onlyRow < 0 ? null : rows[planting.onlyRow];
    boolean followed = planting.fate.isFollowedIn(month);
    for (int each = 0; each < localRows() && !planting.fate.standsIn(month) && !followed; each++) {
      if (rows[each].taken && !takenBefore.get(each)) {
        correct(rows[each], cell);
      }
    }
    if (only != null) {
      only.registerFollows = followed;
      if (planting.fate.isRequalifiedIn(month)) {
        requalify(only, planting.fate.daysEarlier);
      }
      if (planting.fate.replacedIn() <= month) {
        plantInstead(planting, only, cell, Draw.key(key, 3));
      }
    }
  }

  /** Another date of qualification, if nothing else depends on it. */
  private void requalify(Subscriber one, int daysEarlier) {
    if (insurer.hasHouseholds()
        && one.isEnrolled()
        && one.qualification < months.first() - 30
        && one.qualification - daysEarlier > one.birth) {
      one.qualification -= daysEarlier;
    }
  }

  /** What was wrong is corrected, and something else is wrong now. */
  private void plantInstead(Planting corrected, Subscriber one, int cell, long key) {
    String other =
        corrected.planted.getKind().equals("name_missing") ? "kana_missing" : "name_missing";
    begin(
        other,
        Nature.ERROR,
        key,
        corrected.fate.replacedIn(),
        later -> deliveries.repeats(insurer, later));
    one.taken = false;
    catalogue.plant(other).plant(this, one.row);
    Planting planting = plantings.get(plantings.size() - 1);
    planting.onlyRow = one.row;
    if (!planting.fate.standsIn(month)) {
      correct(one, cell);
    }
  }

  /** Makes an error of the insurer's more frequent by planting more of it. */
  private void surge(int cell, long key) {
    Surges.Surge surge = surges.of(insurer);
    double level = 1;
    double levelBefore = 1;
    for (int each = 2; each <= months.count; each++) {
      levelBefore = level;
      level = level * (1 - corrected) + newErrors;
    }
    double usual = surge.kinds().stream().mapToDouble(each -> catalogue.perRow(each)).sum();
    double more = usual * Math.max(0, surge.times() * levelBefore - level);
    Plant plant = catalogue.plant(surge.kind());
    fate.restart(key);
    for (int row = 0; row < localRows(); row++) {
      if (fate.chance(Math.min(0.5, more))) {
        begin(surge.kind(), Nature.ERROR, Draw.key(key, row), months.count, later -> false);
        plantAt(row, cell, plant, Draw.key(key, row));
      }
    }
  }

  private boolean isNewError(Nature hit) {
    return hit == Nature.ERROR && fate.chance(newErrors);
  }

  /** Sets out to plant something, and decides what becomes of it. */
  private void begin(String kind, Nature nature, long key, int since, IntPredicate pauses) {
    this.kind = kind;
    this.nature = nature;
    fateOfPlant = new Fate(kind, nature, key, since, months.count, corrected, pauses);
    version = fateOfPlant.version(month);
    // Only the number is another: what else is written stays.
    boolean asBefore = version == 0 || kind.equals("reason_despite_number");
    draw.restart(asBefore ? key : Draw.key(key, 0x100 + version));
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

  /** What the truth of this month says, without what is no longer worth a word. */
  List<PlantedError> planted() {
    List<PlantedError> told = new ArrayList<>();
    for (Planting each : plantings) {
      PlantStatus status = status(each);
      if (status != null) {
        List<ExpectedFinding> expected = new ArrayList<>();
        for (Planting.Demand demand : demanded(each)) {
          expected.add(demand.finding);
        }
        if (!expected.isEmpty() || isSent(each.trace())) {
          each.planted.setStatus(status);
          each.planted.setExpected(expected);
          told.add(each.planted);
        }
      }
    }
    return told;
  }

  /** Null if nothing is to be said of it. */
  private PlantStatus status(Planting planting) {
    boolean stood = month > planting.fate.since && planting.fate.standsIn(month - 1);
    if (planting.leftIn > 0) {
      boolean leavesNow = planting.leftIn == month && stood;
      return leavesNow && deliveries.holds(insurer, planting.cell(), month)
          ? PlantStatus.LEFT
          : null;
    }
    return planting.fate.standsIn(month)
        ? stood ? PlantStatus.STANDING : PlantStatus.NEW
        : stood ? PlantStatus.CORRECTED : null;
  }

  /** The findings that this month's uploads and settings demand for something planted. */
  List<Planting.Demand> demanded(Planting planting) {
    if (planting.leftIn > 0 || !planting.fate.standsIn(month)) {
      return List.of();
    }
    boolean allSent =
        isSent(planting.trace())
            && planting.demands.stream().allMatch(each -> isSent(each.trace()));
    return planting.demands.stream()
        .filter(each -> isSent(each.trace()) && (allSent || !planting.isEncounter))
        .filter(each -> !switchedOff.isOff(each.finding.getRule(), month))
        .toList();
  }

  /** Whether the month's uploads have a record; what left, or one single month, has no trace. */
  private boolean isSent(RecordTrace trace) {
    return trace == null || deliveries.holds(trace.insurer(), trace.cell(), month);
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
    private final IntPredicate pauses;
    private final boolean withoutErrors;
    private final boolean withoutNumbers;

    Meeting(Zone zone, Insurer one, int cell, Catalogue.Place other) {
      this.other = other;
      pauses = at -> deliveries.repeats(one, at) || deliveries.repeats(other.insurer(), at);
      withoutErrors = deliveries.isEverCut(one) || deliveries.isEverCut(other.insurer());
      withoutNumbers =
          zone == Zone.AWAY
              && (deliveries.isEverIncomplete(one) || deliveries.isEverIncomplete(other.insurer()));
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
      hit = possible(lot.hit(fate.fraction()));
      since = 1;
      while (hit < 0 && since < until) {
        since++;
        hit = lot.hit(fate.fraction());
        hit = hit >= 0 && isNewError(lot.nature(hit)) ? possible(hit) : -1;
        hit = pauses.test(since) ? -1 : hit;
      }
      return hit >= 0;
    }

    /**
     * Where one side may be missing in some month, nothing is done that would then look like
     * something else: a copied number is another person's if the owner's record is not there.
     */
    private int possible(int hit) {
      if (hit < 0 || lot.nature(hit) == Nature.FACT) {
        return hit;
      }
      boolean isExchange =
          lot.kind(hit).startsWith("copied") || lot.kind(hit).startsWith("swapped");
      return withoutErrors || withoutNumbers && isExchange ? -1 : hit;
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
            meeting.since,
            meeting.pauses);
        Subscriber mine = rows[zone.first(count) + couple];
        Subscriber theirs = elsewhere;
        people.remake(
            other.insurer(),
            other.cell(),
            zone.first(meeting.othersCount) + couple,
            theirs,
            household);
        boolean first = meeting.hereFirst == meeting.lowerFirst;
        int before = plantings.size();
        lot.thing(hit).happen(this, first ? mine : theirs, first ? theirs : mine);
        if (!fateOfPlant.standsIn(month)) {
          people.remake(insurer, cell, mine.row, mine, household);
          people.remake(other.insurer(), other.cell(), theirs.row, theirs, household);
        }
        List<Planting> added = plantings.subList(before, plantings.size());
        if (meeting.hereFirst) {
          added.forEach(
              each -> {
                each.isEncounter = true;
                each.settle(numbers);
              });
        } else {
          added.clear();
        }
      }
    }
  }

  /**
   * Lets a person leave one insurer and join another, if the two rows allow it. Both cells come to
   * the same result.
   */
  private void move(Moves.Move move, Subscriber before, Subscriber after) {
    boolean repeats =
        deliveries.repeats(move.from(), move.month())
            || deliveries.repeats(move.to(), move.month());
    if (!after.livesAlone() || repeats || isMet(move)) {
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
          move.month(),
          later -> false);
      before.leave(after.qualification, 3);
      after.be(before);
      before.registered = false;
      people.giveCard(before);
      people.giveCard(after);
      plant(before, UploadColumn.QUALIFICATION, "left, and enrolled anew", after).settle(numbers);
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
    Planting planting = new Planting(kind, nature, fateOfPlant, one, field, change);
    plantings.add(planting);
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
    return population.isSomebody(numbers.personOf(number));
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
