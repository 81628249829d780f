package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.totsugo.cli.terminal.TerminalText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Without {@code --lang} everything that is said is Japanese, apart from names and codes. */
class JapaneseTest {
  /** Three words of Latin letters in a row, of which the last ones begin small. */
  private static final Pattern SENTENCE =
      Pattern.compile("(?<![-\\w.])[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}(?![\\w.=])");

  /** Commands, synopses and values that are not to be read as sentences. */
  private static final Pattern CODE =
      Pattern.compile("`[^`]*`|'[^']*'|「[^」]*」|^.*Usage: .*$|totsugo( [a-z]+)+");

  @TempDir Path folder;
  private Path upload;
  private Path results;

  @BeforeEach
  void makeUpload() throws IOException {
    upload = Upload.withHeader().record().record("PersonId", "A-2", "Sex", "9").in(folder);
    results = folder.resolve("results");
  }

  private static List<String> sentences(CommandRun run) {
    return Stream.concat(run.out().lines(), run.err().lines())
        .filter(line -> SENTENCE.matcher(CODE.matcher(line).replaceAll("")).find())
        .toList();
  }

  private CommandRun run(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.isEmpty() ? new String[0] : line.split(" +")) {
      words.add(
          word.replace("UPLOAD", upload.toString())
              .replace("OUT", results.toString())
              .replace("DIR", folder.toString()));
    }
    return CommandRun.of(words.toArray(String[]::new));
  }

  private static Stream<String> commands() {
    List<String> names = new ArrayList<>(List.of(""));
    collect(Main.commandLine(), "", names);
    return names.stream();
  }

  private static void collect(CommandLine command, String prefix, List<String> names) {
    command
        .getSubcommands()
        .forEach(
            (name, below) -> {
              names.add(prefix + name);
              collect(below, prefix + name + " ", names);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_explains_itself_in_japanese_in_80_columns(String command) {
    CommandRun help = run((command + " --help").strip());

    assertThat(help.exitCode(), is(0));
    assertThat(help.out(), startsWith(("使い方：\nUsage: totsugo " + command).strip()));
    assertThat(sentences(help), is(empty()));
    assertThat(help.width(), is(lessThanOrEqualTo(80)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_option_and_argument_is_explained(String command) {
    CommandLine spoken = Main.commandLine();
    spoken.execute("--help");
    for (String name : command.isEmpty() ? new String[0] : command.split(" ")) {
      spoken = spoken.getSubcommands().get(name);
    }
    List<String> silent = new ArrayList<>();
    spoken.getCommandSpec().args().stream()
        .filter(argument -> !argument.hidden() && String.join("", argument.description()).isEmpty())
        .forEach(argument -> silent.add(argument.paramLabel() + argument));
    assertThat(silent, is(empty()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void an_unknown_option_is_refused_in_japanese(String command) {
    CommandRun refused = run((command + " --nowhere").strip());

    assertThat(refused.exitCode(), is(2));
    assertThat(sentences(refused), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rulez",
        "layout",
        "run --uplods UPLOAD --out OUT",
        "run --uploads UPLOAD --out OUT --as-of yesterday",
        "run --uploads UPLOAD --out OUT --parallelism 0",
        "run --uploads UPLOAD --out OUT --parallelism many",
        "run --uploads UPLOAD --out OUT --runner none",
        "run --uploads UPLOAD --out OUT --sha256=x",
        "run --uploads UPLOAD --out",
        "run --uploads UPLOAD --out OUT --out OUT",
        "run --uploads UPLOAD --out OUT stray",
        "run --uploads UPLOAD --out OUT -- --sliceBytes=0",
        "run --uploads UPLOAD --out OUT --layout mine",
        "run --uploads UPLOAD --out OUT --layouts mine",
        "run --uploads UPLOAD --out OUT --rules none.yaml",
        "run --uploads UPLOAD --out OUT --rules DIR/wrong.yaml",
        "run --uploads UPLOAD --out OUT --layout DIR/wrong.yaml",
        "run --uploads UPLOAD --out OUT --layouts DIR/wrong.yaml",
        "run --uploads UPLOAD --out OUT --layout DIR/broken.yaml",
        "run --uploads UPLOAD --out OUT --insurers DIR/wrong.yaml",
        "run --uploads UPLOAD --out OUT --previous DIR/none",
        "run --uploads UPLOAD --out OUT --answers DIR/none",
        "run --uploads UPLOAD --out OUT --register DIR/none",
        "run --uploads DIR/none --out OUT",
        "run --uploads UPLOAD --out UPLOAD",
        "run --uploads UPLOAD --out DIR",
        "check",
        "check DIR",
        "check DIR/none",
        "check UPLOAD UPLOAD",
        "check UPLOAD --fail-on sometimes",
        "rules --format pdf",
        "rules --run DIR",
        "generate --records 0 --out OUT",
        "generate --records 9 --out OUT --months 13",
        "generate --records 9 --out OUT --prefecture 48",
        "generate --records 1 --out OUT",
        "generate --records 9 --out OUT --errors=-1",
        "generate --records 9 --out OUT --settings DIR/wrong.yaml",
        "generate --records 9 --out UPLOAD",
        "evaluate --truth DIR --run DIR",
        "explain DIR x",
        "explain DIR",
        "compare DIR DIR",
        "packs DIR --out OUT",
        "layout infer DIR/none",
        "layout check mine UPLOAD",
        "layout check standard UPLOAD --records 101",
        "demo --out UPLOAD"
      })
  void what_cannot_be_used_is_refused_in_japanese(String line) throws IOException {
    Files.writeString(folder.resolve("wrong.yaml"), "nothing: [1]\ncolumns: 7\nrules: {A: 1}\n");
    Files.writeString(folder.resolve("broken.yaml"), "columns: {a: b: c}\n");
    CommandRun refused = run(line);

    assertThat(refused.err(), refused.exitCode(), is(2));
    assertThat(sentences(refused), is(empty()));
  }

  @Test
  void a_run_with_every_kind_of_bad_file_speaks_japanese() throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("in"));
    Files.copy(upload, uploads.resolve(upload.getFileName()));
    Files.writeString(uploads.resolve("empty.csv"), "");
    Files.writeString(uploads.resolve("notes.txt"), "skipped");
    Files.write(uploads.resolve("utf16.csv"), "加入者".getBytes(StandardCharsets.UTF_16));
    Files.writeString(uploads.resolve("names.csv"), "表題\nPersonId,Sex\nA-1,1\n");
    Files.writeString(uploads.resolve("wrong.avro"), "no avro");
    Files.writeString(uploads.resolve("wrong.parquet"), "no parquet");
    Files.write(uploads.resolve("wrong.csv.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0, 1});
    CommandRun done = CommandRun.ofJob(uploads, results);

    assertThat(done.err(), done.exitCode(), is(3));
    assertThat(sentences(done), is(empty()));
    assertThat(sentences(run("check DIR/in/empty.csv")), is(empty()));
    assertThat(sentences(run("rules --run OUT")), is(empty()));
    assertThat(sentences(run("explain OUT none")), is(empty()));
    assertThat(sentences(run("compare OUT OUT")), is(empty()));
    assertThat(sentences(run("evaluate --truth DIR --run OUT")), is(empty()));
  }

  @Test
  void a_proposed_layout_and_its_trial_speak_japanese() throws IOException {
    CommandRun inferred = run("layout infer UPLOAD");
    Path layout = Files.writeString(folder.resolve("layout.yaml"), inferred.out());
    CommandRun tried = run("layout check " + layout + " UPLOAD");

    assertThat(inferred.exitCode(), is(0));
    assertThat(sentences(inferred), is(empty()));
    assertThat(tried.exitCode(), is(0));
    assertThat(sentences(tried), is(empty()));
  }

  @Test
  void a_small_nation_and_its_evaluation_speak_japanese() {
    assertThat(sentences(run("generate --records 20000 --prefecture 31 --out OUT")), is(empty()));
    run("run --uploads OUT/uploads --out DIR/run --as-of 2026-04-01 --runner inProcess");
    CommandRun evaluated = run("evaluate --truth OUT/truth --run DIR/run");

    assertThat(sentences(evaluated), is(empty()));
    assertThat(TerminalText.width(evaluated.lines().get(0)), is(lessThanOrEqualTo(120)));
  }
}
