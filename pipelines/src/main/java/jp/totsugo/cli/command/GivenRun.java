package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.job.ManifestSeal;
import jp.totsugo.words.Saying;
import picocli.CommandLine.Model.CommandSpec;

/** The results of a run that a command is given. */
final class GivenRun {
  private GivenRun() {}

  /**
   * Opens them.
   *
   * @throws UnusableException if they are none, or {@code run.json} is not what the run wrote
   */
  static ComparedRun open(Path folder) throws UnusableException, IOException {
    ComparedRun run = ComparedRun.open(folder);
    Path manifest = folder.resolve("run.json");
    if (!ManifestSeal.isWhole(manifest) && !ManifestSeal.isUnsealed(manifest)) {
      throw ComparedRun.damaged(folder);
    }
    return run;
  }

  /** What a command says of results that it cannot use. */
  static WrongUsage unusable(CommandSpec spec, UnusableException why) {
    return new WrongUsage(
        spec, Saying.of("compare.unusable." + why.reason(), why.folder(), why.file()), why);
  }
}
