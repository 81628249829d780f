package jp.totsugo.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.totsugo.cli.terminal.TerminalText;

/**
 * One command line, run in this process as the launcher would run it.
 *
 * @param out what it printed on stdout
 * @param err what it printed on stderr
 */
public record CommandRun(int exitCode, String out, String err) {

  /** In English if no language is named. */
  public static CommandRun inEnglish(String... arguments) {
    return of(english(arguments));
  }

  private static String[] english(String... arguments) {
    return Stream.of(arguments).anyMatch(word -> word.startsWith("--lang"))
        ? arguments
        : Stream.concat(Stream.of("--lang", "en"), Stream.of(arguments)).toArray(String[]::new);
  }

  public static CommandRun of(String... arguments) {
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream newOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream newErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(newOut);
      System.setErr(newErr);
      int exitCode = Main.commandLine().execute(arguments);
      return new CommandRun(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }

  /**
   * {@code totsugo run}; on the day for which the test data is made if none is named, and without
   * an engine if none is.
   */
  public static CommandRun ofJob(Object uploads, Object out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--uploads", uploads.toString(), "--out", out.toString()));
    if (!List.of(more).contains("--as-of")) {
      arguments.addAll(List.of("--as-of", Sample.AS_OF));
    }
    if (!List.of(more).contains("--runner")) {
      arguments.addAll(List.of("--runner", "inProcess"));
    }
    arguments.addAll(List.of(more));
    return of(arguments.toArray(String[]::new));
  }

  /** The same in English if no language is named. */
  public static CommandRun ofJobInEnglish(Object uploads, Object out, String... more) {
    return ofJob(uploads, out, english(more));
  }

  /** What it printed on stdout, line by line. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** The columns of a terminal that the widest line on stdout takes. */
  public int width() {
    return out.lines().mapToInt(TerminalText::width).max().orElse(0);
  }
}
