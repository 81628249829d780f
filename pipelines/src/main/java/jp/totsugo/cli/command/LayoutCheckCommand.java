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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo layout check}: what a layout makes of a file. */
@Command(
    name = "check",
    description = {
      "Shows what a layout makes of an upload: the first records by column, with their values"
          + " masked, how many of the first 1,000 lines are readable, and which columns look wrong."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  the file can be read by this layout",
      "  2  wrong usage, or the layout has an error",
      "  3  the file is rejected, or too many of its lines are unreadable"
    })
final class LayoutCheckCommand implements Callable<Integer> {
  private static final int MOST_RECORDS = 100;

  @Parameters(index = "0", paramLabel = "LAYOUT", description = "standard, or a YAML file.")
  String layout;

  @Parameters(index = "1", paramLabel = "FILE", description = "The upload.")
  Path file;

  @Option(
      names = "--layouts",
      paramLabel = "FILE",
      description =
          "Which layout for which file names (YAML): the first that matches is tried, else LAYOUT.")
  Path layouts;

  @Option(
      names = "--records",
      defaultValue = "5",
      paramLabel = "N",
      description = "How many records are shown (default: ${DEFAULT-VALUE}).")
  int records;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (records < 0 || records > MOST_RECORDS) {
      throw new ParameterException(spec.commandLine(), "--records: from 0 to " + MOST_RECORDS);
    }
    Layouts read = CheckOptions.layouts(spec, layouts, layout);
    UploadPath.refuseUnlessFile(spec, file);
    RuleSettings settings = RuleSettingsFile.defaults(CheckOptions.today());
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.in(parent, Runs::say)) {
      UploadPlanner planner = new UploadPlanner(read, folder.path());
      String name = ShownName.of(file.getFileName());
      UploadPlan plan = planner.plan(Map.of(name, file), RunOptions.SLICE_BYTES);
      if (plan.files().isEmpty()) {
        planner.rejected().forEach(rejected -> Runs.say(Runs.rejection(rejected)));
        return ExitCode.INCOMPLETE_INPUT;
      }
      if (layouts != null) {
        System.out.println("Layout: " + read.of(name).name());
      }
      LayoutTrial trial = LayoutTrial.of(plan, settings, records);
      trial.print(System.out);
      planner
          .likelierEncodings()
          .forEach(
              (text, encoding) ->
                  System.out.println(
                      "The text looks like "
                          + encoding.label()
                          + "; name the encoding in the layout."));
      return trial.hasTooManyUnreadable() ? ExitCode.INCOMPLETE_INPUT : ExitCode.DONE;
    }
  }
}
