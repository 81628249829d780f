package jp.totsugo.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jp.totsugo.evaluation.Evaluation;
import jp.totsugo.evaluation.EvaluationReport;
import jp.totsugo.evaluation.OtherRunException;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
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
        "Recall and precision per rule of a run on a synthetic nation, and of several months what"
            + " became of every issue. Ends with 1 if a rule that can be exact is not at 100 %%, or"
            + " an issue is not as the truth has it.")
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

  @Option(
      names = "--lang",
      defaultValue = "ja",
      paramLabel = "LANG",
      description =
          "Language in which another run than the truth's is refused: ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE}).")
  private Language language;

  @Override
  public Integer call() throws IOException {
    Path reports = reportFolder();
    Evaluation evaluation;
    try {
      evaluation = Evaluation.of(truth, run);
    } catch (NumberFormatException e) {
      // Its message is a cell.
      throw new ParameterException(
          spec.commandLine(), "a table of --truth or --run has something else for a number", e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (OtherRunException e) {
      throw new ParameterException(spec.commandLine(), refusal(e), e);
    }
    EvaluationReport report = new EvaluationReport(evaluation);
    PrintWriter terminal = spec.commandLine().getOut();
    switch (format) {
      case table -> report.table(terminal, limit);
      case csv -> report.csv(terminal);
      case json -> report.json(terminal);
    }
    if (reports != null) {
      report.writeTo(reports);
    }
    return evaluation.isExact() ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  /** Made before the work begins; null if none is wanted. */
  private Path reportFolder() throws IOException {
    try {
      return out == null ? null : OutputPlace.writable(out);
    } catch (RunFolder.UnusableException e) {
      throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage(), e);
    }
  }

  /** What differs, and what to do. */
  private String refusal(OtherRunException other) {
    Words words = new Words(language);
    List<String> sentences = new ArrayList<>();
    sentences.add(words.text("evaluate.otherRun", ShownName.of(run), ShownName.of(truth)));
    other
        .days()
        .ifPresent(
            days -> sentences.add(words.text("evaluate.otherDay", days.truth(), days.run())));
    other
        .uploads()
        .ifPresent(
            uploads -> {
              add(sentences, words, "evaluate.missing", uploads.missing());
              add(sentences, words, "evaluate.changed", uploads.changed());
              add(sentences, words, "evaluate.foreign", uploads.foreign());
              sentences.add(words.text("evaluate.uploads"));
            });
    return String.join(words.text("evaluate.gap"), sentences);
  }

  private static void add(List<String> sentences, Words words, String key, List<String> files) {
    if (!files.isEmpty()) {
      sentences.add(words.text(key, words.count("files", files.size()), files.get(0)));
    }
  }
}
