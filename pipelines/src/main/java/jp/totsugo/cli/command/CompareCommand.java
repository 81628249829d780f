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
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo compare}: two runs side by side. */
@Command(
    name = "compare",
    description =
        "Compares two runs: what differs in uploads, rules, register and program, and for every"
            + " insurer and rule the issues that only one of them has, or both. The runs need have"
            + " nothing to do with each other.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  compared, whatever differs",
      "  2  wrong usage: a folder holds no results of a run, or damaged ones"
    })
public final class CompareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "The folder that one run wrote.")
  Path first;

  @Parameters(index = "1", paramLabel = "B", description = "The folder that the other run wrote.")
  Path second;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write issues.csv (every issue, and which run has it) and rules.csv (the counts) into"
              + " this folder; it must not exist yet or be empty.")
  Path out;

  @Option(
      names = "--all",
      description = "Show all insurers and all their rules, not only those that changed most.")
  boolean all;

  @Option(
      names = "--lang",
      defaultValue = "ja",
      paramLabel = "LANG",
      description = "Language: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Language language;

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
      new ComparisonReport(a, b, comparison, language, System.out).print(all);
      if (out != null) {
        System.out.println(new Words(language).text("compare.written", ShownName.of(out)));
      }
      return ExitCode.DONE;
    } catch (ComparedRun.UnusableException e) {
      throw refused(
          new Words(language).text("compare.unusable." + e.reason(), e.folder(), e.file()), e);
    } catch (RunFolder.UnusableException e) {
      throw refused("--out: " + e.getMessage(), e);
    }
  }

  private ComparedRun open(Path folder) throws ComparedRun.UnusableException, IOException {
    ComparedRun run = ComparedRun.open(folder);
    Path manifest = folder.resolve("run.json");
    if (!ManifestSeal.isWhole(manifest) && !ManifestSeal.isUnsealed(manifest)) {
      throw new ParameterException(
          spec.commandLine(),
          new Words(language).text("compare.unusable.MANIFEST_DAMAGED", ShownName.of(folder)));
    }
    return run;
  }

  private static void write(RunComparison comparison, OutputPlace place)
      throws ComparedRun.UnusableException, RunFolder.UnusableException, IOException {
    place.makeParent();
    try (UnfinishedFolder folder = new UnfinishedFolder(place.inProgress())) {
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

  private ParameterException refused(String message, Exception cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }
}
