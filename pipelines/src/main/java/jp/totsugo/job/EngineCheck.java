package jp.totsugo.job;

import java.io.IOException;
import java.util.Optional;
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
    Optional<Cluster> cluster = Cluster.of(options);
    if (cluster.isEmpty()) {
      return run(plan, work);
    }
    cluster.get().refuseLittleHeap();
    try (ClusterJob job = ClusterJob.begin(cluster.get(), work)) {
      Tally tally = run(plan, work);
      job.ended();
      return tally;
    }
  }

  private Tally run(UploadPlan plan, WorkFolder work) throws IOException {
    PipelineResult result = pipeline(plan, work).run();
    result.waitUntilFinish();
    return SumTallies.tallyOf(result, work);
  }

  /** What each of the workers has for itself: those of this process share its heap. */
  private long heapOfWorker() throws IOException {
    long here = Runtime.getRuntime().maxMemory() / options.parallelism();
    Optional<Cluster> cluster = Cluster.of(options);
    return cluster.isPresent() ? cluster.get().heapOfSlot().orElse(here) : here;
  }

  private Shards.Kind lastKind() {
    if (options.settings().hasRegister()) {
      return Shards.Kind.IDENTITY;
    }
    return options.settings().hasEarlier() ? Shards.Kind.PERSON : Shards.Kind.CARD;
  }

  Pipeline pipeline(UploadPlan plan, WorkFolder work) throws IOException {
    Pipeline pipeline = Pipeline.create(Engine.options(options, work));
    KnownIssues known = KnownIssues.read(Before.knownIssues(work));
    CheckPipeline.build(
        pipeline,
        plan.sliceGroups(),
        plan.registerGroups(),
        options.settings(),
        options.language(),
        options.registerFit(),
        Shards.of(plan.totalBytes(), lastKind(), options.parallelism(), heapOfWorker()),
        work,
        known == null ? Set.of() : known.insurers());
    return pipeline;
  }
}
