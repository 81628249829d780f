package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.job.ManifestSeal;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.page.Pages;
import jp.totsugo.page.text.PageText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo pages}: what a run found, as pages to look at. */
@Command(
    name = "pages",
    description =
        "Writes pages for the ministry, the insurers and the data steward, in Japanese and English,"
            + " made of the results of a run alone. They open from the disk, without a network.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  written",
      "  2  wrong usage: the folder holds no results of a run, or damaged ones"
    })
public final class PagesCommand implements Callable<Integer> {
  /** Of the pages in the results of a run. */
  private static final String FOLDER = "pages";

  @Parameters(paramLabel = "RUN", description = "The folder that the run wrote.")
  Path run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the pages; it may not exist yet, or must be empty.")
  Path out;

  @Option(
      names = "--lang",
      defaultValue = "ja",
      paramLabel = "LANG",
      description =
          "Language of messages: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Pages are"
              + " written in all of them.")
  Language language;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Words words = new Words(language);
    try {
      write(run, out);
      System.out.println(words.text("pages.written", firstPage(out, language)));
      return ExitCode.DONE;
    } catch (ComparedRun.UnusableException e) {
      throw refused(words.text("compare.unusable." + e.reason(), e.folder(), e.file()), e);
    } catch (RunFolder.UnusableException e) {
      throw refused("--out: " + e.getMessage(), e);
    }
  }

  /** Writes the pages of a run into a folder, which appears when all of them are there. */
  static void write(Path run, Path out)
      throws ComparedRun.UnusableException, RunFolder.UnusableException, IOException {
    Path manifest = run.resolve("run.json");
    if (Files.isRegularFile(manifest)
        && !ManifestSeal.isWhole(manifest)
        && !ManifestSeal.isUnsealed(manifest)) {
      throw ComparedRun.damaged(run);
    }
    OutputPlace place = OutputPlace.of(out);
    place.makeParent();
    try (UnfinishedFolder folder = new UnfinishedFolder(place.inProgress())) {
      place.make(() -> emptied(folder.path()));
      place.tryRename(folder.path().resolve("probe"));
      Pages.write(run, folder.path());
      Files.move(folder.path(), place.folder(), StandardCopyOption.ATOMIC_MOVE);
      folder.keep();
    }
  }

  /** Puts the pages of a run into its results, in a folder of their own. */
  static void addTo(Path results) throws IOException {
    try {
      Pages.write(results, Files.createDirectory(results.resolve(FOLDER)));
    } catch (ComparedRun.UnusableException e) {
      throw new IllegalStateException("results that were just written cannot be read", e);
    }
  }

  /** The file to open, of pages in this folder. */
  static String firstPage(Path pages, Language language) {
    return ShownName.of(pages.resolve(PageText.file(Pages.FIRST, language)));
  }

  /** The file to open, of pages in the results of a run. */
  static String firstPageOf(Path results, Language language) {
    return firstPage(results.resolve(FOLDER), language);
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
