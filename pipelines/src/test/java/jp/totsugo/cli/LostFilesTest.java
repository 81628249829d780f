package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import jp.totsugo.job.CheckJob;
import jp.totsugo.job.RunFailedException;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunOptions.Runner;
import jp.totsugo.job.RunResult;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.table.JsonFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A file that fails or changes after it was opened: it is rejected, and everything else is as if it
 * had never been there.
 */
class LostFilesTest {
  private static final LocalDate AS_OF = LocalDate.parse(Sample.AS_OF);
  private static final String REJECTED = "rejected_files.csv";

  @TempDir Path folder;
  private Path uploads;
  private Path lost;
  private boolean sha256;
  private final List<String> notices = new ArrayList<>();

  /** Three uploads of one insurer, with numbers that they share and lines that are unreadable. */
  @BeforeEach
  void makeUploads() throws IOException {
    uploads = Files.createDirectory(folder.resolve("uploads"));
    upload().in(uploads, "06132013_a.csv");
    lost = upload().in(uploads, "06132013_b.csv");
    upload().in(uploads, "06132013_c.csv");
    // Clocks of file systems are coarse: what changes now shall not seem to be as old as this.
    Files.setLastModifiedTime(lost, FileTime.fromMillis(0));
  }

  private static Upload upload() {
    Upload upload = Upload.withHeader();
    for (int i = 0; i < 20; i++) {
      upload.record("PersonId", "p" + i, "Sex", i % 2 == 0 ? "1" : "2");
    }
    return upload.line("too,few,fields");
  }

