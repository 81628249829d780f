package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code evaluate} takes for a run of the truth, and how it refuses another. */
class EvaluateCommandTest {
  private static final int TOTTORI = 31;

  @TempDir Path folder;

  @BeforeEach
  void makeNation() throws Exception {
    LocalDate day = LocalDate.parse(Sample.AS_OF);
    new Nation(new Order(2_000, 1, day, 1, TOTTORI, Settings.standard().withErrors(50)))
        .write(folder, 1, made -> {});
  }

  @Test
  void a_run_of_the_truth_is_measured() {
    run("uploads");
    assertThat(evaluate("en").exitCode(), is(0));
  }

  @Test
  void a_run_of_another_day_is_refused_with_both_days_in_both_languages() {
    CommandRun.of(
        "run",
        "--uploads",
        folder.resolve("uploads").toString(),
        "--out",
        folder.resolve("run").toString(),
        "--as-of",
        "2026-05-01",
        "--runner",
        "inProcess");
    refuses("en", "the truth is as of 2026-04-01 and the run as of 2026-05-01");
    refuses("ja", "基準日は、正解が 2026-04-01、結果が 2026-05-01 です");
  }

  @Test
  void a_run_of_other_uploads_is_refused_with_their_number_and_names() throws Exception {
    Path uploads = folder.resolve("uploads");
    String first;
    try (var files = Files.list(uploads)) {
      first = files.map(file -> file.getFileName().toString()).sorted().findFirst().orElseThrow();
    }
    Files.move(uploads.resolve(first), uploads.resolve("renamed.csv"));
    run("uploads");
    refuses("en", "not in the run: 1 file of the truth, the first of them " + first);
    refuses("en", "unknown to the truth: 1 file of the run, the first of them renamed.csv");
    refuses("ja", "正解にあって結果にないファイルが1ファイルあります（最初は " + first + "）");
    refuses("ja", "正解にないファイルが1ファイルあります（最初は renamed.csv）");
  }

  @Test
  void a_run_of_changed_uploads_is_refused_with_their_number_and_names() throws Exception {
    Path changed;
    try (var files = Files.list(folder.resolve("uploads"))) {
      changed = files.sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length - 3] ^= 1;
    Files.write(changed, bytes);
    run("uploads");
    refuses(
        "en",
        "other bytes than the truth's: 1 file of the run, the first of them "
            + changed.getFileName());
    refuses("ja", "正解と中身が違うファイルが1ファイルあります（最初は " + changed.getFileName() + "）");
  }

  private void run(String uploads) {
    CommandRun.ofJob(folder.resolve(uploads), folder.resolve("run"));
  }

  private CommandRun evaluate(String language) {
    return CommandRun.of(
        "evaluate",
        "--truth",
        folder.resolve("truth").toString(),
        "--run",
        folder.resolve("run").toString(),
        "--lang",
        language);
  }

  private void refuses(String language, String sentence) {
    CommandRun refused = evaluate(language);
    assertThat(refused.exitCode(), is(2));
    assertThat(refused.out(), is(""));
    assertThat(refused.err(), containsString(sentence));
  }
}
