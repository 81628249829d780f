package jp.totsugo.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.table.CsvRows;

/**
 * The signals of a run measured against the rates that rose in the truth.
 *
 * @param power by size, how many of those that rose have a signal
 * @param others by size, signals of rates of which the truth says nothing
 */
public record SignalEvaluation(List<SignalScore> power, List<SignalScore> others) {
  private record Rate(String insurer, String rule) {}

  private record Rise(int times, long records) {}

  /** The share of all signals that the truth does not explain; 0 if there are none. */
  public double falseDiscoveries() {
    long unexplained = others.stream().mapToLong(SignalScore::either).sum();
    long explained = power.stream().mapToLong(SignalScore::either).sum();
    return unexplained == 0 ? 0 : (double) unexplained / (unexplained + explained);
  }

  /** Empty if in the truth nothing rose, or the run has no signals. */
  static Optional<SignalEvaluation> of(Truth truth, EvaluatedRun run) throws IOException {
    Path risen = truth.signals();
    Path signals = run.signals();
    if (!Files.exists(risen) || !Files.exists(signals)) {
      return Optional.empty();
    }
    Map<Rate, Rise> planted = new HashMap<>();
    CsvRows.forEach(
        risen,
        row ->
            planted.put(
                new Rate(row.apply("insurer"), row.apply("rule")),
                new Rise(
                    Integer.parseInt(row.apply("times")), Long.parseLong(row.apply("records")))));
    Map<Rate, Set<String>> found = new HashMap<>();
    Map<Rate, Long> sizes = new HashMap<>();
    CsvRows.forEach(
        signals,
        row -> {
          Rate rate = new Rate(row.apply("insurer"), row.apply("rule"));
          boolean explains = !planted.containsKey(rate) || row.apply("direction").equals("HIGH");
          if (row.apply("verdict").equals("SIGNAL") && explains) {
            found.computeIfAbsent(rate, key -> new HashSet<>()).add(row.apply("kind"));
            sizes.put(rate, Long.parseLong(row.apply("denominator")));
          }
        });
    Map<Long, Map<Integer, long[]>> power = new TreeMap<>();
    planted.forEach(
        (rate, rise) ->
            count(power, size(rise.records), rise.times, found.getOrDefault(rate, Set.of())));
    Map<Long, Map<Integer, long[]>> others = new TreeMap<>();
    found.forEach(
        (rate, kinds) -> {
          if (!planted.containsKey(rate)) {
            count(others, size(sizes.get(rate)), 0, kinds);
          }
        });
    return Optional.of(new SignalEvaluation(scores(power), scores(others)));
  }

  private static void count(
      Map<Long, Map<Integer, long[]>> counts, long size, int times, Set<String> kinds) {
    long[] of =
        counts
            .computeIfAbsent(size, key -> new TreeMap<>())
            .computeIfAbsent(times, key -> new long[4]);
    of[0]++;
    of[1] += kinds.contains("AGAINST_ITSELF") ? 1 : 0;
    of[2] += kinds.contains("AMONG_PEERS") ? 1 : 0;
    of[3] += kinds.isEmpty() ? 0 : 1;
  }

  private static long size(long records) {
    long size = 1;
    while (records >= 10 * size) {
      size *= 10;
    }
    return size;
  }

  private static List<SignalScore> scores(Map<Long, Map<Integer, long[]>> counts) {
    List<SignalScore> scores = new ArrayList<>();
    counts.forEach(
        (size, byTimes) ->
            byTimes.forEach(
                (times, of) ->
                    scores.add(new SignalScore(size, times, of[0], of[1], of[2], of[3]))));
    return scores;
  }
}
