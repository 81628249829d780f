package jp.totsugo.nation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Insurers where an error becomes several times as frequent in the last of several months: some of
 * every size, from 100 records to millions.
 */
final class Surges {
  /**
   * An error that becomes more frequent.
   *
   * @param kind what is planted
   * @param kinds all that raise the same finding
   * @param times how many times as frequent the finding becomes
   */
  record Surge(String kind, List<String> kinds, String rule, int times) {}

  private static final int SMALLEST = 100;
  private static final int INSURERS_PER_SURGE = 12;
  private static final int FEWEST_OF_A_SIZE = 2;

  private final Map<Insurer, Surge> surges = new HashMap<>();

  Surges(List<Insurer> insurers, int months, Deliveries deliveries) {
    Map<Integer, List<Insurer>> bySize = new HashMap<>();
    insurers.stream()
        .filter(insurer -> months > 1 && insurer.rows >= SMALLEST)
        .filter(insurer -> !deliveries.isEverOtherThanWhole(insurer))
        .sorted(Comparator.comparingLong((Insurer insurer) -> Draw.key(insurer.key, 0x50e)))
        .forEach(
            insurer ->
                bySize.computeIfAbsent(size(insurer.rows), size -> new ArrayList<>()).add(insurer));
    bySize.forEach(
        (size, ofSize) -> {
          int count = Math.max(FEWEST_OF_A_SIZE, ofSize.size() / INSURERS_PER_SURGE);
          for (int i = 0; i < Math.min(count, ofSize.size()); i++) {
            int times = i % 2 == 0 ? 10 : 3;
            surges.put(ofSize.get(i), i / 2 % 2 == 0 ? names(times) : numbers(times));
          }
        });
  }

  private static Surge names(int times) {
    return new Surge(
        "name_with_placeholder",
        List.of("name_with_placeholder", "address_with_placeholder"),
        "NAME_PLACEHOLDER",
        times);
  }

  private static Surge numbers(int times) {
    return new Surge(
        "digit_mistyped",
        List.of("digit_mistyped", "digits_transposed"),
        "MY_NUMBER_CHECK_DIGIT",
        times);
  }

  /** Writes {@code signals.csv} of the last month's truth. */
  void write(List<Insurer> insurers, int month, Deliveries deliveries, Path file)
      throws IOException {
    try (LinesFile signals = new LinesFile(file, "insurer,rule,times,records,direction")) {
      List<String> lines = new ArrayList<>();
      for (Insurer insurer : insurers) {
        Surge surge = surges.get(insurer);
        if (surge != null) {
          lines.add(
              String.join(
                  ",",
                  insurer.number,
                  surge.rule,
                  Integer.toString(surge.times),
                  Long.toString(deliveries.rows(insurer, month)),
                  "HIGH"));
        }
      }
      signals.add(lines);
    }
  }

  /** 2 from 100 records on, 3 from 1,000 on, and so on. */
  static int size(long records) {
    return (int) Math.floor(Math.log10(records));
  }

  /** Null if nothing becomes more frequent. */
  Surge of(Insurer insurer) {
    return surges.get(insurer);
  }
}
