package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.totsugo.job.RunFolder.UnusableException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();

  @Test
  void outputs_appear_under_their_name_when_they_are_published_and_not_before() throws Exception {
    Path out = folder.resolve("new/out");
    try (RunFolder run = begin(out)) {
      Files.writeString(run.outputs().resolve("a.csv"), "a");
      Files.writeString(run.work().resolve("secret"), "s");
      assertThat(names(out.getParent()), contains(".out.inprogress"));
      run.publish();
      assertThat(names(out), contains("a.csv"));
    }
    assertThat(names(out.getParent()), contains("out"));
    assertThat(names(out), contains("a.csv"));
    assertThat(notices, is(empty()));
  }

  @Test
  void outputs_are_published_while_the_engine_is_still_removing_its_files() throws Exception {
    Path out = folder.resolve("out");
    for (int round = 0; round < 20; round++) {
      try (RunFolder run = begin(out)) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          files.add(Files.createFile(run.work().resolve("partition-" + i)));
        }
        Thread engine =
            new Thread(
                () ->
                    files.forEach(
                        file -> {
                          try {
                            Files.deleteIfExists(file);
                          } catch (IOException e) {
                            throw new UncheckedIOException(e);
                          }
                        }));
        engine.start();
        run.publish();
        engine.join();
      }
      assertThat(names(out), is(empty()));
      Files.delete(out);
    }
  }

  @Test
  void a_run_that_is_not_published_leaves_nothing() throws Exception {
    try (RunFolder run = begin(folder.resolve("out"))) {
      Files.writeString(run.outputs().resolve("a.csv"), "a");
    }
    assertThat(names(folder), is(empty()));
  }

  @Test
  void work_files_can_be_read_by_their_owner_alone() throws Exception {
    try (RunFolder run = begin(folder.resolve("out"))) {
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(run.work())),
          is("rwx------"));
    }
  }

  @Test
  void an_empty_folder_may_be_the_output() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    try (RunFolder run = begin(out)) {
      Files.writeString(run.outputs().resolve("a.csv"), "a");
      run.publish();
    }
    assertThat(names(out), contains("a.csv"));
  }

  @Test
  void a_folder_with_files_in_it_is_refused_and_stays_as_it_is() throws Exception {
    Files.createDirectory(folder.resolve("out"));
    Files.writeString(folder.resolve("out/mine"), "x");
    assertThat(refusal("out"), containsString("out: exists and is not empty"));
    assertThat(names(folder.resolve("out")), contains("mine"));
    assertThat(names(folder), contains("out"));
  }

  @Test
  void a_file_in_the_way_is_refused() throws Exception {
    Files.writeString(folder.resolve("out"), "x");
    assertThat(refusal("out"), containsString("out: is a file"));
    assertThat(refusal("out/below"), containsString("out is in the way"));
    assertThat(refusal("out/far/below"), containsString("out/far/below: cannot be written"));
  }

  @Test
  void a_folder_that_cannot_be_written_is_refused() {
    UnusableException refused =
        Assertions.assertThrows(UnusableException.class, () -> begin(Path.of("/proc/out")));
    assertThat(refused.getMessage(), containsString("/proc/out: cannot be written"));
    assertThat(refused.getMessage().contains("null"), is(false));
  }

  @Test
  void the_root_is_refused() {
    Assertions.assertThrows(UnusableException.class, () -> begin(Path.of("/")));
  }

  @Test
  void what_a_run_left_that_did_not_end_is_removed_after_saying_so() throws Exception {
    Path left = folder.resolve(".out.inprogress");
    Files.createDirectories(left.resolve("work/sub"));
    Files.writeString(left.resolve("work/lock"), "");
    Files.writeString(left.resolve("work/sub/keys"), "x");
    Files.writeString(left.resolve("a.csv"), "old");
    try (RunFolder run = begin(folder.resolve("out"))) {
      assertThat(notices, contains("removing " + left + ", left by a run that did not end"));
      assertThat(Files.exists(left.resolve("a.csv")), is(false));
      run.publish();
    }
    assertThat(names(folder.resolve("out")), is(empty()));
  }

  @Test
  void what_a_run_left_that_had_no_lock_yet_is_removed_too() throws Exception {
    Files.createDirectories(folder.resolve(".out.inprogress"));
    begin(folder.resolve("out")).close();
    assertThat(notices.size(), is(1));
  }

  @Test
  void a_run_that_is_at_work_is_not_disturbed() throws Exception {
    try (RunFolder run = begin(folder.resolve("out"))) {
      Files.writeString(run.outputs().resolve("a.csv"), "a");
      assertThat(refusal("out"), containsString("another run is writing here"));
      run.publish();
    }
    assertThat(names(folder.resolve("out")), contains("a.csv"));
  }

  @Test
  void of_runs_that_begin_together_one_goes_on_and_the_others_are_refused() throws Exception {
    for (int round = 0; round < 50; round++) {
      if (round % 2 == 1) {
        Files.createDirectories(folder.resolve(".out.inprogress/work/sub"));
        Files.writeString(folder.resolve(".out.inprogress/work/lock"), "");
      }
      List<RunFolder> begun = Collections.synchronizedList(new ArrayList<>());
      List<String> refused = Collections.synchronizedList(new ArrayList<>());
      together(
          8,
          () -> {
            try {
              begun.add(RunFolder.begin(folder.resolve("out"), notice -> {}));
            } catch (UnusableException e) {
              refused.add(e.getMessage());
            }
          });
      assertThat(begun.size(), is(1));
      assertThat(refused, everyItem(containsString("another run is writing here")));
      Path result = begun.get(0).outputs().resolve("a.csv");
      Files.writeString(result, "a");
      begun.get(0).publish();
      assertThat(names(folder), contains("out"));
      Files.delete(folder.resolve("out/a.csv"));
      Files.delete(folder.resolve("out"));
    }
  }

  @Test
  void a_run_that_begins_while_another_ends_loses_nothing() throws Exception {
    for (int round = 0; round < 50; round++) {
      RunFolder ending = begin(folder.resolve("out"));
      List<RunFolder> begun = Collections.synchronizedList(new ArrayList<>());
      together(
          3,
          () -> {
            if (begun.isEmpty()) {
              ending.close();
            }
            for (int attempt = 0; attempt < 20 && begun.isEmpty(); attempt++) {
              try {
                begun.add(RunFolder.begin(folder.resolve("out"), notice -> {}));
              } catch (UnusableException e) {
                assertThat(e.getMessage(), containsString("another run is writing here"));
              }
            }
          });
      for (RunFolder run : begun) {
        assertThat(Files.isDirectory(run.outputs()), is(true));
        assertThat(Files.isDirectory(run.ownWork()), is(true));
        run.close();
      }
      assertThat(names(folder), is(empty()));
    }
  }

  /** Something that several threads do at the same time. */
  private interface Deed {
    void isDone() throws Exception;
  }

  private static void together(int threads, Deed deed) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  deed.isDone();
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void of_processes_that_begin_together_one_goes_on() throws Exception {
    List<Process> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(launch());
    }
    List<String> said = new ArrayList<>();
    for (Process run : runs) {
      said.add(firstLine(run));
    }
    Collections.sort(said);
    assertThat(said, contains("begun", "refused", "refused"));
    assertThat(names(folder), contains(".out.inprogress"));
    for (Process run : runs) {
      run.destroy();
      assertThat(run.waitFor(30, TimeUnit.SECONDS), is(true));
    }
    assertThat(names(folder), is(empty()));
  }

  @Test
  void other_outputs_beside_it_are_left_alone() throws Exception {
    Files.createDirectories(folder.resolve(".other.inprogress/work"));
    begin(folder.resolve("out")).close();
    assertThat(names(folder), contains(".other.inprogress"));
    assertThat(notices, is(empty()));
  }

  @Test
  void a_run_of_another_process_is_not_disturbed_and_its_end_leaves_nothing() throws Exception {
    Process run = start();
    assertThat(refusal("out"), containsString("another run is writing here"));
    run.destroy();
    assertThat(run.waitFor(30, TimeUnit.SECONDS), is(true));
    assertThat("interrupted: it cleans up after itself", names(folder), is(empty()));
  }

  @Test
  void a_killed_run_leaves_no_output_and_does_not_hinder_the_next() throws Exception {
    Process run = start();
    run.destroyForcibly();
    assertThat(run.waitFor(30, TimeUnit.SECONDS), is(true));
    assertThat(names(folder), contains(".out.inprogress"));
    begin(folder.resolve("out")).close();
    assertThat(notices.size(), is(1));
    assertThat(names(folder), is(empty()));
  }

  @Test
  void a_run_that_is_interrupted_while_it_publishes_publishes_all_or_nothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      Path out = folder.resolve("out" + i);
      RunFolder run = begin(out);
      for (int f = 0; f < 200; f++) {
        Files.writeString(run.outputs().resolve(f + ".csv"), "a");
      }
      CountDownLatch go = new CountDownLatch(1);
      Thread exit =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  return;
                }
                run.abandon();
              });
      exit.start();
      go.countDown();
      try {
        run.publish();
      } catch (IOException e) {
        // Abandoned first.
      }
      exit.join();
      run.close();
      int published = Files.exists(out) ? names(out).size() : 0;
      assertThat(published == 0 || published == 200, is(true));
      assertThat(Files.exists(folder.resolve(".out" + i + ".inprogress")), is(false));
    }
  }

  /** A run in a process of its own that has begun and waits. */
  private Process start() throws IOException {
    Process run = launch();
    assertThat(firstLine(run), is("begun"));
    return run;
  }

  private static String firstLine(Process run) throws IOException {
    return new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WaitingRun.class.getName(),
            folder.resolve("out").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Begins a run and never ends it. */
  static final class WaitingRun {
    public static void main(String[] args) throws Exception {
      RunFolder run;
      try {
        run = RunFolder.begin(Path.of(args[0]), notice -> {});
      } catch (UnusableException e) {
        System.out.println("refused");
        return;
      }
      Files.writeString(run.work().resolve("keys"), "x");
      System.out.println("begun");
      Thread.sleep(60_000);
    }
  }

  private RunFolder begin(Path out) throws UnusableException, IOException {
    return RunFolder.begin(out, notice -> notices.add(notice.toString()));
  }

  private String refusal(String out) {
    return Assertions.assertThrows(UnusableException.class, () -> begin(folder.resolve(out)))
        .getMessage();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
