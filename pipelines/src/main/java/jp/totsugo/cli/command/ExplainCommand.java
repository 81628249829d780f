package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import jp.totsugo.cli.report.FindingPage;
import jp.totsugo.cli.report.IssuePage;
import jp.totsugo.cli.report.RunQueues;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Correction;
import jp.totsugo.schema.Issue;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo explain}: one finding of a run, as its insurer may see it. */
@Command(
    name = "explain",
    description =
        "Explains one issue of a run: the rule and its version, the evidence, the related records,"
            + " its life so far, and what to do. Shows no My Number and nothing of another"
            + " insurer.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {"  0  explained", "  2  wrong usage: no run there, or no such issue in it"})
public final class ExplainCommand implements Callable<Integer> {
  private static final Pattern INSURER = Pattern.compile("[0-9]{8}|[0-9]{6}|unknown");

  @Parameters(index = "0", paramLabel = "RUN", description = "The folder that the run wrote.")
  Path run;

  @Parameters(
      index = "1",
      paramLabel = "ISSUE_ID",
      description = "The issue_id in corrections.csv; also of an issue that earlier queues had.")
  String issueId;

  @Option(
      names = "--insurer",
      paramLabel = "NNNNNNNN",
      description =
          "Look into the queue of this insurer only (default: of whoever has the finding).")
  String insurer;

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
      RunQueues queues = new RunQueues(run);
      for (String owner : insurers(queues)) {
        Optional<Correction> finding = queues.finding(owner, issueId);
        if (finding.isPresent()) {
          refuseUnknownRule(finding.get().getRule());
          new FindingPage(queues, owner, finding.get(), language).print(System.out);
          return ExitCode.DONE;
        }
      }
      Optional<Issue> issue = queues.issue(folder(), issueId);
      if (issue.isPresent()) {
        refuseUnknownRule(issue.get().getRule());
        new IssuePage(queues, issue.get(), language).print(System.out);
        return ExitCode.DONE;
      }
      if (insurer != null && !queues.hasQueue(folder())) {
        throw refused(
            ShownName.of(run) + ": insurer " + insurer + " has no correction queue there");
      }
    } catch (RunQueues.NoRunException e) {
      throw refused(e.getMessage());
    }
    throw refused(
        ShownName.of(run)
            + (insurer == null ? "" : ": the queue of insurer " + insurer)
            + ": no finding "
            + ShownName.of(issueId)
            + "; the issue_id is the first column of corrections.csv");
  }

  private List<String> insurers(RunQueues queues) throws IOException {
    if (insurer == null) {
      return queues.insurers();
    }
    if (!INSURER.matcher(insurer).matches()) {
      throw refused("--insurer: give 8 digits, 6 digits or unknown");
    }
    return queues.hasQueue(folder()) ? List.of(folder()) : List.of();
  }

  /** The insurer as folders name it; null if none is given. */
  private String folder() {
    return insurer != null && insurer.length() == 6 ? "00" + insurer : insurer;
  }

  private void refuseUnknownRule(String rule) {
    try {
      Rule.valueOf(rule);
    } catch (IllegalArgumentException e) {
      throw refused(
          ShownName.of(run)
              + ": another version of the program made this run; it knows a rule "
              + rule);
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
