package jp.totsugo.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.RuleCatalogue;
import jp.totsugo.cli.report.RuleList;
import jp.totsugo.cli.report.RulePage;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code totsugo rules}: the rule catalogue. */
@Command(
    name = "rules",
    description =
        "Shows every rule: its severity and priority, what it finds, and what to do about it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RulesCommand implements Callable<Integer> {
  /** What {@code --format} knows. */
  enum Format {
    table {
      @Override
      void print(RuleCatalogue catalogue, PrintStream out) {
        new RuleList(catalogue).print(out);
      }
    },
    json {
      @Override
      void print(RuleCatalogue catalogue, PrintStream out) throws IOException {
        out.print(catalogue.toJson());
      }
    },
    markdown {
      @Override
      void print(RuleCatalogue catalogue, PrintStream out) {
        out.print(new RulePage(catalogue).text());
      }
    };

    abstract void print(RuleCatalogue catalogue, PrintStream out) throws IOException;
  }

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Format format;

  @Option(
      names = "--lang",
      defaultValue = "ja",
      paramLabel = "LANG",
      description = "Language: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Messages.Language language;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Rule settings (YAML): shows severities and switched-off rules as they set them.")
  Path rules;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RuleSettings settings = CheckOptions.settings(spec, rules, CheckOptions.today());
    format.print(new RuleCatalogue(settings.withRegister(), language), System.out);
    return ExitCode.DONE;
  }
}
