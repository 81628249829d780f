package jp.totsugo.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.EvaluationTable;
import jp.totsugo.evaluation.Evaluation;
import jp.totsugo.evaluation.EvaluationReport;
import jp.totsugo.evaluation.MissingResultsException;
import jp.totsugo.evaluation.OtherRunException;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a run against the truth of the synthetic nation it was made on. */
@Command(name = "evaluate", mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
  /** How the result is printed. */
  enum Format {
    table,
    csv,
    json
  }

  @Spec private CommandSpec spec;

  @Option(names = "--truth", required = true, paramLabel = "DIR")
  private Path truth;

  @Option(names = "--run", required = true, paramLabel = "DIR")
  private Path run;

  @Option(names = "--format", defaultValue = "table")
  private Format format;

  @Option(names = "--limit", defaultValue = "20", paramLabel = "N")
  private int limit;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  @Mixin LanguageOption lang;

  @Override
  public Integer call() throws IOException {
    Path reports = reportFolder();
    Evaluation evaluation;
    try {
      evaluation = Evaluation.of(truth, run);
    } catch (NumberFormatException e) {
      // Its message is a cell.
      throw new WrongUsage(spec, Saying.of("evaluate.noNumber"), e);
    } catch (MissingResultsException e) {
      throw new WrongUsage(spec, e.saying(), e);
    } catch (OtherRunException e) {
      throw new WrongUsage(spec, refusal(e), e);
    }
    EvaluationReport report = new EvaluationReport(evaluation);
    PrintWriter terminal = spec.commandLine().getOut();
    switch (format) {
      case table -> new EvaluationTable(evaluation, lang.words()).print(terminal, limit);
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
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  /** What differs, and what to do. */
  private Saying refusal(OtherRunException other) {
    List<Saying> sentences = new ArrayList<>();
    sentences.add(Saying.of("evaluate.otherRun", ShownName.of(run), ShownName.of(truth)));
    other
        .days()
        .ifPresent(days -> sentences.add(Saying.of("evaluate.otherDay", days.truth(), days.run())));
    other
        .uploads()
        .ifPresent(
            uploads -> {
              add(sentences, "evaluate.missing", uploads.missing());
              add(sentences, "evaluate.changed", uploads.changed());
              add(sentences, "evaluate.foreign", uploads.foreign());
              sentences.add(Saying.of("evaluate.uploads"));
            });
    return sentences.stream().reduce((a, b) -> Saying.of("evaluate.and", a, b)).orElseThrow();
  }

  private static void add(List<Saying> sentences, String key, List<String> files) {
    if (!files.isEmpty()) {
      sentences.add(Saying.of(key, Saying.ofCount("files", files.size()), files.get(0)));
    }
  }
}
