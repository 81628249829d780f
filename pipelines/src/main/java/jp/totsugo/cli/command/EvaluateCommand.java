package jp.totsugo.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import jp.totsugo.evaluation.Evaluation;
import jp.totsugo.evaluation.EvaluationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a run against the truth of the synthetic nation it was made on. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Recall and precision per rule of a run on a synthetic nation. Ends with 1 if a rule that"
            + " can be exact is not at 100 %%.")
public final class EvaluateCommand implements Callable<Integer> {
  /** How the result is printed. */
  enum Format {
    table,
    csv,
    json
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "DIR",
      description = "truth/ of the nation.")
  private Path truth;

  @Option(names = "--run", required = true, paramLabel = "DIR", description = "--out of the run.")
  private Path run;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "N",
      description = "Missed and false findings to show in the table (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write everything as CSV and JSON into this folder.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Evaluation evaluation;
    try {
      evaluation = Evaluation.of(truth, run);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    EvaluationReport report = new EvaluationReport(evaluation);
    PrintWriter terminal = spec.commandLine().getOut();
    switch (format) {
      case table -> report.table(terminal, limit);
      case csv -> report.csv(terminal);
      case json -> report.json(terminal);
    }
    if (out != null) {
      report.writeTo(out);
    }
    return evaluation.isExact() ? ExitCode.DONE : ExitCode.FINDINGS;
  }
}
