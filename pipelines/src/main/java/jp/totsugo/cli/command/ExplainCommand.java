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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo explain}: one finding of a run, as its insurer may see it. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false)
public final class ExplainCommand implements Callable<Integer> {
  private static final Pattern INSURER = Pattern.compile("[0-9]{8}|[0-9]{6}|unknown");

  @Parameters(index = "0", paramLabel = "RUN")
  Path run;

  @Parameters(index = "1", paramLabel = "ISSUE_ID")
  String issueId;

  @Option(names = "--insurer", paramLabel = "NNNNNNNN")
  String insurer;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      RunQueues queues = new RunQueues(run);
      for (String owner : insurers(queues)) {
        Optional<Correction> finding = queues.finding(owner, issueId);
        if (finding.isPresent()) {
          refuseUnknownRule(finding.get().getRule());
          new FindingPage(queues, owner, finding.get(), lang.language).print(System.out);
          return ExitCode.DONE;
        }
      }
      Optional<Issue> issue = queues.issue(folder(), issueId);
      if (issue.isPresent()) {
        refuseUnknownRule(issue.get().getRule());
        new IssuePage(queues, issue.get(), lang.language).print(System.out);
        return ExitCode.DONE;
      }
      if (insurer != null && !queues.hasQueue(folder())) {
        throw new WrongUsage(spec, "explain.noQueue", ShownName.of(run), insurer);
      }
    } catch (RunQueues.NoRunException e) {
      throw new WrongUsage(spec, e.saying(), e);
    }
    throw insurer == null
        ? new WrongUsage(spec, "explain.noFinding", ShownName.of(run), ShownName.of(issueId))
        : new WrongUsage(
            spec, "explain.noFindingOf", ShownName.of(run), insurer, ShownName.of(issueId));
  }

  private List<String> insurers(RunQueues queues) throws IOException {
    if (insurer == null) {
      return queues.insurers();
    }
    if (!INSURER.matcher(insurer).matches()) {
      throw new WrongUsage(spec, "explain.noInsurer");
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
      throw new WrongUsage(spec, "explain.otherVersion", ShownName.of(run), rule);
    }
  }
}
