package jp.totsugo.cli;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with arguments, whoever found it: a command, a converter, or picocli itself. */
final class ArgumentErrors {
  private ArgumentErrors() {}

  /** A value that an option cannot have. */
  static final class WrongValue extends TypeConversionException implements Said {
    private static final long serialVersionUID = 1L;
    private final Saying saying;

    WrongValue(String key, Object... values) {
      super(Saying.of(key, values).toString());
      saying = Saying.of(key, values);
    }

    @Override
    public Saying saying() {
      return saying;
    }
  }

  /** What is wrong, and what may have been meant. */
  static List<Saying> of(ParameterException wrong) {
    List<Saying> sayings = new ArrayList<>();
    sayings.add(saying(wrong));
    List<String> unmatched = wrong.getCommandLine().getUnmatchedArguments();
    if (wrong instanceof UnmatchedArgumentException unknown) {
      addSuggestions(unknown, sayings);
    } else if (wrong instanceof MissingParameterException && !unmatched.isEmpty()) {
      // What is missing was probably mistyped.
      UnmatchedArgumentException unknown =
          new UnmatchedArgumentException(wrong.getCommandLine(), unmatched);
      sayings.add(saying(unknown));
      addSuggestions(unknown, sayings);
    }
    return sayings;
  }

  private static Saying saying(ParameterException wrong) {
    if (wrong instanceof Said said) {
      return said.saying();
    }
    if (wrong instanceof UnmatchedArgumentException unknown) {
      List<String> words = unknown.getUnmatched().stream().map(ArgumentErrors::quoted).toList();
      return Saying.of(unknown.isUnknownOption() ? "usage.unknownOption" : "usage.extra", words);
    }
    ArgSpec argument = wrong.getArgSpec();
    if (wrong instanceof MissingParameterException missing) {
      return argument == null ? missing(missing) : Saying.of("usage.noValue", name(argument));
    }
    if (argument == null) {
      boolean isCommandMissing = !wrong.getCommandLine().getSubcommands().isEmpty();
      return Saying.of(isCommandMissing ? "usage.noCommand" : "usage.wrong");
    }
    if (wrong instanceof OverwrittenOptionException) {
      return Saying.of("usage.twice", name(argument));
    }
    return Saying.of("usage.wrongValue", name(argument), why(wrong, argument));
  }

  private static Saying missing(MissingParameterException wrong) {
    boolean areOptions = wrong.getMissing().stream().allMatch(ArgSpec::isOption);
    List<Object> names = new ArrayList<>();
    for (ArgSpec argument : wrong.getMissing()) {
      if (argument instanceof OptionSpec option) {
        names.add(quoted(option.longestName() + "=" + option.paramLabel()));
      }
    }
    if (!areOptions) {
      // The first of them stands for those behind it.
      wrong.getCommandLine().getCommandSpec().positionalParameters().stream()
          .dropWhile(argument -> !wrong.getMissing().contains(argument))
          .filter(ArgSpec::required)
          .forEach(argument -> names.add(quoted(argument.paramLabel())));
    }
    return Saying.of(
        (areOptions ? "usage.noOption" : "usage.noArgument")
            + (names.size() == 1 ? ".one" : ".many"),
        names);
  }

  private static Object why(ParameterException wrong, ArgSpec argument) {
    if (wrong.getCause() instanceof Said said) {
      return said.saying();
    }
    if (argument.completionCandidates() != null) {
      List<Object> candidates = new ArrayList<>();
      argument.completionCandidates().forEach(candidates::add);
      return Saying.of("usage.oneOf", candidates);
    }
    return argument.arity().max() == 0 ? Saying.of("usage.flag") : Saying.of("usage.otherValue");
  }

  private static String name(ArgSpec argument) {
    return quoted(
        argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel());
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }

  private static void addSuggestions(UnmatchedArgumentException unknown, List<Saying> sayings) {
    List<String> suggestions = unknown.getSuggestions();
    if (suggestions.isEmpty()) {
      return;
    }
    CommandLine command = unknown.getCommandLine();
    boolean isOption = unknown.isUnknownOption();
    List<Object> words = new ArrayList<>();
    for (String word : suggestions) {
      words.add(isOption ? word : command.getCommandSpec().qualifiedName() + " " + word);
    }
    sayings.add(Saying.of(isOption ? "usage.knownOptions" : "usage.didYouMean", words));
  }
}
