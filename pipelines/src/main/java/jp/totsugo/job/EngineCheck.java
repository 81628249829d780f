package jp.totsugo.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import jp.totsugo.block.MiscountException;
import jp.totsugo.block.Shards;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.history.Before;
import jp.totsugo.history.KnownIssues;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Saying;
import org.apache.beam.sdk.Pipeline;

/** Runs {@link CheckPipeline} on the engine of the options. */
class EngineCheck implements Checker {
  private final RunOptions options;

  EngineCheck(RunOptions options) {
    this.options = options;
  }

  @Override
  public Tally check(UploadPlan plan, WorkFolder work) throws IOException {
    pipeline(plan, work).run().waitUntilFinish();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(work.tally()))) {
      return Tally.read(in);
    } catch (NoSuchFileException e) {
      throw new MiscountException(List.of(Saying.of("counts.noTally")));
    }
  }

  Pipeline pipeline(UploadPlan plan, WorkFolder work) throws IOException {
    Pipeline pipeline = Pipeline.create(Engine.options(options, work.path()));
    KnownIssues known = KnownIssues.read(Before.knownIssues(work));
    CheckPipeline.build(
        pipeline,
        plan.sliceGroups(),
        plan.registerGroups(),
        options.settings(),
        options.language(),
        options.registerFit(),
        Shards.of(plan.totalBytes(), options.parallelism(), Runtime.getRuntime().maxMemory()),
        work,
        known == null ? Set.of() : known.insurers());
    return pipeline;
  }
}
