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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo run}: the main job. */
@Command(
    name = "run",
    description =
        "Checks all uploads; writes correction queues, statistics and the proof that nothing was"
            + " lost.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  done, and every count adds up",
      "  1  done; findings at or above --fail-on",
      "  2  wrong usage",
      "  3  done, but a file was rejected or has too many unreadable lines, or an expected",
      "     insurer sent nothing",
      "  4  counts do not add up; nothing is published",
      "  5  the program or the machine failed; nothing is published"
    })
public final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--uploads",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders (with all below them) or globs.")
  List<String> uploads;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "The folder for the outputs; it may not exist yet, or must be empty. {asOf} in it stands"
              + " for the day of --as-of.")
  Path out;

  @Mixin CheckOptions check;

  @Option(
      names = "--previous",
      paramLabel = "DIR|latest",
      description =
          "The results of the run before: issues go on from there. `latest` means the newest of"
              + " those beside --out that are not later than --as-of. Without it every issue is"
              + " new.")
  Path previous;

  @Option(
      names = "--answers",
      paramLabel = "DIR|FILE",
      description =
          "Answers of the insurers to the issues of the run before (Avro or CSV); see"
              + " runbooks/answers.md.")
  Path answers;

  @Option(
      names = "--insurers",
      paramLabel = "FILE",
      description =
          "Who is expected to upload: CSV with insurer, name, name_en. Who sends nothing is named.")
  Path insurers;

  @Option(
      names = "--fail-on",
      defaultValue = "never",
      paramLabel = "SEVERITY",
      description =
          "End with exit code 1 if there are findings at or above: ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE}).")
  FailOn failOn;

  @Option(
      names = "--pages",
      description =
          "Put pages to look at into the results too, in the folder pages: runbooks/pages.md.")
  boolean pages;

  @Option(
      names = "--quiet",
      description =
          "Print only what is wrong or asks for something to be done; status.json beside --out and"
              + " the exit code say the rest. For runs that nobody watches:"
              + " runbooks/unattended.md.")
  boolean quiet;

  @Option(
      names = "--check-space",
      description =
          "Before the work, compare what it is likely to need with what is free on the disk of"
              + " --out; with less, end with exit code 5.")
  boolean checkSpace;

  @Option(names = "--sha256", description = "Write SHA-256 of every input to run.json too.")
  boolean sha256;

  @Parameters(hidden = true, description = "What follows -- goes to Beam.")
  List<String> beam = new ArrayList<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    refuseUnlessBehindDashes(beam);
    LocalDate day = check.day();
    Path place = OutPattern.path(spec, out, day);
    try (RunStatus status = RunStatus.begin(place, day.toString(), check.language)) {
      boolean isEnded = false;
      try {
        int exitCode = run(place, status);
        status.end(exitCode);
        isEnded = true;
        return exitCode;
      } catch (ParameterException e) {
        status.problem(e.getMessage());
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
            .toRunOptions(spec, uploads, place, sha256, RunOptions.Runner.flink, beam)
            .withPast(new RunOptions.Past(previous, answers, insurers));
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
      throw new ParameterException(
          spec.commandLine(),
          "'" + words.get(0) + "' belongs to no option; what is for Beam goes behind --");
    }
  }
}
