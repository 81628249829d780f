package jp.totsugo.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.RuleCatalogue;
import jp.totsugo.cli.report.RuleList;
import jp.totsugo.cli.report.RulePage;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.schema.RulePrecision;
import jp.totsugo.statistics.PrecisionTable;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.ParquetRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code totsugo rules}: the rule catalogue. */
@Command(name = "rules", mixinStandardHelpOptions = true, sortOptions = false)
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

  @Option(names = "--format", defaultValue = "table", paramLabel = "FORMAT")
  Format format;

  @Mixin LanguageOption lang;

  @Option(names = "--rules", paramLabel = "FILE")
  Path rules;

  @Option(names = "--run", paramLabel = "DIR")
  Path run;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RuleSettings settings = CheckOptions.settings(spec, rules, CheckOptions.today());
    format.print(
        new RuleCatalogue(settings.withRegister().withEarlier(), lang.language, precision()),
        System.out);
    return ExitCode.DONE;
  }

  private Map<String, RulePrecision> precision() {
    Map<String, RulePrecision> precision = new HashMap<>();
    if (run != null) {
      Path table = run.resolve(PrecisionTable.PARQUET);
      try {
        ParquetRows.forEach(table, RulePrecision.class, row -> precision.put(row.getRule(), row));
      } catch (IOException e) {
        throw new WrongUsage(spec, "rules.noRun", ShownName.of(table));
      }
    }
    return precision;
  }
}
