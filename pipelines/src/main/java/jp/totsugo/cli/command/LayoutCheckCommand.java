package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.LayoutTrial;
import jp.totsugo.job.RunOptions;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo layout check}: what a layout makes of a file. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false)
final class LayoutCheckCommand implements Callable<Integer> {
  private static final int MOST_RECORDS = 100;

  @Parameters(index = "0", paramLabel = "LAYOUT")
  String layout;

  @Parameters(index = "1", paramLabel = "FILE")
  Path file;

  @Option(names = "--layouts", paramLabel = "FILE")
  Path layouts;

  @Option(names = "--records", defaultValue = "5", paramLabel = "N")
  int records;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (records < 0 || records > MOST_RECORDS) {
      throw new WrongUsage(spec, "usage.range", "--records", 0, MOST_RECORDS);
    }
    Layouts read = CheckOptions.layouts(spec, layouts, layout);
    UploadPath.refuseUnlessFile(spec, file);
    RuleSettings settings = RuleSettingsFile.defaults(CheckOptions.today());
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.in(parent, lang::say)) {
      UploadPlanner planner = new UploadPlanner(read, folder.path());
      String name = ShownName.of(file.getFileName());
      UploadPlan plan = planner.plan(Map.of(name, file), RunOptions.SLICE_BYTES);
      if (plan.files().isEmpty()) {
        planner.rejected().forEach(rejected -> lang.say(Runs.rejection(rejected)));
        return ExitCode.INCOMPLETE_INPUT;
      }
      if (layouts != null) {
        System.out.println(lang.words().text("trial.layout", read.of(name).name()));
      }
      LayoutTrial trial = LayoutTrial.of(plan, settings, records, lang.words());
      trial.print(System.out);
      planner
          .likelierEncodings()
          .forEach(
              (text, encoding) ->
                  System.out.println(lang.words().text("trial.encoding", encoding.label())));
      return trial.hasTooManyUnreadable() ? ExitCode.INCOMPLETE_INPUT : ExitCode.DONE;
    }
  }
}
