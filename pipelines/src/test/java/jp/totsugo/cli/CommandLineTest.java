package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import jp.totsugo.cli.terminal.TerminalText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program says to words that it does not know, and to a request for help. */
class CommandLineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | Missing required subcommand",
        "rulez                                       | Did you mean: totsugo rules",
        "run --out x                                 | '--uploads=PATH'",
        "run --uplods a --out x                      | Unknown option: '--uplods'",
        "run --uploads a --out x --as-of 2026-13-01  | '2026-13-01' is no day like 2026-04-01",
        "run --uploads a --out x --as-of=-0001-01-01 | '-0001-01-01' is no day like 2026-04-01",
        "run --uploads a --out x --parallelism four  | '--parallelism': a whole number is expected",
        "run --uploads a --out x --parallelism 1.5   | '--parallelism': a whole number is expected",
        "generate --records 9e3 --out x --seed 1     | '--records': a whole number is expected",
        "generate --records 9 --out x --errors some  | '--errors': a number is expected",
        "run --out x stray --uploads a               | 'stray' belongs to no option",
        "run --uploads a --out x --lang fr           | [ja、en] のどれかを指定してください",
        "run --uploads a --out x --parallelism 0     | --parallelism: from 1 to 128",
        "run --uploads a --out x --layout mine       | --layout mine: unknown",
        "run --uploads a --out x --rules none.yaml   | none.yaml: cannot be read",
        "run --uploads a --out x -- --noSuch=1       | noSuch",
        "run --uploads a --out x -- --sliceBytes=big | --sliceBytes",
        "check                                       | Missing required parameter: 'FILE'",
        "check a --fail-on sometimes                 | expected one of [error, review, never]",
        "rules --format pdf                          | expected one of [table, json, markdown]",
        "generate --records 1 --out x --format xml   | expected one of [csv, avro, parquet]",
        "demo --out pom.xml                          | pom.xml: is a file",
        "demo --out src                              | src: exists and is not empty"
      })
  void wrong_usage_ends_with_2_and_a_message_that_helps(String command, String message) {
    CommandRun screen =
        CommandRun.inEnglish(command.isEmpty() ? new String[0] : command.split(" +"));

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.out(), is(""));
    assertThat(screen.err(), startsWith("totsugo: "));
    assertThat(screen.err(), containsString(message));
    assertThat(screen.err(), containsString("--help"));
  }

  @TestFactory
  java.util.stream.Stream<DynamicTest> every_command_explains_itself_in_80_columns() {
    Set<String> commands = Main.commandLine().getSubcommands().keySet();
    return commands.stream()
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command,
                    () -> {
                      CommandRun screen = CommandRun.inEnglish(command, "--help");
                      assertThat(screen.exitCode(), is(0));
                      assertThat(screen.out(), startsWith("Usage: totsugo " + command));
                      assertThat(
                          screen.lines().stream().map(TerminalText::width).toList(),
                          everyItem(lessThanOrEqualTo(80)));
                    }));
  }

  @Test
  void uploads_that_do_not_exist_end_with_2() {
    CommandRun screen =
        CommandRun.inEnglish(
            "run", "--uploads", folder + "/none", "--out", folder + "/o", "--runner=inProcess");

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("none: no such file, folder or match of a glob"));
  }

  @Test
  void an_output_folder_with_something_in_it_ends_with_2() throws IOException {
    Path file = Upload.withHeader().record().in(folder);
    Files.createDirectories(folder.resolve("out/used"));

    CommandRun screen =
        CommandRun.inEnglish(
            "run", "--uploads", file + "", "--out", folder + "/out", "--runner=inProcess");

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("exists and is not empty"));
  }

  @ParameterizedTest
  @CsvSource({"never, 0", "error, 1", "review, 1"})
  void findings_decide_the_exit_code_of_a_run_only_if_asked_to(String failOn, int exitCode)
      throws IOException {
    Path file = Upload.withHeader().record("MyNumber", "621498320258").in(folder);

    CommandRun screen =
        CommandRun.inEnglish(
            "run",
            "--uploads=" + file,
            "--out=" + folder.resolve("out"),
            "--runner=inProcess",
            "--fail-on=" + failOn);

    assertThat(screen.exitCode(), is(exitCode));
  }

  @Test
  void a_rejected_file_outweighs_findings() throws IOException {
    Upload.withHeader().record("MyNumber", "621498320258").in(folder);
    Files.createFile(folder.resolve("empty.csv"));

    CommandRun screen =
        CommandRun.inEnglish(
            "run",
            "--uploads=" + folder,
            "--out=" + folder.resolveSibling(folder.getFileName() + "-out"),
            "--runner=inProcess",
            "--fail-on=error");

    assertThat(screen.exitCode(), is(3));
    assertThat(screen.err(), containsString("empty.csv: rejected, EMPTY"));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, UTF-8", "windows-31j, windows-31j", "US-ASCII, UTF-8", "ISO-8859-1, UTF-8"})
  void japanese_is_readable_whatever_the_locale(String locale, String used) {
    assertThat(Main.terminalCharset(locale), is(Charset.forName(used)));
  }
}
