package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.FilesLostException;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker could not read is lost only if nobody can read it. */
class PlanCheckTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);
  private static final String UPLOAD =
      """
      InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex
      06132013,p1,12345,1,19700101,1
      """;

  @TempDir Path folder;
  private final List<String> notices = new ArrayList<>();
  private final List<Path> workFolders = new ArrayList<>();
  private Path good;

  @BeforeEach
  void makeUploads() throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("uploads"));
    good = Files.writeString(uploads.resolve("good.csv"), UPLOAD);
    Files.writeString(uploads.resolve("other.csv"), UPLOAD);
    Files.setLastModifiedTime(good, FileTime.fromMillis(0));
  }

  @Test
  void a_worker_that_fails_once_at_a_good_file_costs_a_repetition_and_no_file() throws Exception {
    RunResult result = runWithFailures(1);
    assertThat(result.rejected(), is(empty()));
    assertThat(result.tally().files().size(), is(2));
    assertThat(
        notices,
        contains("good.csv: a worker could not read what can be read from here; beginning again"));
  }

  @Test
  void workers_that_go_on_failing_at_a_good_file_fail_the_run() {
    RunFailedException failure = assertThrows(RunFailedException.class, () -> runWithFailures(100));
    assertThat(
        failure.getMessage(),
        is(
            "good.csv: a worker could not read what can be read from here, for the second time;"
                + " every worker must reach the uploads under their path; nothing is published"));
    assertThat(Files.exists(folder.resolve("out")), is(false));
  }

  @Test
  void a_file_that_cannot_be_read_from_here_either_is_lost() throws Exception {
    RunResult result =
        run(
            (plan, work) -> {
              if (workFolders.size() == 1) {
                Files.writeString(good, UPLOAD + UPLOAD);
                throw new FilesLostException(Map.of(0, Cause.READ_ERROR));
              }
              return inProcess().check(plan, work);
            });
    assertThat(
        result.rejected().stream().map(file -> file.name() + " " + file.cause()).toList(),
        contains("good.csv READ_ERROR"));
  }

  @Test
  void a_worker_of_another_run_finds_neither_plan_nor_place() throws Exception {
    run((plan, work) -> inProcess().check(plan, work));
    Path first = workFolders.get(0);
    MoreFiles.deleteRecursively(folder.resolve("out"), RecursiveDeleteOption.ALLOW_INSECURE);
    run(
        (plan, work) -> {
          assertThat(work.path(), is(not(first)));
          WorkFolder older = new WorkFolder(first.toString(), first.getParent().toString());
          assertThrows(IOException.class, older::readPlan);
          WorkFolder stranger = new WorkFolder(work.folder(), "another run");
          assertThrows(IOException.class, stranger::readPlan);
          assertThat(work.readPlan().files(), is(plan.files()));
          return inProcess().check(plan, work);
        });
  }

  private RunResult runWithFailures(int times) throws Exception {
    return run(
        (plan, work) -> {
          if (workFolders.size() <= times) {
            throw new IOException(
                "the pipeline failed", new FilesLostException(Map.of(0, Cause.READ_ERROR)));
          }
          return inProcess().check(plan, work);
        });
  }

  private Checker inProcess() {
    return Checker.of(options());
  }

  private RunOptions options() {
    return new RunOptions(
        List.of(folder.resolve("uploads").toString()),
        folder.resolve("out"),
        AS_OF,
        RuleSettingsFile.defaults(AS_OF),
        null,
        Language.en,
        RunOptions.Runner.inProcess,
        1,
        RunOptions.SLICE_BYTES,
        false,
        List.of());
  }

  private RunResult run(Checker checker) throws Exception {
    Checker noted =
        new Checker() {
          @Override
          public Tally check(UploadPlan plan, WorkFolder work) throws IOException {
            workFolders.add(work.path());
            return checker.check(plan, work);
          }
        };
    return new CheckJob(
            options(),
            new CheckJob.Observer() {
              @Override
              public void notice(Saying message) {
                notices.add(message.toString());
              }

              @Override
              public void begins(int files, long bytes) {}

              @Override
              public void finishes() {}
            },
            noted)
        .run();
  }
}
