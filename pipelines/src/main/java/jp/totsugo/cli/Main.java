package jp.totsugo.cli;

import com.google.common.base.Throwables;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.totsugo.cli.command.CheckCommand;
import jp.totsugo.cli.command.CompareCommand;
import jp.totsugo.cli.command.DemoCommand;
import jp.totsugo.cli.command.EvaluateCommand;
import jp.totsugo.cli.command.ExitCode;
import jp.totsugo.cli.command.ExplainCommand;
import jp.totsugo.cli.command.GenerateCommand;
import jp.totsugo.cli.command.LayoutCommand;
import jp.totsugo.cli.command.PacksCommand;
import jp.totsugo.cli.command.PagesCommand;
import jp.totsugo.cli.command.PublishCommand;
import jp.totsugo.cli.command.ReceiveCommand;
import jp.totsugo.cli.command.RulesCommand;
import jp.totsugo.cli.command.RunCommand;
import jp.totsugo.job.CheckJob;
import jp.totsugo.job.Failures;
import jp.totsugo.job.Version;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.storage.DiskFull;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.layout.InvalidLayoutException;
import jp.totsugo.words.Language;
import jp.totsugo.words.Said;
import jp.totsugo.words.Words;
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
      CompareCommand.class,
      PacksCommand.class,
      PagesCommand.class,
      PublishCommand.class,
      ReceiveCommand.class,
      LayoutCommand.class
    })
public final class Main {
  private static final String OUT_OF_MEMORY = "the memory is not enough; set TOTSUGO_HEAP to more";
  private static final String WHOLE_NUMBER = "a whole number";

  /** Of a day as eight digits. */
  private static final int LAST_YEAR = 9999;

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
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
          return day;
        }
      } catch (DateTimeParseException e) {
        // Said below.
      }
      throw new TypeConversionException("'" + text + "' is no day like 2026-04-01");
    }
  }

  /** Says what is expected, and not what was given. */
  private static <T> ITypeConverter<T> number(Function<String, T> parse, String expected) {
    return text -> {
      T number = parse.apply(text);
      if (number == null) {
        throw new TypeConversionException(expected + " is expected");
      }
      return number;
    };
  }

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code; to that it adds {@code
   * totsugo.exitBase}, by which the launcher tells the program's codes from Java's own.
   */
  public static void main(String[] args) {
    // Output does not depend on where it is made.
    Locale.setDefault(Locale.ROOT);
    LauncherWatch.begin();
    if (args.length > 1 && args[0].equals("run")) {
      CheckJob.warmUp();
    }
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
      return fail(e, err);
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

  /** Speaks the language of the arguments that it will be given. */
  private static final class Program extends CommandLine {
    Program() {
      super(new Main());
    }

    @Override
    public int execute(String... arguments) {
      Words words = new Words(Language.of(arguments));
      setParameterExceptionHandler((wrong, args) -> refuse(wrong, words));
      return super.execute(arguments);
    }
  }

  static CommandLine commandLine() {
    return new Program()
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        // A file whose name begins with @ is an upload like others.
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true)
        .setUsageHelpLongOptionsMaxWidth(24)
        .registerConverter(LocalDate.class, new Day())
        .registerConverter(Path.class, Main::path)
        .registerConverter(int.class, number(Ints::tryParse, WHOLE_NUMBER))
        .registerConverter(Integer.class, number(Ints::tryParse, WHOLE_NUMBER))
        .registerConverter(long.class, number(Longs::tryParse, WHOLE_NUMBER))
        .registerConverter(double.class, number(Doubles::tryParse, "a number"))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> fail(failure, command.getErr()));
  }

  private static Path path(String text) {
    try {
      return PathText.path(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is no path");
    }
  }

  /** What it says may hold any word of the command line. */
  private static int refuse(ParameterException wrong, Words words) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("totsugo: " + shown(wrong, words));
    if (wrong instanceof MissingParameterException && !command.getUnmatchedArguments().isEmpty()) {
      // What is missing was probably mistyped.
      UnmatchedArgumentException unknown =
          new UnmatchedArgumentException(command, command.getUnmatchedArguments());
      err.println("totsugo: " + ShownName.in(unknown.getMessage()));
      suggest(unknown, err);
    }
    suggest(wrong, err);
    err.println(
        "totsugo: `" + command.getCommandSpec().qualifiedName() + " --help` shows what it takes");
    return ExitCode.USAGE;
  }

  private static String shown(ParameterException wrong, Words words) {
    if (wrong instanceof Said said) {
      return words.text(said.saying()).lines().map(ShownName::in).collect(Collectors.joining("\n"));
    }
    // Only these errors are several lines; a line break elsewhere is part of a word.
    return wrong.getCause() instanceof InvalidLayoutException
            || wrong.getCause() instanceof RuleSettingsFile.InvalidSettingsException
        ? wrong.getMessage().lines().map(ShownName::in).collect(Collectors.joining("\n"))
        : ShownName.in(wrong.getMessage());
  }

  private static void suggest(ParameterException wrong, PrintWriter err) {
    StringWriter suggestions = new StringWriter();
    UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions, true));
    suggestions.toString().lines().map(ShownName::in).forEach(err::println);
  }

  private static int fail(Throwable failure, PrintWriter err) {
    err.println("totsugo: " + ShownName.in(reason(failure)));
    traceIfWanted(failure, err);
    return ExitCode.FAILED;
  }

  private static void traceIfWanted(Throwable failure, PrintWriter err) {
    if (System.getenv("TOTSUGO_DEBUG") != null) {
      Failures.trace(failure, err);
    }
  }

  private static String reason(Throwable failure) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof OutOfMemoryError) {
        return OUT_OF_MEMORY;
      }
      if (DiskFull.is(cause)) {
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
