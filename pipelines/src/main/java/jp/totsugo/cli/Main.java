package jp.totsugo.cli;

import com.google.common.base.Throwables;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Locale;
import jp.totsugo.cli.command.CheckCommand;
import jp.totsugo.cli.command.CompareCommand;
import jp.totsugo.cli.command.DemoCommand;
import jp.totsugo.cli.command.EvaluateCommand;
import jp.totsugo.cli.command.ExitCode;
import jp.totsugo.cli.command.ExplainCommand;
import jp.totsugo.cli.command.GenerateCommand;
import jp.totsugo.cli.command.LanguageOption;
import jp.totsugo.cli.command.LayoutCommand;
import jp.totsugo.cli.command.PacksCommand;
import jp.totsugo.cli.command.PagesCommand;
import jp.totsugo.cli.command.PublishCommand;
import jp.totsugo.cli.command.ReceiveCommand;
import jp.totsugo.cli.command.RulesCommand;
import jp.totsugo.cli.command.RunCommand;
import jp.totsugo.job.Failures;
import jp.totsugo.job.Version;
import jp.totsugo.storage.DiskFull;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The program {@code totsugo}. */
@Command(
    name = "totsugo",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      CheckCommand.class,
      RulesCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      ExplainCommand.class,
      CompareCommand.class,
      PacksCommand.class,
      PagesCommand.class,
      PublishCommand.class,
      ReceiveCommand.class,
      LayoutCommand.class
    })
public final class Main {
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"totsugo " + Version.TOTSUGO};
    }
  }

  @Mixin LanguageOption lang;

  Main() {}

  /**
   * Runs a command and ends the process with its exit code; to that it adds {@code
   * totsugo.exitBase}, by which the launcher tells the program's codes from Java's own.
   */
  public static void main(String[] args) {
    // Output does not depend on where it is made.
    Locale.setDefault(Locale.ROOT);
    LauncherWatch.begin();
    String charsetOfLocale = System.getProperty("native.encoding");
    Charset charset =
        terminalCharset(System.getProperty("totsugo.terminal.charset", charsetOfLocale));
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> traceIfWanted(failure, new PrintWriter(System.err, true, charset)));
    System.exit(
        Integer.getInteger("totsugo.exitBase", 0) + exitCode(Arguments.asGiven(args), charset));
  }

  private static int exitCode(String[] args, Charset charset) {
    PrintWriter err = new PrintWriter(System.err, true, charset);
    try {
      return commandLine()
          .setOut(new PrintWriter(System.out, true, charset))
          .setErr(err)
          .execute(args);
    } catch (Throwable e) {
      return fail(e, new Words(Language.of(args)), err);
    }
  }

  /** That of the locale, but UTF-8 where the locale (as that of cron jobs) knows no Japanese. */
  static Charset terminalCharset(String ofLocale) {
    try {
      Charset charset = Charset.forName(ofLocale);
      return charset.canEncode() && charset.newEncoder().canEncode("突合")
          ? charset
          : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  static CommandLine commandLine() {
    return new Program();
  }

  static int fail(Throwable failure, Words words, PrintWriter err) {
    err.println("totsugo: " + ShownName.in(words.text(reason(failure))));
    traceIfWanted(failure, err);
    return ExitCode.FAILED;
  }

  private static void traceIfWanted(Throwable failure, PrintWriter err) {
    if (System.getenv("TOTSUGO_DEBUG") != null) {
      Failures.trace(failure, err);
    }
  }

  private static Saying reason(Throwable failure) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof OutOfMemoryError) {
        return Saying.of("failure.memory");
      }
      if (DiskFull.is(cause)) {
        return Saying.of("failure.diskFull", System.getProperty("java.io.tmpdir"));
      }
      if (cause instanceof FileSystemException file) {
        return Saying.of("file.failed", file.getFile(), Failures.reason(file));
      }
    }
    return Failures.unknown(failure);
  }
}
