package jp.totsugo.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.Summary;
import jp.totsugo.job.RunOptions;
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
      description = "The folder for the outputs; it may not exist yet, or must be empty.")
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

  @Option(names = "--sha256", description = "Write SHA-256 of every input to run.json too.")
  boolean sha256;

  @Parameters(hidden = true, description = "What follows -- goes to Beam.")
  List<String> beam = new ArrayList<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    refuseUnlessBehindDashes(beam);
    RunOptions options =
        check
            .toRunOptions(spec, uploads, out, sha256, RunOptions.Runner.flink, beam)
            .withPast(new RunOptions.Past(previous, answers, insurers));
    Runs.Outcome outcome = Runs.run(options);
    if (outcome.result() == null) {
      return outcome.exitCode();
    }
    Summary.print(outcome.result(), options, System.out);
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
