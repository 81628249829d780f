package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlaceTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void withoutLinks() throws Exception {
    folder = temporary.toRealPath();
  }

  private static String refused(Path wanted) {
    return assertThrows(
            RunFolder.UnusableException.class, () -> RunFolder.begin(wanted, notice -> {}).close())
        .getMessage();
  }

  @Test
  void a_link_to_an_empty_folder_stands_for_it() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    try (RunFolder run = RunFolder.begin(link, notice -> {})) {
      Files.writeString(run.outputs().resolve("a"), "a");
      run.publish();
    }
    assertThat(Files.readString(real.resolve("a")), is("a"));
    assertThat(Files.isSymbolicLink(link), is(true));
  }

  @Test
  void a_link_that_leads_nowhere_is_refused() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertThat(refused(link), startsWith(link + ": is a link that leads nowhere; remove it"));
  }

  @Test
  void what_is_above_it_may_not_be_a_file() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(
        refused(file.resolve("out")),
        is(file.resolve("out") + ": cannot be created, " + file + " is in the way"));
  }

  @Test
  void two_points_go_above_what_a_link_leads_to() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), deep);
    assertThat(OutputPlace.of(link.resolve("../out")).folder(), is(folder.resolve("a/out")));
  }

  @Test
  void a_disk_of_its_own_is_refused_before_the_work() throws Exception {
    Path shared = Path.of("/dev/shm");
    assumeTrue(
        Files.isDirectory(shared) && Files.list(shared).findAny().isEmpty(),
        "there is no empty disk of its own");
    assertThat(refused(shared), startsWith("/dev/shm: this folder cannot be replaced"));
  }

  @Test
  void an_empty_folder_that_is_there_stays_there_when_the_run_fails() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    RunFolder.begin(out, notice -> {}).close();
    assertThat(Files.isDirectory(out), is(true));
  }
}
