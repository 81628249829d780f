package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.publication.Publication;
import jp.totsugo.publication.PublicationSettings;
import jp.totsugo.publication.Scheme;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo publish}: tables that may be made public. */
@Command(name = "publish", mixinStandardHelpOptions = true, sortOptions = false)
public final class PublishCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN")
  Path run;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  Path out;

  @Option(names = "--published", arity = "1..*", paramLabel = "DIR")
  List<Path> published = List.of();

  @Option(names = "--small", defaultValue = "9", paramLabel = "N")
  int small;

  @Option(names = "--round", defaultValue = "0", hideParamSyntax = true, paramLabel = "BASE")
  int base;

  @Option(names = "--from", paramLabel = "DAY")
  LocalDate from;

  @Option(names = "--licence", defaultValue = "", paramLabel = "TEXT")
  String licence;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (small < 1) {
      throw new WrongUsage(spec, "publish.small");
    }
    if (base < 0 || base == 1) {
      throw new WrongUsage(spec, "publish.base");
    }
    try {
      OutputPlace place = OutputPlace.of(out);
      Publication publication = Publication.of(GivenRun.open(run), published, settings());
      write(publication, place);
      print(publication);
      return ExitCode.DONE;
    } catch (Publication.RefusedException e) {
      if (e.isWrongUsage()) {
        throw new WrongUsage(spec, e.saying(), e);
      }
      Runs.say(lang.words().text(e.saying()));
      return ExitCode.COUNTS_DIFFER;
    } catch (ComparedRun.UnusableException e) {
      throw GivenRun.unusable(spec, e);
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  private PublicationSettings settings() {
    return new PublicationSettings(
        small,
        base == 0 ? Scheme.SUPPRESS : Scheme.ROUND,
        base,
        licence,
        from == null ? "" : from.toString());
  }

  private void write(Publication publication, OutputPlace place)
      throws RunFolder.UnusableException, IOException {
    try (OutFolder folder = OutFolder.open(place, lang::say)) {
      publication.write(folder.path());
      folder.appear();
    }
  }

  private void print(Publication publication) {
    Words words = lang.words();
    System.out.println(
        words.text("publish.figures", publication.monthCount(), publication.figureCount()));
    if (base == 0) {
      System.out.println(
          words.text(
              "publish.hidden",
              publication.smallCount(),
              small,
              publication.hiddenBesidesCount(),
              publication.hiddenSumCount()));
      System.out.println(words.text("publish.safe", small));
    } else {
      System.out.println(words.text("publish.rounded", base, small));
    }
    System.out.println(words.text("publish.written", ShownName.of(out)));
  }
}
