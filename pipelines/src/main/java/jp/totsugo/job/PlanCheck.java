package jp.totsugo.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.Shards;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.SourceFile;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.beam.sdk.Pipeline;

/**
 * Checks the files of a plan. If any of them fails or changes while it is read, everything is
 * thrown away and checked again without it, as if it had never been there: its records may be
 * related to any others.
 */
final class PlanCheck {
  private final RunOptions options;
  private final RunFolder folder;
  private final Map<String, SourceFile> sources;
  private final CheckJob.Observer observer;
  private final Path corrections;

  PlanCheck(
      RunOptions options,
      RunFolder folder,
      Map<String, SourceFile> sources,
      CheckJob.Observer observer) {
    this.options = options;
    this.folder = folder;
    this.sources = sources;
    this.observer = observer;
    corrections = folder.outputs().resolve(CheckPipeline.CORRECTIONS_FOLDER);
  }

  /**
   * What became of a plan.
   *
   * @param plan the files that are left
   * @param work what workers left of these
   * @param sums of these
   * @param lost the others
   */
  record Checked(
      UploadPlan plan, WorkFolder work, Tally tally, InputSums sums, List<RejectedFile> lost) {}

  Checked check(UploadPlan whole) throws IOException {
    UploadPlan plan = withoutRegisterIfEmpty(whole);
    List<RejectedFile> lost = new ArrayList<>();
    while (true) {
      WorkFolder work = WorkFolder.create(folder.work().resolve("check-without-" + lost.size()));
      plan.write(work.plan());
      observer.begins(plan.files().size(), plan.totalBytes());
      InputSums sums = new InputSums(plan, sources, options.sha256());
      Tally tally = null;
      try {
        tally = check(plan, work);
        refuseChanged(plan, tally, sums, work);
      } catch (IOException | RuntimeException e) {
        if (work.lost().read().isEmpty()) {
          throw e;
        }
      }
      Map<Integer, Cause> lostNow = work.lost().read();
      if (lostNow.isEmpty()) {
        return new Checked(plan, work, tally, sums, lost);
      }
      observer.notice(
          lostNow.size()
              + " of "
              + plan.files().size()
              + " files failed or changed while they were read; beginning again without them");
      for (Map.Entry<Integer, Cause> file : lostNow.entrySet()) {
        lost.add(new RejectedFile(plan.file(file.getKey()).name(), file.getValue(), ""));
      }
      plan = withoutRegisterIfEmpty(plan.without(lostNow.keySet()));
      RunFolder.remove(work.path());
      RunFolder.remove(corrections);
    }
  }

  /** With nothing to hold against it, the register is not read. */
  private static UploadPlan withoutRegisterIfEmpty(UploadPlan plan) {
    return plan.files().isEmpty() ? new UploadPlan(List.of(), plan.sliceBytes()) : plan;
  }

  private Tally check(UploadPlan plan, WorkFolder work) throws IOException {
    if (plan.files().isEmpty()) {
      return new Tally();
    }
    if (options.runner() == RunOptions.Runner.inProcess) {
      return InProcessCheck.check(plan, options.settings(), options.language(), work, corrections);
    }
    Pipeline pipeline = Pipeline.create(Engine.options(options, work.path()));
    CheckPipeline.build(
        pipeline,
        plan.sliceGroups(),
        plan.registerGroups(),
        options.settings(),
        options.language(),
        Shards.of(plan.totalBytes(), options.parallelism(), Runtime.getRuntime().maxMemory()),
        work,
        corrections);
    pipeline.run().waitUntilFinish();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(work.tally()))) {
      return Tally.read(in);
    }
  }

  private static void refuseChanged(UploadPlan plan, Tally tally, InputSums sums, WorkFolder work)
      throws IOException {
    work.lost().refuseAny();
    for (UploadFile file : plan.files()) {
      try {
        sums.check(file, tally.file(file.index()));
      } catch (LostFileException e) {
        work.lost().add(file.index(), e);
      }
    }
    for (UploadFile file : plan.registerFiles()) {
      sums.check(file, tally.registerFile(file.index()));
    }
  }
}
