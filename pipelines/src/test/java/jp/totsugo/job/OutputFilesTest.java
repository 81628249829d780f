package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  @TempDir Path folder;

  @Test
  void outputs_are_listed_in_the_order_of_their_paths_without_the_work_files() throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.createFile(work.resolve("plan"));
    Path summary = Files.createFile(folder.resolve("run.csv"));
    Path queue =
        Files.createFile(
            Files.createDirectories(folder.resolve("corrections/01130012")).resolve("a.csv"));

    assertThat(OutputFiles.in(folder, work), contains(queue, summary));
  }

  @Test
  void work_files_that_go_meanwhile_do_not_hinder_the_listing() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path output = Files.createFile(folder.resolve("run.csv"));
    AtomicBoolean listed = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    Thread engine = new Thread(() -> makeAndRemoveFolders(work, begun, listed));
    engine.start();
    try {
      begun.await();
      for (int i = 0; i < 2000; i++) {
        assertThat(OutputFiles.in(folder, work), is(List.of(output)));
      }
    } finally {
      listed.set(true);
      engine.join();
    }
  }

  private static void makeAndRemoveFolders(Path work, CountDownLatch begun, AtomicBoolean end) {
    try {
      while (!end.get()) {
        Path spill = Files.createDirectory(work.resolve("spill"));
        Path file = Files.createFile(spill.resolve("channel"));
        Files.delete(file);
        Files.delete(spill);
        begun.countDown();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
