package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.ComparisonReport;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.comparison.ComparisonTables;
import jp.totsugo.comparison.RunComparison;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo compare}: two runs side by side. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A")
  Path first;

  @Parameters(index = "1", paramLabel = "B")
  Path second;

  @Option(names = "--out", paramLabel = "DIR")
  Path out;

  @Option(names = "--all")
  boolean all;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      ComparedRun a = GivenRun.open(first);
      ComparedRun b = GivenRun.open(second);
      RunComparison comparison = RunComparison.of(a, b);
      if (out == null) {
        comparison.make();
      } else {
        write(comparison, OutputPlace.of(out));
      }
      new ComparisonReport(a, b, comparison, lang.language, System.out).print(all);
      if (out != null) {
        System.out.println(lang.words().text("compare.written", ShownName.of(out)));
      }
      return ExitCode.DONE;
    } catch (ComparedRun.UnusableException e) {
      throw GivenRun.unusable(spec, e);
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  private void write(RunComparison comparison, OutputPlace place)
      throws ComparedRun.UnusableException, RunFolder.UnusableException, IOException {
    try (OutFolder folder = OutFolder.open(place, lang::say)) {
      ComparisonTables.write(comparison, folder.path());
      folder.appear();
    }
  }
}
