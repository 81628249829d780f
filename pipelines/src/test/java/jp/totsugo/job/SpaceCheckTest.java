package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.cli.Upload;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.plan.UploadFinder;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceCheckTest {
  private static final long MEGA = 1L << 20;
  private static final long LARGER_THAN_DISKS = 1L << 55;

  @TempDir Path folder;

  private UploadPlan plan(long bytes) throws Exception {
    Path uploads = Files.createDirectories(folder.resolve("in"));
    Path upload = Upload.withHeader().record().in(uploads);
    try (RandomAccessFile file = new RandomAccessFile(upload.toFile(), "rw")) {
      file.setLength(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("sparse files are needed here", e);
    }
    UploadFinder finder = new UploadFinder();
    finder.find(List.of(uploads.toString()));
    return new UploadPlanner(Layouts.of(Layout.standard()), folder)
        .plan(finder.files(), RunOptions.SLICE_BYTES);
  }

  @Test
  void a_run_needs_a_share_of_its_uploads_and_what_the_outputs_took_before() throws Exception {
    UploadPlan plan = plan(100 * MEGA);
    long uploads = 100 * MEGA / 100;
    assertThat(
        SpaceCheck.needed(plan, 0), is(64 * MEGA + (55 * uploads + 12 * uploads) / 100 * 125));
    assertThat(
        SpaceCheck.needed(plan, 500 * MEGA),
        is(64 * MEGA + (55 * uploads + 500 * MEGA) / 100 * 125));
  }

  @Test
  void a_disk_with_less_is_refused_with_both_numbers() throws Exception {
    UploadPlan plan = plan(MEGA);
    SpaceCheck.refuse(plan, 0, folder);
    NotEnoughSpaceException refused =
        assertThrows(
            NotEnoughSpaceException.class,
            () -> SpaceCheck.refuse(plan, LARGER_THAN_DISKS, folder));
    assertThat(refused.needed(), is(SpaceCheck.needed(plan, LARGER_THAN_DISKS)));
    assertThat(refused.free() > 0, is(true));
  }
}
