package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that is killed at any moment: never a part of the results, never a work file that others
 * can read, and the next run is as if nothing had been.
 */
class KilledRunTest {
  private static final int RECORDS = 1_000;
  private static final String SHARED = "621498320257";
  private static final int KILLED = 128 + 9;
  private static final int RANDOM_KILLS = 3;

  /** A run may get past a stage between two looks at it. */
  private static final int MOST_TRIES = 20;

  /** What tells from outside how far a run is: a file that the stage before it did not have. */
  private enum Stage {
    PLANNED("work/.*\\bplan\\b.*"),
    CHECKED("work/.*/blocks/.+"),
    QUEUED("work/results/corrections/.+"),
    COUNTED("work/results/reconciliation\\.json");

    private final Pattern sign;

    Stage(String sign) {
      this.sign = Pattern.compile(sign);
    }
  }

  @TempDir Path folder;
  private final Random random = new Random(20260401);
  private Path uploads;
  private Path out;
  private Path unfinished;
  private SortedMap<String, String> expected;

  @BeforeEach
  void makeUploads() throws IOException {
    uploads = Files.createDirectory(folder.resolve("uploads"));
    Files.createDirectory(folder.resolve("tmp"));
    out = folder.resolve("out");
    unfinished = folder.resolve(".out.inprogress");
    for (String insurer : List.of("06132013", "00138016", "39149901")) {
      Packed.gzip(upload(insurer).in(uploads, insurer + "_packed.csv"));
      upload(insurer).in(uploads, insurer + "_plain.csv");
    }
    CommandRun.ofJob(uploads, out);
    expected = OutputTree.hashes(out);
    assertThat(expected.keySet(), hasItem("reconciliation.json"));
    removeResults();
  }

  /** In process nothing of what is checked is written before the queues. */
  @ParameterizedTest
  @CsvSource({
    "inProcess, PLANNED",
    "inProcess, QUEUED",
    "inProcess, COUNTED",
    "flink, PLANNED",
    "flink, CHECKED",
    "flink, QUEUED",
    "flink, COUNTED",
  })
  void a_run_that_is_killed_in_any_stage_leaves_no_results_and_does_not_hinder_the_next(
      String runner, Stage stage) throws Exception {
    boolean hit = false;
    for (int tries = 0; tries < MOST_TRIES && !hit; tries++) {
      Process run = start(runner);
      while (run.isAlive() && !hasReached(stage)) {
        Thread.sleep(1);
      }
      hit = kill(run);
      assertThatNothingIsLeftAndTheNextRunIsWhole();
    }
    assertThat("a run was under way when it was killed", hit, is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inProcess", "flink"})
  void a_run_that_is_killed_at_any_moment_leaves_no_results_and_does_not_hinder_the_next(
      String runner) throws Exception {
    long life = lifeOf(runner);
    assertThat(OutputTree.hashes(out), is(expected));
    removeResults();
    for (int kill = 0; kill < RANDOM_KILLS; kill++) {
      double moment = (kill + random.nextDouble()) / RANDOM_KILLS;
      Process run = start(runner);
      run.waitFor((long) (moment * life), TimeUnit.MILLISECONDS);
      kill(run);
      assertThatNothingIsLeftAndTheNextRunIsWhole();
    }
  }

  private boolean hasReached(Stage stage) throws IOException {
    try (Stream<Path> files = Files.walk(unfinished)) {
      return files
          .map(file -> unfinished.relativize(file).toString())
          .anyMatch(file -> stage.sign.matcher(file).matches());
    } catch (NoSuchFileException | UncheckedIOException e) {
      // Not there yet, or something in it went while it was looked at.
      return false;
    }
  }

  /** Kills it, and says whether it was at work, and had not published yet. */
  private boolean kill(Process run) throws InterruptedException {
    run.destroyForcibly().waitFor();
    return run.exitValue() == KILLED && Files.exists(unfinished) && !Files.exists(out);
  }

  private void assertThatNothingIsLeftAndTheNextRunIsWhole() throws IOException {
    assertNothingOfItCanBeReadByOthers();
    if (Files.exists(out)) {
      assertThat(OutputTree.hashes(out), is(expected));
      removeResults();
    }
    assertThat(CommandRun.ofJob(uploads, out).exitCode(), is(0));
    assertThat(OutputTree.hashes(out), is(expected));
    assertThat(
        names(folder), everyItem(is(in(List.of("out", "said", "status.json", "tmp", "uploads")))));
    removeResults();
  }

  /** Most records have a finding, and some share a number. */
  private static Upload upload(String insurer) {
    Upload upload = Upload.withHeader();
    for (int i = 0; i < RECORDS; i++) {
      upload.record(
          "InsurerNumber", insurer, "PersonId", "p" + i, "MyNumber", i % 100 == 0 ? SHARED : "");
    }
    return upload;
  }

  private Process start(String runner) throws IOException {
    return Jvm.start(
        "-Xmx512m",
        folder.resolve("tmp"),
        folder.resolve("said"),
        "run",
        "--uploads",
        uploads.toString(),
        "--out",
        out.toString(),
        "--as-of",
        Sample.AS_OF,
        "--runner",
        runner);
  }

  /** In milliseconds, of a run that is left alone. */
  private long lifeOf(String runner) throws Exception {
    long start = System.nanoTime();
    Process run = start(runner);
    assertThat(Files.readString(folder.resolve("said")), run.waitFor(), is(0));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private void assertNothingOfItCanBeReadByOthers() throws IOException {
    Path work = unfinished.resolve("work");
    if (Files.exists(work)) {
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(work)), is("rwx------"));
    }
    if (Files.exists(unfinished)) {
      assertThat(
          names(unfinished),
          everyItem(
              is(
                  in(
                      List.of(
                          "corrections",
                          "reconciliation.json",
                          "rejected_files.csv",
                          "run.json",
                          "statistics",
                          "unreadable.csv",
                          "work")))));
    }
    // Libraries of the engine and of the packers, which hold nothing of anybody.
    try (Stream<Path> left = Files.walk(folder.resolve("tmp"))) {
      assertThat(
          left.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().matches(".*\\.(so|lck)"))
              .toList(),
          is(empty()));
    }
  }

  private void removeResults() throws IOException {
    if (Files.exists(out)) {
      MoreFiles.deleteRecursively(out, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
