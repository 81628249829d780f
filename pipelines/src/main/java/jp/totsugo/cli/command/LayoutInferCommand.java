package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import jp.totsugo.record.Column;
import jp.totsugo.upload.infer.LayoutInference;
import jp.totsugo.words.Saying;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo layout infer}: a layout from a file. */
@Command(name = "infer", mixinStandardHelpOptions = true, sortOptions = false)
final class LayoutInferCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE")
  Path file;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    UploadPath.refuseUnlessFile(spec, file);
    LayoutInference.Proposal proposal = proposal();
    if (proposal == null) {
      return ExitCode.INCOMPLETE_INPUT;
    }
    System.out.print(proposal.yaml(lang.words()));
    System.out.flush();
    if (proposal.missing().isEmpty()) {
      return ExitCode.DONE;
    }
    lang.say(Saying.of("infer.missing", proposal.missing().stream().map(Column::header).toList()));
    return ExitCode.INCOMPLETE_INPUT;
  }

  private LayoutInference.Proposal proposal() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.in(parent, lang::say)) {
      return LayoutInference.of(
          file,
          folder.path(),
          CheckOptions.today(),
          rejected -> lang.say(Runs.rejection(rejected)));
    }
  }
}