  /** What happens to a file. */
  private interface Happening {
    void to(Path file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void lost_files_are_rejected_and_all_else_is_as_if_they_had_not_been_there(Runner runner)
      throws Exception {
    Path alsoLost = upload().in(uploads, "00138016.csv");
    RunResult result =
        runWhile(
            runner,
            () -> {
              shrink(lost);
              becomeFolder(alsoLost);
            });
    assertThat(
        rejectedFiles(),
        is("\uFEFFfile,cause\r\n00138016.csv,READ_ERROR\r\n06132013_b.csv,CHANGED\r\n"));
    assertThat(
        result.rejected().stream().map(file -> file.name() + " " + file.cause()).toList(),
        contains("00138016.csv READ_ERROR", "06132013_b.csv CHANGED"));
    assertThat(
        notices,
        contains(
            "2 of 4 files failed or changed while they were read; beginning again without them"));
    assertThat(left(), contains("out", "uploads"));
    Files.delete(alsoLost);
    assertRestIsAsIfTheyHadNotBeenThere();
  }

  @Test
  void a_file_that_shrinks_is_lost() throws Exception {
    assertLost(LostFilesTest::shrink, Cause.CHANGED);
  }

  @Test
  void a_file_that_grows_is_lost() throws Exception {
    assertLost(
        file -> Files.writeString(file, "06132013,more\r\n", StandardOpenOption.APPEND),
        Cause.CHANGED);
  }

  @Test
  void a_file_that_goes_is_lost() throws Exception {
    assertLost(Files::delete, Cause.CHANGED);
  }

  @Test
  void a_file_that_cannot_be_read_on_the_way_is_lost() throws Exception {
    assertLost(LostFilesTest::becomeFolder, Cause.READ_ERROR);
  }

  @Test
  void a_file_that_becomes_a_pipe_is_lost_and_nothing_waits_for_it() throws Exception {
    assertLost(LostFilesTest::becomePipe, Cause.READ_ERROR);
  }

  @Test
  void a_file_that_becomes_a_device_is_lost() throws Exception {
    assertLost(
        file -> {
          Files.delete(file);
          Files.createSymbolicLink(file, Path.of("/dev/zero"));
        },
        Cause.READ_ERROR);
  }

  @Test
  void a_packed_file_that_becomes_a_pipe_is_lost_and_nothing_waits_for_it() throws Exception {
    lost = Packed.gzip(lost);
    assertLost(LostFilesTest::becomePipe, Cause.READ_ERROR);
  }

  @Test
  void a_file_whose_columns_change_places_after_it_was_opened_is_lost() throws Exception {
    assertLost(
        file ->
            Files.writeString(
                file, Files.readString(file).replaceFirst("Name,NameKana", "NameKana,Name")),
        Cause.CHANGED);
  }

  @Test
  void a_packed_file_that_is_replaced_is_lost() throws Exception {
    lost = Packed.gzip(lost);
    assertLost(file -> Files.writeString(file, "something else"), Cause.CHANGED);
  }

  private void assertLost(Happening happening, Cause cause) throws Exception {
    RunResult result = runWhile(Runner.inProcess, () -> happening.to(lost));
    assertThat(
        result.rejected().stream().map(file -> file.name() + " " + file.cause()).toList(),
        contains(lost.getFileName() + " " + cause));
    assertRestIsAsIfTheyHadNotBeenThere();
  }

  private void assertRestIsAsIfTheyHadNotBeenThere() throws Exception {
    if (Files.exists(lost)) {
      Files.delete(lost);
    }
    SortedMap<String, String> outputs = OutputTree.hashes(folder.resolve("out"));
    MoreFiles.deleteRecursively(folder.resolve("out"), RecursiveDeleteOption.ALLOW_INSECURE);
    runWhile(Runner.inProcess, () -> {});
    SortedMap<String, String> expected = OutputTree.hashes(folder.resolve("out"));
    outputs.keySet().removeIf(LostFilesTest::tellsOfLostFiles);
    expected.keySet().removeIf(LostFilesTest::tellsOfLostFiles);
    assertThat(outputs, is(expected));
  }

  /** Coverage says whose file is rejected; rates and counts name the run, given other files. */
  private static boolean tellsOfLostFiles(String output) {
    return output.equals(REJECTED)
        || output.startsWith("statistics/coverage.")
        || output.startsWith("history/rates.")
        || output.startsWith("history/counts.");
  }

  @Test
  void a_file_that_was_only_touched_or_copied_anew_is_not_lost() throws Exception {
    Path copied = uploads.resolve("06132013_c.csv");
    RunResult result =
        runWhile(
            Runner.inProcess,
            () -> {
              Files.setLastModifiedTime(lost, FileTime.fromMillis(1));
              Path copy = Files.copy(copied, folder.resolve("copy"));
              Files.delete(copied);
              Files.move(copy, copied);
            });
    assertThat(result.rejected(), is(empty()));
    assertThat(notices, is(empty()));
  }

  @Test
  void the_sums_of_the_inputs_are_those_of_the_files_as_the_user_gave_them() throws Exception {
    Path packed = Packed.gzip(lost);
    sha256 = true;
    runWhile(Runner.inProcess, () -> {});
    JsonNode inputs =
        JsonFile.MAPPER.readTree(folder.resolve("out/run.json").toFile()).get("inputs");
    JsonNode input = inputs.get(1);
    assertThat(input.get("path").asText(), is("06132013_b.csv.gz"));
    assertThat(input.get("bytes").asLong(), is(Files.size(packed)));
    assertThat(input.get("sha256").asText(), is(OutputTree.sha256(packed)));
  }

  @Test
  void where_all_files_are_lost_the_results_are_those_of_none() throws Exception {
    List<Path> all =
        List.of(lost, uploads.resolve("06132013_a.csv"), uploads.resolve("06132013_c.csv"));
    RunResult result =
        runWhile(
            Runner.inProcess,
            () -> {
              for (Path file : all) {
                shrink(file);
              }
            });
    assertThat(result.rejected().size(), is(3));
    assertThat(result.tally().files().size(), is(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"inProcess", "flink"})
  void a_register_that_changes_fails_the_run_and_is_named(Runner runner) throws Exception {
    Path sample = Sample.withRegister(folder);
    uploads = sample.resolve("uploads");
    Path register = sample.resolve("register");
    Path file = OutputTree.files(register).get(0);
    RunOptions options = options(runner).withRegister(register.toString());
    RunFailedException failure =
        assertThrows(RunFailedException.class, () -> runWhile(options, () -> shrink(file)));
    assertThat(
        failure.getMessage(),
        is(
            file.getFileName()
                + ": the file changed while it was read; run again when its transfer has ended;"
                + " nothing is published"));
    assertThat(Files.exists(folder.resolve("out")), is(false));
  }

  private static void shrink(Path file) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2));
  }

  private static void becomeFolder(Path file) throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
  }

  private static void becomePipe(Path file) throws IOException {
    Files.delete(file);
    try {
      assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor(), is(0));
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private String rejectedFiles() throws IOException {
    return Files.readString(folder.resolve("out").resolve(REJECTED));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Something that happens when all files are opened, and none is read. */
  private interface Incident {
    void happens() throws IOException;
  }

  private RunResult runWhile(Runner runner, Incident incident) throws Exception {
    return runWhile(options(runner), incident);
  }

  private RunOptions options(Runner runner) {
    return new RunOptions(
        List.of(uploads.toString()),
        folder.resolve("out"),
        AS_OF,
        RuleSettingsFile.defaults(AS_OF),
        null,
        Language.en,
        runner,
        2,
        500,
        sha256,
        List.of());
  }

  private RunResult runWhile(RunOptions options, Incident incident) throws Exception {
    return new CheckJob(
            options,
            new CheckJob.Observer() {
              private boolean happened;

              @Override
              public void notice(Saying message) {
                notices.add(message.toString());
              }

              @Override
              public void begins(int files, long bytes) {
                try {
                  if (!happened) {
                    incident.happens();
                  }
                  happened = true;
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }

              @Override
              public void finishes() {}
            })
        .run();
  }
}
