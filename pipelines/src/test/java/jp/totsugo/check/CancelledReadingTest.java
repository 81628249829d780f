package jp.totsugo.check;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that is cancelled while it reads a file has lost none. */
class CancelledReadingTest {
  private static final String HEADER =
      "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex\n";

  @TempDir Path folder;
  private Path file;
  private UploadPlan plan;
  private WorkFolder work;

  @BeforeEach
  void plan() throws IOException {
    file =
        Files.writeString(
            folder.resolve("a.csv"), HEADER + "06132013,p,12345,12,19700101,1\n".repeat(150_000));
    plan = new UploadPlanner(Layout.standard(), folder).plan(Map.of("a.csv", file), 1 << 20);
    work = WorkFolder.create(folder.resolve("work"), "run");
  }

  @AfterEach
  void forgetInterrupts() {
    Thread.interrupted();
  }

  @Test
  void an_interrupt_before_the_file_is_opened_loses_nothing() throws IOException {
    SliceChecker checker = checker(() -> {});
    Thread.currentThread().interrupt();
    assertCancelled(checker);
  }

  @Test
  void an_interrupt_in_the_middle_of_the_file_loses_nothing() throws IOException {
    assertCancelled(checker(() -> Thread.currentThread().interrupt()));
  }

  private void assertCancelled(SliceChecker checker) throws IOException {
    IOException cancelled = assertThrows(IOException.class, () -> checkAll(checker));
    assertThat(cancelled, instanceOf(ClosedByInterruptException.class));
    Thread.interrupted();
    assertThat(checker.finish().lost(), is(Map.of()));
  }

  @Test
  void a_file_that_has_shrunk_is_counted_as_lost() throws IOException {
    Files.writeString(file, HEADER);
    SliceChecker checker = checker(() -> {});
    checkAll(checker);
    assertThat(checker.finish().lost(), is(Map.of(0, Cause.CHANGED)));
  }

  private void checkAll(SliceChecker checker) throws IOException {
    for (Slice slice : plan.slices(plan.files().get(0))) {
      checker.check(slice);
    }
  }

  /**
   * @param amid what happens when the first block of findings is full
   */
  private SliceChecker checker(Runnable amid) throws IOException {
    BlockWriter blocks = new BlockWriter(work.blocks());
    return new SliceChecker(
        plan,
        RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1)),
        new Shards(1, 2, 10),
        work,
        new SliceChecker.Output() {
          @Override
          public void keys(int shard, byte[] entries, int length) {}

          @Override
          public void findings(int insurer, FindingBlock block) {
            amid.run();
          }

          @Override
          public StoredBlock keep(byte[] block) {
            return blocks.write(block);
          }
        });
  }
}
