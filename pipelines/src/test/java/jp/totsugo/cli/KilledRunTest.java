package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed at any moment: never a part of the results, never a work file that others
 * can read, and the next run is as if nothing had been.
 */
class KilledRunTest {
  private static final Map<String, Integer> KILLS = Map.of("inProcess", 12, "flink", 8);
  private static final int RECORDS = 1_000;
  private static final String SHARED = "621498320257";

  @TempDir Path folder;
  private final Random random = new Random(20260401);
  private Path uploads;
  private Path out;

  @Test
  void a_run_that_is_killed_leaves_no_results_nothing_for_others_and_does_not_hinder_the_next()
      throws Exception {
    uploads = Files.createDirectory(folder.resolve("uploads"));
    Files.createDirectory(folder.resolve("tmp"));
    out = folder.resolve("out");
    for (String insurer : List.of("06132013", "00138016", "39149901")) {
      Packed.gzip(upload(insurer).in(uploads, insurer + "_packed.csv"));
      upload(insurer).in(uploads, insurer + "_plain.csv");
    }
    CommandRun.ofJob(uploads, out);
    SortedMap<String, String> expected = OutputTree.hashes(out);
    for (String runner : List.of("inProcess", "flink")) {
      removeResults();
      long life = lifeOf(runner);
      assertThat(OutputTree.hashes(out), is(expected));
      int kills = KILLS.get(runner);
      for (int kill = 0; kill < kills; kill++) {
        removeResults();
        double moment = (kill + random.nextDouble()) / kills;
        killAfter(runner, (long) (moment * life));
        assertNothingOfItCanBeReadByOthers();
        if (Files.exists(out)) {
          assertThat(OutputTree.hashes(out), is(expected));
          removeResults();
        }
        assertThat(CommandRun.ofJob(uploads, out).exitCode(), is(0));
        assertThat(OutputTree.hashes(out), is(expected));
        assertThat(names(folder), everyItem(is(in(List.of("out", "said", "tmp", "uploads")))));
      }
    }
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

  private void killAfter(String runner, long millis) throws Exception {
    Process run = start(runner);
    run.waitFor(millis, TimeUnit.MILLISECONDS);
    run.destroyForcibly().waitFor();
  }

  private void assertNothingOfItCanBeReadByOthers() throws IOException {
    Path unfinished = folder.resolve(".out.inprogress");
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
