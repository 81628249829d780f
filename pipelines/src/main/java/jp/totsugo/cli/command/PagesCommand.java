package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.page.Pages;
import jp.totsugo.page.text.PageText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo pages}: what a run found, as pages to look at. */
@Command(name = "pages", mixinStandardHelpOptions = true, sortOptions = false)
public final class PagesCommand implements Callable<Integer> {
  /** Of the pages in the results of a run. */
  private static final String FOLDER = "pages";

  @Parameters(paramLabel = "RUN")
  Path run;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  Path out;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Words words = lang.words();
    try {
      write(run, out, lang::say);
      System.out.println(words.text("pages.written", firstPage(out, lang.language)));
      return ExitCode.DONE;
    } catch (ComparedRun.UnusableException e) {
      throw GivenRun.unusable(spec, e);
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  /** Writes the pages of a run into a folder, which appears when all of them are there. */
  static void write(Path run, Path out, Consumer<Saying> notice)
      throws ComparedRun.UnusableException, RunFolder.UnusableException, IOException {
    ComparedRun results = GivenRun.open(run);
    OutputPlace place = OutputPlace.of(out);
    try (OutFolder folder = OutFolder.open(place, notice)) {
      Pages.write(results, folder.path());
      folder.appear();
    }
  }

  /** Puts the pages of a run into its results, in a folder of their own. */
  static void addTo(Path results) throws IOException {
    try {
      Pages.write(ComparedRun.open(results), Files.createDirectory(results.resolve(FOLDER)));
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
}
