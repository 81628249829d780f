package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

  /** More than this share of rows cannot be planted on. */
  private static final double FULLEST = 0.6;

  final Lot<Plant> local = new Lot<>();
  final Lot<Encounter> home = new Lot<>();

  /** Between insurers of one age group, and between a late-elderly one and another. */
  final Lot<Encounter> away = new Lot<>();

  final Lot<Encounter> awayAtSeventyFive = new Lot<>();

  private final List<Insurer> insurers;
  private final Pairs awayPairs;
  private final Map<Insurer, Pairs> homePairs = new IdentityHashMap<>();

  Catalogue(Settings settings, long seed, List<Insurer> insurers) {
    this.insurers = insurers;
    Insurer last = insurers.get(insurers.size() - 1);
    awayPairs = new Pairs(Draw.key(seed, 0xa3a9), last.firstCell + last.cells());
    insurers.forEach(
        insurer ->
            homePairs.put(insurer, new Pairs(Draw.key(insurer.key, 0x40e), insurer.cells())));
    Map<String, Plant> plants = new LinkedHashMap<>();
    NumberPlants.addTo(plants);
    CardPlants.addTo(plants);
    AbsencePlants.addTo(plants);
    DefectPlants.addTo(plants);
    RegisterPlants.addTo(plants);
    Map<String, Encounter> atHome = new LinkedHashMap<>();
    Encounter.addHomeTo(atHome);
    Map<String, Encounter> fromAway = new LinkedHashMap<>();
    Encounter.addAwayTo(fromAway);
    requireSettingsFor(settings, plants, atHome, fromAway);

    long records = 0;
    long localRows = 0;
    long homeRows = 0;
    long awayRows = 0;
    long elderly = 0;
    for (Insurer insurer : insurers) {
      records += insurer.rows;
      for (int cell = 0; cell < insurer.cells(); cell++) {
        int rows = insurer.rowsOf(cell);
        localRows += Math.min(rows, Site.LOCAL_ROWS);
        homeRows += insurer.cells() > 1 ? Zone.HOME.rowsOf(rows) : 0;
        awayRows += Zone.AWAY.rowsOf(rows);
        elderly += insurer.type == InsurerType.LATE_ELDERLY ? Zone.AWAY.rowsOf(rows) : 0;
      }
    }
    double size = records / (double) settings.records();
    double elderlyShare = awayRows == 0 ? 0 : elderly / (double) awayRows;
    double sameGroup = 1 - 2 * elderlyShare * (1 - elderlyShare);
    for (Nature nature : Nature.values()) {
      Map<String, Double> counts = nature == Nature.FACT ? settings.facts() : settings.errors();
      for (Map.Entry<String, Double> entry : counts.entrySet()) {
        String kind = entry.getKey();
        double count = entry.getValue() * size;
        if (plants.containsKey(kind)) {
          local.add(kind, nature, plants.get(kind), count / localRows);
        } else if (atHome.containsKey(kind)) {
          home.add(kind, nature, atHome.get(kind), homeRows == 0 ? 0 : 2 * count / homeRows);
        } else {
          boolean anyone = kind.equals("joined_another_insurer");
          double couples = awayRows / 2.0;
          double probability = couples == 0 ? 0 : count / couples;
          away.add(
              kind, nature, fromAway.get(kind), anyone ? probability : probability / sameGroup);
          if (anyone) {
            awayAtSeventyFive.add(kind, nature, fromAway.get(kind), probability);
          }
        }
      }
    }
    if (local.total() > FULLEST) {
      throw new IllegalArgumentException(
          String.format(
              "so many errors find no room: at most %.0f%% of the records can have something planted on them",
              100 * FULLEST));
    }
  }

  /** The other cell of the insurer whose rows a cell meets, or null. */
  Place homeOf(Insurer insurer, int cell) {
    long partner = homePairs.get(insurer).partner(cell);
    return partner < 0 ? null : new Place(insurer, (int) partner);
  }

  /** The cell of any insurer whose rows a cell meets, or null. */
  Place awayOf(Insurer insurer, int cell) {
    long partner = awayPairs.partner(insurer.firstCell + cell);
    if (partner < 0) {
      return null;
    }
    int low = 0;
    int high = insurers.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (insurers.get(middle).firstCell <= partner) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Place(insurers.get(low), (int) (partner - insurers.get(low).firstCell));
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
