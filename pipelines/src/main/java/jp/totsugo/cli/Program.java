package jp.totsugo.cli;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.function.Function;
import jp.totsugo.cli.ArgumentErrors.WrongValue;
import jp.totsugo.cli.command.ExitCode;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;

/** The commands and how their arguments are read; it speaks the language that these ask for. */
final class Program extends CommandLine {
  private static final String WHOLE_NUMBER = "usage.wholeNumber";
  private static final String LANGUAGE = "--lang";

  /** Of a day as eight digits. */
  private static final int LAST_YEAR = 9999;

  Program() {
    super(new Main());
    setCaseInsensitiveEnumValuesAllowed(true);
    setAbbreviatedOptionsAllowed(false);
    // A file whose name begins with @ is an upload like others.
    setExpandAtFiles(false);
    setUsageHelpAutoWidth(true);
    setUsageHelpLongOptionsMaxWidth(24);
    registerConverter(LocalDate.class, Program::day);
    registerConverter(Path.class, Program::path);
    registerConverter(int.class, number(Ints::tryParse, WHOLE_NUMBER));
    registerConverter(Integer.class, number(Ints::tryParse, WHOLE_NUMBER));
    registerConverter(long.class, number(Longs::tryParse, WHOLE_NUMBER));
    registerConverter(double.class, number(Doubles::tryParse, "usage.number"));
  }

  @Override
  public int execute(String... arguments) {
    Language language = Language.of(arguments);
    Words words = new Words(language);
    setResourceBundle(help(language));
    // Also where it stands before the name of the command.
    setDefaultValueProvider(
        argument ->
            argument.isOption() && ((Model.OptionSpec) argument).longestName().equals(LANGUAGE)
                ? language.name()
                : null);
    setParameterExceptionHandler((wrong, args) -> refuse(wrong, words));
    setExecutionExceptionHandler(
        (failure, command, parsed) -> Main.fail(failure, words, command.getErr()));
    return super.execute(arguments);
  }

  private static ResourceBundle help(Language language) {
    String name = "help_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(Program.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      return new PropertyResourceBundle(reader);
    } catch (IOException e) {
      throw new IllegalStateException("the texts " + name + " cannot be read", e);
    }
  }

  /** What it says may hold any word of the command line. */
  private static int refuse(ParameterException wrong, Words words) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    for (Saying saying : ArgumentErrors.of(wrong)) {
      words.lines(saying).forEach(line -> err.println("totsugo: " + ShownName.in(line)));
    }
    String name = command.getCommandSpec().qualifiedName();
    err.println("totsugo: " + words.text("usage.help", name));
    return ExitCode.USAGE;
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    throw new WrongValue("usage.noDay", text);
  }

  private static Path path(String text) {
    try {
      return PathText.path(text);
    } catch (InvalidPathException e) {
      throw new WrongValue("usage.noPath", text);
    }
  }

  /** Says what is expected, and not what was given. */
  private static <T> ITypeConverter<T> number(Function<String, T> parse, String expected) {
    return text -> {
      T number = parse.apply(text);
      if (number == null) {
        throw new WrongValue(expected);
      }
      return number;
    };
  }
}
