package jp.totsugo.cli;

import com.google.common.base.Throwables;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import jp.totsugo.cli.command.CheckCommand;
import jp.totsugo.cli.command.DemoCommand;
import jp.totsugo.cli.command.EvaluateCommand;
import jp.totsugo.cli.command.ExitCode;
import jp.totsugo.cli.command.ExplainCommand;
import jp.totsugo.cli.command.GenerateCommand;
import jp.totsugo.cli.command.LayoutCommand;
import jp.totsugo.cli.command.RulesCommand;
import jp.totsugo.cli.command.RunCommand;
import jp.totsugo.job.CheckJob;
import jp.totsugo.job.Failures;
import jp.totsugo.job.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code totsugo}. */
@Command(
    name = "totsugo",
    description = {
      "Finds wrong My Numbers, missing card data and malformed card numbers in the uploads of"
          + " Japanese health insurers, and tells every insurer what to correct.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {"", "`totsugo COMMAND --help` explains a command; README.md has examples."},
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      CheckCommand.class,
      RulesCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      ExplainCommand.class,
      LayoutCommand.class
    })
public final class Main {
  private static final String OUT_OF_MEMORY = "the memory is not enough; set TOTSUGO_HEAP to more";

  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"totsugo " + Version.TOTSUGO};
    }
  }

  private static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no day like 2026-04-01");
      }
    }
  }

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code; to that it adds {@code
   * totsugo.exitBase}, by which the launcher tells the program's codes from Java's own.
   */
  public static void main(String[] args) {
    if (args.length > 1 && args[0].equals("run")) {
      CheckJob.warmUp();
    }
    Charset charset = terminalCharset(System.getProperty("native.encoding"));
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset));
    System.exit(Integer.getInteger("totsugo.exitBase", 0) + exitCode(args));
  }

  private static int exitCode(String[] args) {
    try {
      return commandLine().execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println("totsugo: " + OUT_OF_MEMORY);
      return ExitCode.FAILED;
    }
  }

  /** That of the locale, but UTF-8 where the locale (as that of cron jobs) knows no Japanese. */
  static Charset terminalCharset(String ofLocale) {
    Charset charset = Charset.forName(ofLocale);
    return charset.canEncode() && charset.newEncoder().canEncode("突合")
        ? charset
        : StandardCharsets.UTF_8;
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(24)
        .registerConverter(LocalDate.class, new Day())
        .setParameterExceptionHandler((wrong, args) -> refuse(wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, command));
  }

  private static int refuse(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("totsugo: " + wrong.getMessage());
    if (wrong instanceof MissingParameterException && !command.getUnmatchedArguments().isEmpty()) {
      // What is missing was probably mistyped.
      UnmatchedArgumentException unknown =
          new UnmatchedArgumentException(command, command.getUnmatchedArguments());
      err.println("totsugo: " + unknown.getMessage());
      UnmatchedArgumentException.printSuggestions(unknown, err);
    }
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println(
        "totsugo: `" + command.getCommandSpec().qualifiedName() + " --help` shows what it takes");
    return ExitCode.USAGE;
  }

  private static int fail(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println("totsugo: " + reason(failure));
    if (System.getenv("TOTSUGO_DEBUG") != null) {
      failure.printStackTrace(err);
    }
    return ExitCode.FAILED;
  }

  private static String reason(Exception failure) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof OutOfMemoryError) {
        return OUT_OF_MEMORY;
      }
      if (Failures.isDiskFull(cause)) {
        return "the disk is full; make room on that of the results, and on that of "
            + System.getProperty("java.io.tmpdir");
      }
      if (cause instanceof FileSystemException file) {
        return file.getFile() + ": " + Failures.reason(file);
      }
    }
    StackTraceElement[] trace = failure.getStackTrace();
    return "the program failed with "
        + failure.getClass().getName()
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
