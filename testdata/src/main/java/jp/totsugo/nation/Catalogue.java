package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import jp.totsugo.nation.UnusableOrderException.Reason;
import jp.totsugo.schema.Nature;

/**
 * Everything that may be done to a nation, by the names of the settings, and how likely each is at
 * one row.
 */
final class Catalogue {
  /** Draws one of several things, or none, by their probabilities. */
  static final class Lot<T> {
    private final List<T> things = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final List<Nature> natures = new ArrayList<>();
    private double[] limits = {};

    private void add(String kind, Nature nature, T thing, double probability) {
      kinds.add(kind);
      natures.add(nature);
      things.add(thing);
      limits = Arrays.copyOf(limits, things.size());
      limits[things.size() - 1] = probability + (things.size() > 1 ? limits[things.size() - 2] : 0);
    }

    double total() {
      return limits.length == 0 ? 0 : limits[limits.length - 1];
    }

    /** The place of what {@code fraction} hits, or -1. */
    int hit(double fraction) {
      if (fraction >= total()) {
        return -1;
      }
      int at = Arrays.binarySearch(limits, fraction);
      return at < 0 ? -at - 1 : at + 1;
    }

    T thing(int at) {
      return things.get(at);
    }

    String kind(int at) {
      return kinds.get(at);
    }

    Nature nature(int at) {
      return natures.get(at);
    }
  }

  /** A cell of an insurer. */
  record Place(Insurer insurer, int cell) {}

  /** More than this share of rows cannot be planted on without getting in each other's way. */
  private static final double FULLEST = 0.7;

  private final Map<Insurer, Lot<Plant>> local = new IdentityHashMap<>();
  final Lot<Encounter> home = new Lot<>();

  /** Between insurers of one age group, and between a late-elderly one and another. */
  final Lot<Encounter> away = new Lot<>();

  final Lot<Encounter> awayAtSeventyFive = new Lot<>();

  private final Map<String, Plant> plants;
  private final Map<String, Double> perRow;
  private final List<Insurer> insurers;
  private final Pairs awayPairs;
  private final Map<Insurer, Pairs> homePairs = new IdentityHashMap<>();

  Catalogue(Settings settings, long seed, List<Insurer> insurers) {
    this.insurers = insurers;
    Insurer last = insurers.get(insurers.size() - 1);
    awayPairs = new Pairs(Draw.key(seed, 0xa3a9), last.firstBase + last.cells());
    insurers.forEach(
        insurer ->
            homePairs.put(insurer, new Pairs(Draw.key(insurer.key, 0x40e), insurer.cells())));
    plants = new LinkedHashMap<>();
    NumberPlants.addTo(plants);
    CardPlants.addTo(plants);
    AbsencePlants.addTo(plants);
    DefectPlants.addTo(plants);
    RegisterPlants.addTo(plants);
    MisplacedPlants.addTo(plants);
    Map<String, Encounter> atHome = new LinkedHashMap<>();
    Encounter.addHomeTo(atHome);
    Map<String, Encounter> fromAway = new LinkedHashMap<>();
    Encounter.addAwayTo(fromAway);
    requireSettingsFor(settings, plants, atHome, fromAway);

    double size =
        insurers.stream().mapToLong(insurer -> insurer.rows).sum() / (double) settings.records();
    Map<BitSet, Lot<Plant>> lots = new HashMap<>();
    perRow = perRow(settings, size, plants);
    for (Insurer insurer : insurers) {
      BitSet suitable = new BitSet();
      int at = 0;
      for (Plant plant : plants.values()) {
        suitable.set(at++, plant.suits(insurer));
      }
      local.put(
          insurer,
          lots.computeIfAbsent(suitable, suiting -> lotOf(settings, insurer, plants, perRow)));
    }
    addEncounters(settings, size, atHome, fromAway);
    lots.values().forEach(lot -> requireRoom(lot.total()));
    requireRoom(home.total());
    requireRoom(away.total());
  }

  /** How likely each plant is at one of the rows that it suits. */
  private Map<String, Double> perRow(Settings settings, double size, Map<String, Plant> plants) {
    Map<Insurer, Long> localRows = new IdentityHashMap<>();
    for (Insurer insurer : insurers) {
      int last = insurer.cells() - 1;
      localRows.put(
          insurer,
          (long) last * Zone.LOCAL.rowsOf(Insurer.CELL) + Zone.LOCAL.rowsOf(insurer.rowsOf(last)));
    }
    Map<String, Double> perRow = new LinkedHashMap<>();
    plants.forEach(
        (kind, plant) -> {
          long rows = insurers.stream().filter(plant::suits).mapToLong(localRows::get).sum();
          double count = settings.facts().getOrDefault(kind, settings.errors().get(kind));
          perRow.put(kind, rows == 0 ? 0 : count * size / rows);
        });
    return perRow;
  }

