package jp.totsugo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;

/**
 * Three months of a small synthetic nation, checked with a register, and their pages. The first
 * insurer of the list has a name that is HTML.
 */
final class ThreeMonths {
  static final String NAME = "<script>alert(1)</script><img src=x onerror=alert(2)>";

  private static final int MONTHS = 3;

  private ThreeMonths() {}

  /**
   * Makes them below a folder.
   *
   * @return the results of the last month
   */
  static Path make(Path folder) throws IOException, InterruptedException {
    Path all = folder.resolve("nation");
    Nation nation =
        new Nation(
            new Order(
                6_000,
                1,
                LocalDate.of(2026, 4, 1),
                MONTHS,
                0,
                Settings.standard().withErrors(100)));
    nation.write(all, 2, made -> {});
    Path list = all.resolve("insurers.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    String[] first = lines.get(1).split(",", -1);
    first[1] = NAME;
    lines.set(1, String.join(",", first));
    Files.write(list, lines);
    Path previous = null;
    for (int month = 1; month <= MONTHS; month++) {
      Path ofMonth = nation.monthFolder(all, month);
      Path results = folder.resolve("results-" + month);
      List<String> more =
          new ArrayList<>(
              List.of(
                  "--as-of",
                  ofMonth.getFileName().toString(),
                  "--insurers",
                  list.toString(),
                  "--register",
                  ofMonth.resolve("register").toString()));
      if (previous != null) {
        more.addAll(List.of("--previous", previous.toString()));
        more.addAll(List.of("--answers", ofMonth.resolve("answers").toString()));
      }
      CommandRun run =
          CommandRun.ofJob(ofMonth.resolve("uploads"), results, more.toArray(String[]::new));
      if (!Files.exists(results)) {
        throw new IllegalStateException(run.err());
      }
      previous = results;
    }
    return previous;
  }
}
