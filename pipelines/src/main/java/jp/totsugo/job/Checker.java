package jp.totsugo.job;

import java.io.IOException;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.upload.plan.UploadPlan;

/** Checks all files of a plan once, on an engine or without one. */
interface Checker {
  /**
   * Leaves the queues and lists in the work folder, and returns what was counted. Uploads that
   * could not be read are counted as lost, or told of by a {@link
   * jp.totsugo.block.FilesLostException}.
   */
  Tally check(UploadPlan plan, WorkFolder work) throws IOException;

  /** As the options want it. */
  static Checker of(RunOptions options) {
    EngineCheck engine = new EngineCheck(options);
    return (plan, work) ->
        EngineChoice.of(options, plan) == RunOptions.Runner.inProcess
            ? InProcessCheck.check(
                plan, options.settings(), options.language(), options.registerFit(), work)
            : engine.check(plan, work);
  }
}
