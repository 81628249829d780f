package jp.totsugo.job;

import java.io.IOException;
import java.util.Set;
import jp.totsugo.block.Shards;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.history.Before;
import jp.totsugo.history.KnownIssues;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Runs {@link CheckPipeline} on the engine of the options. */
class EngineCheck implements Checker {
  private final RunOptions options;

  EngineCheck(RunOptions options) {
    this.options = options;
  }

  @Override
  public Tally check(UploadPlan plan, WorkFolder work) throws IOException {
    PipelineResult result = pipeline(plan, work).run();
    result.waitUntilFinish();
    return SumTallies.tallyOf(result, work);
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
