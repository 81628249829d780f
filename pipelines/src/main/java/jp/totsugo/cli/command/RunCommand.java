package jp.totsugo.cli.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.Summary;
import jp.totsugo.job.RunOptions;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo run}: the main job. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false)
public final class RunCommand implements Callable<Integer> {
  @Option(names = "--uploads", required = true, arity = "1..*", paramLabel = "PATH")
  List<String> uploads;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  Path out;

  @Mixin CheckOptions check;

  @Option(names = "--previous", paramLabel = "DIR|latest")
  Path previous;

  @Option(names = "--answers", paramLabel = "DIR|FILE")
  Path answers;

  @Option(names = "--insurers", paramLabel = "FILE")
  Path insurers;

  @Option(names = "--fail-on", defaultValue = "never", paramLabel = "SEVERITY")
  FailOn failOn;

  @Option(names = "--pages")
  boolean pages;

  @Option(names = "--quiet")
  boolean quiet;

  @Option(names = "--check-space")
  boolean checkSpace;

  @Option(names = "--sha256")
  boolean sha256;

  @Parameters(hidden = true)
  List<String> beam = new ArrayList<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    refuseUnlessBehindDashes(beam);
    LocalDate day = check.day();
    Path place = OutPattern.path(spec, out, day);
    try (RunStatus status = RunStatus.begin(place, day.toString(), check.lang.language)) {
      boolean isEnded = false;
      try {
        int exitCode = run(place, status);
        status.end(exitCode);
        isEnded = true;
        return exitCode;
      } catch (WrongUsage e) {
        status.problem(check.lang.words().text(e.saying()));
        status.end(ExitCode.USAGE);
        isEnded = true;
        throw e;
      } finally {
        if (!isEnded) {
          status.end(ExitCode.FAILED);
        }
      }
    }
  }

  private int run(Path place, RunStatus status) {
    RunOptions options =
        check
            .toRunOptions(spec, uploads, place, sha256, beam)
            .withPast(new RunOptions.Past(previous, answers, insurers, check.earlier));
    Runs runs = new Runs(options, quiet, status::problem);
    if (pages) {
      runs.adding(PagesCommand::addTo);
    }
    Runs.Outcome outcome = runs.run(checkSpace);
    if (outcome.result() == null) {
      return outcome.exitCode();
    }
    runs.noteIncomplete(outcome.result());
    if (!quiet) {
      Summary.print(outcome.result(), options, System.out);
      if (pages) {
        System.out.println(
            new Words(options.language())
                .text("pages.written", PagesCommand.firstPageOf(place, options.language())));
      }
    }
    return Runs.exitCode(outcome.result(), failOn, options.settings());
  }

  /** A word that belongs to no option is a slip of the user's, and nothing for Beam. */
  private void refuseUnlessBehindDashes(List<String> words) {
    List<String> all = spec.commandLine().getParseResult().originalArgs();
    int dashes = all.indexOf("--");
    int behind = dashes < 0 ? 0 : all.size() - dashes - 1;
    if (words.size() > behind) {
      throw new WrongUsage(spec, "usage.stray", words.get(0));
    }
  }
}
