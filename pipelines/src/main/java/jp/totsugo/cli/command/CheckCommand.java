package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jp.totsugo.cli.report.CheckReport;
import jp.totsugo.job.RunOptions;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo check}: one upload, its findings on the terminal. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE")
  List<Path> files = new ArrayList<>();

  @Option(names = "--out", paramLabel = "DIR")
  Path out;

  @Option(names = "--pack", paramLabel = "FILE")
  Path pack;

  @Mixin CheckOptions check;

  @Option(names = "--fail-on", defaultValue = "error", paramLabel = "SEVERITY")
  FailOn failOn;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path file = theOneFile();
    if (pack == null) {
      return call(file, null);
    }
    try (PackOption workbook = new PackOption(spec, pack, check.lang::say)) {
      return call(file, workbook);
    }
  }

  private int call(Path file, PackOption workbook) throws IOException {
    if (out != null) {
      return check(file, out, workbook);
    }
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.in(parent, check.lang::say)) {
      return check(file, folder.path().resolve("run"), workbook);
    }
  }

  private Path theOneFile() {
    if (files.size() > 1) {
      throw new WrongUsage(spec, "usage.severalFiles", files.size());
    }
    Path file = files.get(0);
    UploadPath.refuseUnlessFile(spec, file);
    return file;
  }

  private int check(Path file, Path folder, PackOption workbook) throws IOException {
    RunOptions options =
        check.toRunOptions(spec, List.of(PathText.text(file)), folder, false, List.of());
    Runs.Outcome outcome = Runs.run(options);
    if (outcome.result() == null) {
      return outcome.exitCode();
    }
    if (outcome.result().rejected().isEmpty()) {
      new CheckReport(outcome.result(), options, System.out).print();
      Words words = new Words(options.language());
      if (workbook != null) {
        List<String> written = new ArrayList<>();
        workbook
            .write(folder, out != null, options.language())
            .forEach(book -> written.add(ShownName.of(book)));
        System.out.println();
        System.out.println(words.text("check.pack.written", written));
      }
      if (out != null) {
        System.out.println();
        System.out.println(words.text("check.all", ShownName.of(out)));
      }
    }
    return Runs.exitCode(outcome.result(), failOn, options.settings());
  }
}
