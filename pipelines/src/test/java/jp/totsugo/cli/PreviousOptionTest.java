package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --previous} refuses, in the words that the user reads. */
class PreviousOptionTest {
  @TempDir Path folder;
  private Path uploads;
  private Path first;
  private Path out;

  @BeforeEach
  void runOnce() throws IOException {
    uploads = Files.createDirectory(folder.resolve("in"));
    Upload.withHeader().record().in(uploads);
    first = folder.resolve("results/first");
    out = folder.resolve("results/next");
    assertThat(CommandRun.ofJob(uploads, first).exitCode(), is(0));
  }

  private CommandRun next(Object previous, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--previous";
    arguments[1] = previous.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.ofJob(uploads, out, arguments);
  }

  private void assertRefused(CommandRun run, String message) {
    assertThat(run.err(), containsString(message));
    assertThat(run.err(), run.exitCode(), is(2));
    assertThat(run.out(), is(""));
    assertThat("nothing is published", Files.exists(out), is(false));
    assertThat(Files.exists(folder.resolve("results/.next.inprogress")), is(false));
  }

  @Test
  void the_results_of_the_run_before_are_taken() {
    CommandRun run = next(first, "--as-of", "2026-05-01");
    assertThat(run.err(), run.exitCode(), is(0));
  }

  @Test
  void a_folder_that_is_not_there_is_refused() {
    assertRefused(next(folder.resolve("nowhere"), "--lang", "en"), "there is no such folder");
    assertRefused(next(folder.resolve("nowhere")), "フォルダーがありません");
  }

  @Test
  void a_folder_of_something_else_is_refused() {
    assertRefused(next(uploads, "--lang", "en"), "holds no results (no run.json)");
    assertRefused(next(uploads.resolve("06132013_upload.csv"), "--lang", "en"), "no results");
  }

  @Test
  void results_of_a_run_in_progress_are_refused() throws IOException {
    Path unfinished = Files.createDirectories(folder.resolve("results/.x.inprogress/work/results"));
    Files.copy(first.resolve("run.json"), unfinished.resolve("run.json"));
    for (Path given :
        new Path[] {
          unfinished, folder.resolve("results/.x.inprogress"), first.resolveSibling("x")
        }) {
      assertRefused(next(given, "--lang", "en"), "of a run that has not ended");
    }
  }

  @Test
  void results_of_a_later_day_are_refused_with_both_days() {
    assertRefused(
        next(first, "--as-of", "2026-03-31", "--lang", "en"),
        "its results are as of 2026-04-01, later than this run (2026-03-31)");
  }

  @Test
  void the_folder_of_the_outputs_is_refused_and_so_is_one_around_it() {
    String[] same = {"--previous", first.toString(), "--lang", "en"};
    CommandRun run = CommandRun.ofJob(uploads, first, same);
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("is the same folder as --out"));
    CommandRun within = CommandRun.ofJob(uploads, first.resolve("next"), same);
    assertThat(within.exitCode(), is(2));
    assertThat(within.err(), containsString("--out lies in it"));
    assertThat(Files.exists(first.resolve("next")), is(false));
  }

  @Test
  void damaged_results_are_refused_and_the_file_is_named() throws IOException {
    Path table = first.resolve("statistics/insurers.csv");
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length - 5] ^= 1;
    Files.write(table, bytes);
    assertRefused(
        next(first, "--lang", "en"),
        "is damaged, statistics/insurers.csv is not what its run wrote");
    Files.delete(table);
    assertRefused(next(first, "--lang", "en"), "it lacks statistics/insurers.csv");
    Files.writeString(first.resolve("run.json"), "{}");
    assertRefused(next(first, "--lang", "en"), "run.json is damaged, or not of totsugo");
  }

  @Test
  void results_of_another_nation_are_refused() throws IOException {
    Files.delete(uploads.resolve("06132013_upload.csv"));
    Upload.withHeader().record("InsurerNumber", "01139906").in(uploads, "01139906_upload.csv");
    assertRefused(next(first, "--lang", "en"), "has no insurer in common with these uploads");
  }

  @Test
  void latest_is_said_and_so_is_that_there_is_none() {
    CommandRun run = next("latest", "--as-of", "2026-06-30", "--lang", "en");
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.err(), containsString("--previous latest is " + first + ", as of 2026-04-01"));
    assertThat(
        run.err(),
        containsString("no results are given of the months between it and this run (1)"));
    CommandRun none =
        CommandRun.ofJob(
            uploads, folder.resolve("empty/out"), "--previous", "latest", "--lang", "en");
    assertThat(none.err(), none.exitCode(), is(0));
    assertThat(
        none.err(), containsString("there are no earlier results in " + folder.resolve("empty")));
  }
}
