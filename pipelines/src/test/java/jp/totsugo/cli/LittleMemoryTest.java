package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.google.common.io.Resources;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command in a process of its own whose heap is too small. */
class LittleMemoryTest {
  private static final int RECORDS = 100_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"inProcess", "flink"})
  void a_run_that_needs_more_memory_fails_says_so_and_leaves_nothing(String runner)
      throws Exception {
    String err = run("-Xmx24m", 5, runner(runner));
    assertThat(err, containsString("TOTSUGO_HEAP"));
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(
          left.filter(path -> path.getFileName().toString().contains("out")).toList(), empty());
    }
  }

  @Test
  void and_with_enough_it_does_not() throws Exception {
    assertThat(run("-Xmx512m", 0, runner("inProcess")), not(containsString("TOTSUGO_HEAP")));
  }

  @Test
  void threads_that_generate_with_too_little_say_so_too_and_leave_nothing() throws Exception {
    String err =
        run(
            "-Xmx20m",
            5,
            List.of(
                "generate",
                "--lang",
                "en",
                "--records",
                "30000",
                "--out",
                folder.resolve("out").toString()));
    assertThat(err, containsString("the memory is not enough; set TOTSUGO_HEAP to more"));
    assertNothingIsLeft();
  }

  private List<String> runner(String name) throws IOException {
    return List.of(
        "run",
        "--uploads",
        upload().toString(),
        "--out",
        folder.resolve("out").toString(),
        "--as-of",
        "2026-04-01",
        "--runner",
        name);
  }

  /** Runs until it ends, and returns what it said. */
  private String run(String heap, int exitCode, List<String> arguments) throws Exception {
    Path err = folder.resolve("err");
    Process process = Jvm.start(heap, folder, err, arguments.toArray(String[]::new));
    // An engine whose starter died keeps the process alive for ever.
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    int ended = process.waitFor();
    String said = Files.readString(err);
    assertThat(said, ended, is(exitCode));
    return said;
  }

  /** One record again and again: all that share a number have to be in memory together. */
  private Path upload() throws IOException {
    Path upload = folder.resolve("06132013_upload.csv");
    List<String> lines =
        Resources.readLines(Resources.getResource("spec/base-record.csv"), StandardCharsets.UTF_8);
    try (BufferedWriter out = Files.newBufferedWriter(upload, StandardCharsets.UTF_8)) {
      out.write(lines.get(0) + "\n");
      for (int i = 0; i < RECORDS; i++) {
        out.write(lines.get(1) + "\n");
      }
    }
    return upload;
  }
}
