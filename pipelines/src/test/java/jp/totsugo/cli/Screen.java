package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;

/**
 * What a user sees who types a command.
 *
 * @param out stdout
 * @param err stderr
 */
record Screen(int exitCode, String out, String err) {
  /** Runs the program in this process. */
  static Screen of(String... command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      int exitCode =
          Main.commandLine()
              .setOut(new PrintWriter(System.out, true, UTF_8))
              .setErr(new PrintWriter(System.err, true, UTF_8))
              .execute(command);
      return new Screen(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** The columns that the widest line takes. */
  int width() {
    return out.lines().mapToInt(TerminalText::width).max().orElse(0);
  }
}