  private static Lot<Plant> lotOf(
      Settings settings, Insurer insurer, Map<String, Plant> plants, Map<String, Double> perRow) {
    Lot<Plant> lot = new Lot<>();
    plants.forEach(
        (kind, plant) -> {
          if (plant.suits(insurer)) {
            lot.add(
                kind,
                settings.facts().containsKey(kind) ? Nature.FACT : Nature.ERROR,
                plant,
                perRow.get(kind));
          }
        });
    return lot;
  }

  private void addEncounters(
      Settings settings,
      double size,
      Map<String, Encounter> atHome,
      Map<String, Encounter> fromAway) {
    long homeCouples = 0;
    long awayCouples = 0;
    long seventyFiveCouples = 0;
    for (Insurer insurer : insurers) {
      for (int cell = 0; cell < insurer.cells(); cell++) {
        homeCouples += couples(Zone.HOME, insurer, cell, homeOf(insurer, cell));
        Place place = awayOf(insurer, cell);
        long couples = couples(Zone.AWAY, insurer, cell, place);
        if (couples > 0 && insurer.isForLateElderly() != place.insurer().isForLateElderly()) {
          seventyFiveCouples += couples;
        } else {
          awayCouples += couples;
        }
      }
    }
    for (Map.Entry<String, Encounter> entry : atHome.entrySet()) {
      add(home, settings, entry.getKey(), entry.getValue(), size, homeCouples);
    }
    for (Map.Entry<String, Encounter> entry : fromAway.entrySet()) {
      boolean anyAge = entry.getKey().equals("joined_another_insurer");
      add(
          away,
          settings,
          entry.getKey(),
          entry.getValue(),
          size,
          anyAge ? awayCouples + seventyFiveCouples : awayCouples);
      if (anyAge) {
        add(
            awayAtSeventyFive,
            settings,
            entry.getKey(),
            entry.getValue(),
            size,
            awayCouples + seventyFiveCouples);
      }
    }
  }

  /** How many couples of rows this cell has with the other; both directions together count once. */
  private static long couples(Zone zone, Insurer insurer, int cell, Place other) {
    if (other == null || other.insurer().firstCell + other.cell() < insurer.firstCell + cell) {
      return 0;
    }
    return Math.min(
        zone.rowsOf(insurer.rowsOf(cell)), zone.rowsOf(other.insurer().rowsOf(other.cell())));
  }

  private static void add(
      Lot<Encounter> lot,
      Settings settings,
      String kind,
      Encounter encounter,
      double size,
      long couples) {
    boolean fact = settings.facts().containsKey(kind);
    double count = fact ? settings.facts().get(kind) : settings.errors().get(kind);
    lot.add(
        kind,
        fact ? Nature.FACT : Nature.ERROR,
        encounter,
        couples == 0 ? 0 : count * size / couples);
  }

  private static void requireRoom(double share) {
    if (share > FULLEST) {
      throw new UnusableOrderException(Reason.NO_ROOM, 100 * share);
    }
  }

  /** What is planted within a cell under a name of the settings. */
  Plant plant(String kind) {
    return plants.get(kind);
  }

  /** How likely a plant is at one of the rows of a cell that have plants within it. */
  double perRow(String kind) {
    return perRow.get(kind);
  }

  /** What may be done within a cell of an insurer. */
  Lot<Plant> localOf(Insurer insurer) {
    return local.get(insurer);
  }

  /** The other cell of the insurer whose rows a cell meets, or null. */
  Place homeOf(Insurer insurer, int cell) {
    long partner = homePairs.get(insurer).partner(cell);
    return partner < 0 ? null : new Place(insurer, (int) partner);
  }

  /** The cell of any insurer whose rows a cell meets, or null. */
  Place awayOf(Insurer insurer, int cell) {
    long partner = awayPairs.partner(insurer.firstBase + cell);
    if (partner < 0) {
      return null;
    }
    int low = 0;
    int high = insurers.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (insurers.get(middle).firstBase <= partner) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Place(insurers.get(low), (int) (partner - insurers.get(low).firstBase));
  }

  private static void requireSettingsFor(
      Settings settings,
      Map<String, Plant> plants,
      Map<String, Encounter> home,
      Map<String, Encounter> away) {
    TreeSet<String> known = new TreeSet<>(plants.keySet());
    known.addAll(home.keySet());
    known.addAll(away.keySet());
    TreeSet<String> set = new TreeSet<>(settings.facts().keySet());
    set.addAll(settings.errors().keySet());
    if (!known.equals(set)) {
      throw new IllegalStateException(
          "the settings and the plants differ: " + set + " and " + known);
    }
  }
}
