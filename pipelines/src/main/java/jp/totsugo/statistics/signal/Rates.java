package jp.totsugo.statistics.signal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.IssueRate;

/**
 * Counts of this run and of those before it, a cell an insurer and rule of this run: primitive
 * arrays, 8 bytes a cell and run.
 *
 * <p>Left out: rows of the nation and of the unknown insurer, which are no insurers; insurers whose
 * counts prove nothing; cells without records; and of the past what is not of this run's insurers
 * and rules, and what a rule counted before its version changed.
 */
final class Rates {
  private static final Set<String> NO_INSURER = Set.of("nation", "unknown");
  private static final int RULES = Rule.values().length;
  private static final Map<String, Integer> RULE_PLACES = new HashMap<>();

  static {
    for (Rule rule : Rule.values()) {
      RULE_PLACES.put(rule.name(), rule.ordinal());
    }
  }

  private final List<String> insurers = new ArrayList<>();
  private final Map<String, Integer> insurerPlaces = new HashMap<>();
  private final String[] versions = new String[RULES];
  private final Deque<Run> past = new ArrayDeque<>();
  private Run current = new Run(64 * RULES);

  /** Counts and denominators of one run, by cell; 0 where there is none. */
  private static final class Run {
    private int[] counts;
    private int[] denominators;

    /** Rules whose version is another than now: what was counted up to here is forgotten. */
    private final boolean[] isOfOtherVersion = new boolean[RULES];

    Run(int cells) {
      counts = new int[cells];
      denominators = new int[cells];
    }

    private void set(int cell, IssueRate row) {
      if (cell >= counts.length) {
        counts = Arrays.copyOf(counts, 2 * cell);
        denominators = Arrays.copyOf(denominators, 2 * cell);
      }
      counts[cell] = Math.toIntExact(row.getRecords());
      denominators[cell] = Math.toIntExact(row.getDenominator());
    }
  }

  private Rates() {}

  /**
   * Reads the rows of this run, then those of the runs before it, once.
   *
   * @param past sorted by run, the oldest first
   * @param unobserved insurers of this run that are left out
   * @param longestPast runs kept; older ones are forgotten
   * @throws ArithmeticException if an insurer has more records than an int counts
   */
  static Rates read(
      Iterator<IssueRate> current,
      Iterator<IssueRate> past,
      Set<String> unobserved,
      int longestPast) {
    Rates rates = new Rates();
    rates.readCurrent(current, unobserved);
    rates.readPast(past, longestPast);
    return rates;
  }

  private void readCurrent(Iterator<IssueRate> rows, Set<String> unobserved) {
    while (rows.hasNext()) {
      IssueRate row = rows.next();
      String insurer = row.getInsurer();
      if (!NO_INSURER.contains(insurer) && !unobserved.contains(insurer)) {
        int rule = Rule.valueOf(row.getRule()).ordinal();
        versions[rule] = row.getRuleVersion();
        Integer place = insurerPlaces.putIfAbsent(insurer, insurers.size());
        if (place == null) {
          place = insurers.size();
          insurers.add(insurer);
        }
        current.set(cell(place, rule), row);
      }
    }
  }

  private void readPast(Iterator<IssueRate> rows, int longestPast) {
    String asOf = null;
    String runId = null;
    while (rows.hasNext()) {
      IssueRate row = rows.next();
      if (!row.getAsOf().equals(asOf) || !row.getRunId().equals(runId)) {
        asOf = row.getAsOf();
        runId = row.getRunId();
        past.addLast(new Run(insurers.size() * RULES));
        if (past.size() > longestPast) {
          past.removeFirst();
        }
      }
      Integer rule = RULE_PLACES.get(row.getRule());
      Integer insurer = insurerPlaces.get(row.getInsurer());
      if (rule != null && versions[rule] != null) {
        Run run = past.getLast();
        run.isOfOtherVersion[rule] |= !versions[rule].equals(row.getRuleVersion());
        if (insurer != null) {
          run.set(cell(insurer, rule), row);
        }
      }
    }
  }

  private static int cell(int insurer, int rule) {
    return insurer * RULES + rule;
  }

  int insurers() {
    return insurers.size();
  }

  String insurer(int insurer) {
    return insurers.get(insurer);
  }

  /** Records of this run with a finding of the rule. */
  long count(int insurer, Rule rule) {
    return current.counts[cell(insurer, rule.ordinal())];
  }

  /** What they are counted among; 0 where the rule was not applied. */
  long denominator(int insurer, Rule rule) {
    return current.denominators[cell(insurer, rule.ordinal())];
  }

  /** What the insurer had before, since the rule last changed. */
  OwnPast past(int insurer, Rule rule) {
    int cell = cell(insurer, rule.ordinal());
    long[] counts = new long[past.size()];
    long[] denominators = new long[past.size()];
    int runs = 0;
    for (Run run : past) {
      if (run.isOfOtherVersion[rule.ordinal()]) {
        runs = 0;
      } else if (run.denominators[cell] > 0) {
        counts[runs] = run.counts[cell];
        denominators[runs++] = run.denominators[cell];
      }
    }
    return new OwnPast(Arrays.copyOf(counts, runs), Arrays.copyOf(denominators, runs));
  }
}
