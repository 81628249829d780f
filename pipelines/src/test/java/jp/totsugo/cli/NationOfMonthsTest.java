package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four months of a synthetic nation, each run going on from the one before: whatever became of an
 * issue, the run says what the truth says.
 */
class NationOfMonthsTest {
  private static final int MONTHS = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void every_issue_is_as_the_truth_has_it(boolean withRegister) throws Exception {
    Path all = folder.resolve("nation");
    LocalDate day = LocalDate.of(2026, 4, 1);
    Nation nation =
        new Nation(new Order(4_000, 1, day, MONTHS, 0, Settings.standard().withErrors(100)));
    nation.write(all, 2, made -> {});
    Path previous = null;
    for (int month = 1; month <= MONTHS; month++) {
      Path ofMonth = nation.monthFolder(all, month);
      Path results = folder.resolve("results-" + month);
      List<String> more = new ArrayList<>(List.of("--as-of", ofMonth.getFileName().toString()));
      more.addAll(List.of("--insurers", all.resolve("insurers.csv").toString()));
      if (previous != null) {
        more.addAll(List.of("--previous", previous.toString()));
        more.addAll(List.of("--answers", ofMonth.resolve("answers").toString()));
      }
      if (withRegister) {
        more.addAll(List.of("--register", ofMonth.resolve("register").toString()));
      }
      if (Files.exists(ofMonth.resolve("rules.yaml"))) {
        more.addAll(List.of("--rules", ofMonth.resolve("rules.yaml").toString()));
      }
      CommandRun.ofJob(ofMonth.resolve("uploads"), results, more.toArray(String[]::new));

      CommandRun evaluation =
          CommandRun.inEnglish(
              "evaluate",
              "--lang",
              "en",
              "--truth",
              ofMonth.resolve("truth").toString(),
              "--run",
              results.toString());
      assertThat(
          evaluation.out(), evaluation.out(), containsString("every issue is as the truth has it"));
      assertThat(evaluation.exitCode(), is(0));
      previous = results;
    }
  }
}
