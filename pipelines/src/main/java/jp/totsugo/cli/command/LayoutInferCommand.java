package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.upload.infer.LayoutInference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo layout infer}: a layout from a file. */
@Command(
    name = "infer",
    description = {
      "Proposes a layout for an upload, from its first 10,000 lines: YAML on stdout, to be saved as"
          + " a file. Comments say how sure it is of each line, and why. No value of a record is in"
          + " it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  the layout has every column that a run needs",
      "  2  wrong usage",
      "  3  no layout can be told, or a column that a run needs was not found"
    })
final class LayoutInferCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The upload, a text; it may be compressed.")
  Path file;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    UploadPath.refuseUnlessFile(spec, file);
    LayoutInference.Proposal proposal = proposal();
    if (proposal == null) {
      return ExitCode.INCOMPLETE_INPUT;
    }
    System.out.print(proposal.yaml());
    System.out.flush();
    if (proposal.missing().isEmpty()) {
      return ExitCode.DONE;
    }
    Runs.say(
        "a run needs columns that were not found; add them: "
            + proposal.missing().stream().map(Column::header).collect(Collectors.joining(", ")));
    return ExitCode.INCOMPLETE_INPUT;
  }

  private LayoutInference.Proposal proposal() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.in(parent, Runs::say)) {
      return LayoutInference.of(
          file,
          folder.path(),
          CheckOptions.today(),
          rejected -> Runs.say(Runs.rejection(rejected)));
    }
  }
}
