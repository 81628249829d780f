package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.ComparisonReport;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.comparison.ComparisonTables;
import jp.totsugo.comparison.RunComparison;
import jp.totsugo.job.ManifestSeal;
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
      ComparedRun a = open(first);
      ComparedRun b = open(second);
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
      throw new WrongUsage(
          spec, Saying.of("compare.unusable." + e.reason(), e.folder(), e.file()), e);
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  private ComparedRun open(Path folder) throws ComparedRun.UnusableException, IOException {
    ComparedRun run = ComparedRun.open(folder);
    Path manifest = folder.resolve("run.json");
    if (!ManifestSeal.isWhole(manifest) && !ManifestSeal.isUnsealed(manifest)) {
      throw new WrongUsage(spec, "compare.unusable.MANIFEST_DAMAGED", ShownName.of(folder));
    }
    return run;
  }

  private void write(RunComparison comparison, OutputPlace place)
      throws ComparedRun.UnusableException, RunFolder.UnusableException, IOException {
    place.makeParent();
    try (UnfinishedFolder folder = new UnfinishedFolder(place.inProgress(), lang::say)) {
      place.make(() -> emptied(folder.path()));
      place.tryRename(folder.path().resolve("probe"));
      ComparisonTables.write(comparison, folder.path());
      Files.move(folder.path(), place.folder(), StandardCopyOption.ATOMIC_MOVE);
      folder.keep();
    }
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return Files.createDirectory(folder);
  }
}
