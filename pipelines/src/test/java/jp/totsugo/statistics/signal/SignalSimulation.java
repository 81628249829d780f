package jp.totsugo.statistics.signal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.statistics.signal.SimulatedRates.World;

/** Prints how often something is found where nothing is, and how often a raised rate is found. */
final class SignalSimulation {
  private static final List<World> WORLDS =
      List.of(
          new World(0, false, 0, 0),
          new World(0.5, false, 0, 0),
          new World(0.5, false, 0.2, 0),
          new World(1, false, 0.2, 0),
          new World(1, true, 0.2, 0),
          new World(0.5, false, 0, 0.9));

  private final PrintStream out;

  private SignalSimulation(PrintStream out) {
    this.out = out;
  }

  /**
   * @param args {@code false} or {@code power}, and how many nations each figure is made of
   */
  public static void main(String[] args) {
    SignalSimulation simulation = new SignalSimulation(System.out);
    int nations = Integer.parseInt(args[1]);
    if (args[0].equals("power")) {
      simulation.printPower(nations);
    } else {
      simulation.printFalseDiscoveries(nations);
    }
  }

  private void printFalseDiscoveries(int nations) {
    out.printf("%-60s %8s %8s%n", "world", "runs", "nations with a signal");
    for (World world : WORLDS) {
      for (int runs : new int[] {1, 6}) {
        out.printf(
            Locale.ROOT,
            "%-60s %8d %8.3f%n",
            world,
            runs,
            falseNations(world, runs, nations) / (double) nations);
      }
    }
  }

  /** Of so many nations without anything to find, those in which something is found. */
  static int falseNations(World world, int runs, int nations) {
    int found = 0;
    for (int nation = 0; nation < nations; nation++) {
      SimulatedRates rates = nation(nation, world).rules(4, 1e-5, 1e-2);
      List<IssueRate> past = past(rates, runs);
      found += signals(rates.next(), past).isEmpty() ? 0 : 1;
    }
    return found;
  }

  private static SimulatedRates nation(long seed, World world) {
    return new SimulatedRates(seed, world)
        .insurers(InsurerType.NATIONAL_MUNICIPAL, 80)
        .insurers(InsurerType.KENPO_UNION, 60)
        .insurers(InsurerType.LATE_ELDERLY, 30)
        .insurers(InsurerType.MUTUAL_AID, 8);
  }

  private void printPower(int nations) {
    for (int runs : new int[] {1, 6}) {
      for (World world : List.of(WORLDS.get(0), WORLDS.get(2))) {
        for (double factor : new double[] {3, 10}) {
          out.printf(Locale.ROOT, "%n%s, %d earlier runs, factor %.0f%n", world, runs, factor);
          out.printf(
              "%10s %10s %12s %15s %10s%n",
              "size", "expected", "AMONG_PEERS", "AGAINST_ITSELF", "either");
          for (long size = 100; size <= 1_000_000; size *= 10) {
            for (double rate : new double[] {1e-4, 1e-3, 1e-2}) {
              printPower(world, runs, factor, size, rate, nations);
            }
          }
        }
      }
    }
  }

  private void printPower(
      World world, int runs, double factor, long size, double rate, int nations) {
    TreeMap<String, Integer> found = new TreeMap<>();
    for (int nation = 0; nation < nations; nation++) {
      SimulatedRates rates =
          nation(nation, world)
              .insurer(InsurerType.NATIONAL_MUNICIPAL, size)
              .rule(rate)
              .rules(3, 1e-5, 1e-2);
      List<IssueRate> past = past(rates, runs);
      int planted = rates.insurers() - 1;
      List<RateSignal> signals = signals(rates.next(planted, factor), past);
      boolean either = false;
      for (RateSignal signal : signals) {
        if (signal.getInsurer().equals(rates.insurer(planted))
            && signal.getDirection().equals("HIGH")
            && signal.getRule().equals(Rule.values()[0].name())) {
          found.merge(signal.getKind(), 1, Integer::sum);
          either = true;
        }
      }
      found.merge("either", either ? 1 : 0, Integer::sum);
    }
    out.printf(
        Locale.ROOT,
        "%10d %10.2f %12.2f %15.2f %10.2f%n",
        size,
        size * rate,
        found.getOrDefault("AMONG_PEERS", 0) / (double) nations,
        found.getOrDefault("AGAINST_ITSELF", 0) / (double) nations,
        found.get("either") / (double) nations);
  }

  private static List<IssueRate> past(SimulatedRates rates, int runs) {
    List<IssueRate> past = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      past.addAll(rates.next());
    }
    return past;
  }

  private static List<RateSignal> signals(List<IssueRate> current, List<IssueRate> past) {
    return SignalTable.rows(current.iterator(), past.iterator(), Set.of(), SignalSettings.DEFAULT)
        .stream()
        .filter(row -> row.getVerdict().equals("SIGNAL"))
        .toList();
  }
}
