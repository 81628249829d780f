package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker proves that it sees what all must see before it does any work. */
class WorkFolderTest {
  @TempDir Path folder;
  private Path upload;
  private Path other;
  private UploadPlan plan;

  /** Of another process: this one knows the plan under the path under which it wrote it. */
  private WorkFolder ofWorker;

  @BeforeEach
  void writePlan() throws IOException {
    upload =
        Files.writeString(
            folder.resolve("a.csv"),
            "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex\n"
                + "06132013,p-1,,12,19700101,1\n");
    other = Files.copy(upload, folder.resolve("b.csv"));
    plan =
        new UploadPlanner(Layout.standard(), folder)
            .plan(ImmutableMap.of("a.csv", upload, "b.csv", other), 100);
    WorkFolder work = WorkFolder.create(folder.resolve("work"), "run");
    work.writePlan(plan);
    ofWorker = WorkFolder.create(folder.resolve("same"), "run");
    Files.copy(work.path().resolve("plan"), ofWorker.path().resolve("plan"));
  }

  @Test
  void one_that_sees_all_gets_the_plan_and_leaves_nothing() throws IOException {
    assertThat(ofWorker.readPlan().files().size(), is(plan.files().size()));
    try (Stream<Path> left = Files.list(ofWorker.unfinished())) {
      assertThat(left.toList(), is(empty()));
    }
  }

  @Test
  void a_file_that_has_gone_is_for_the_run_to_find() throws IOException {
    Files.delete(upload);
    assertThat(ofWorker.readPlan().files().size(), is(plan.files().size()));
  }

  @Test
  void one_that_does_not_see_the_uploads_says_so() throws IOException {
    Files.delete(upload);
    Files.delete(other);
    assertBlind(" does not see " + upload + EVERY_WORKER, upload);
  }

  @Test
  void one_that_does_not_see_the_work_folder_says_so() {
    ofWorker = new WorkFolder(folder.resolve("nowhere").toString(), "run");
    assertBlind(" does not see " + ofWorker.path() + EVERY_WORKER, ofWorker.path());
  }

  @Test
  void one_that_cannot_write_in_the_work_folder_says_so() throws IOException {
    Files.delete(ofWorker.unfinished());
    assertBlind(
        " cannot write in "
            + ofWorker.unfinished()
            + "; every worker must be able to, as the user who runs the cluster",
        ofWorker.unfinished());
  }

  @Test
  void no_two_attempts_at_a_queue_have_one_folder() {
    assertThat(ofWorker.queue(6132013, 1), is(not(ofWorker.queue(6132013, 2))));
  }

  private static final String EVERY_WORKER =
      "; every worker must reach the uploads, the register and the folder of --out under the same"
          + " paths";

  private void assertBlind(String told, Path path) {
    BlindWorkerException blind =
        assertThrows(BlindWorkerException.class, () -> ofWorker.readPlan());
    assertThat(blind.getMessage(), startsWith("worker "));
    assertThat(blind.getMessage(), endsWith(told));
    assertThat(blind.path(), is(path.toString()));
  }
}
