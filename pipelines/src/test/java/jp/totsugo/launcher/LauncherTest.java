package jp.totsugo.launcher;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code start.sh} with a Java that only says how it was called and ends as it is told to. */
class LauncherTest {
  private static final String START =
      Path.of("src/main/launcher/start.sh").toAbsolutePath().toString();
  private static final int LARGE = 65 << 20;

  @TempDir Path folder;
  private Path here;
  private final Map<String, String> environment = new HashMap<>();

  private record Ended(int code, String said, List<String> javaArguments, String javaLocale) {
    boolean isForLargeInput() {
      return javaArguments.contains("-XX:+UseParallelGC");
    }
  }

  @BeforeEach
  void makeJava() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    here = Files.createDirectory(folder.resolve("a 'b' \"c\"\nd"));
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.9\"\n");
    Path java = bin.resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/bash
        printf '%s\\0' "$@" >"$SAID_BY_JAVA"
        printf '%s' "${LC_ALL-}" >"$SAID_BY_JAVA.locale"
        [ "$ENDS_WITH" = sleep ] && { trap 'exit 143' TERM; sleep 60 & wait; }
        [ "$ENDS_WITH" = KILL ] && kill -KILL $$
        exit "$ENDS_WITH"
        """);
    assertThat(java.toFile().setExecutable(true), is(true));
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("ENDS_WITH", "64");
  }

  @ParameterizedTest
  @CsvSource({"64,0", "65,1", "66,2", "67,3", "68,4", "69,5"})
  void the_exit_codes_of_the_program_are_those_of_the_launcher(String java, int code)
      throws Exception {
    environment.put("ENDS_WITH", java);
    Ended ended = run("check", "a.csv");
    assertThat(ended.code(), is(code));
    assertThat(ended.said(), is(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "2", "3", "126", "127", "134", "KILL"})
  void when_java_ends_otherwise_it_is_5_and_a_sentence(String java) throws Exception {
    environment.put("ENDS_WITH", java);
    Ended ended = run("check", "a.csv");
    assertThat(ended.code(), is(5));
    assertThat(ended.said(), startsWith("totsugo: Java "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1g", "0g", "1 g", "1g ", "1.5g", "１g", "g", "1gg", "$(id)"})
  void a_heap_that_is_no_size_is_refused_before_java_starts(String heap) throws Exception {
    environment.put("TOTSUGO_HEAP", heap);
    Ended ended = run("check", "a.csv");
    assertThat(ended.code(), is(5));
    assertThat(ended.said(), startsWith("totsugo: TOTSUGO_HEAP is no size of memory; give"));
    assertThat(ended.javaArguments(), is(List.of()));
  }

  @Test
  void the_heap_is_what_the_user_says() throws Exception {
    environment.put("TOTSUGO_HEAP", "300M");
    assertThat(run("check", "a.csv").javaArguments(), hasItem("-Xmx300M"));
    environment.put("TOTSUGO_HEAP", "");
    assertThat(run("check", "a.csv").javaArguments(), hasItem("-Xmx1g"));
  }

  @Test
  void without_java_17_it_is_5_and_a_sentence() throws Exception {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.1\"\n");
    environment.put("PATH", path());
    Ended ended = run("check", "a.csv");
    assertThat(ended.code(), is(5));
    assertThat(ended.said(), startsWith("totsugo: needs Java 17 (JDK), and finds none"));
  }

  @Test
  void a_java_home_that_leads_nowhere_gives_way_to_the_path() throws Exception {
    environment.put("PATH", environment.get("JAVA_HOME") + "/bin:" + path());
    environment.put("JAVA_HOME", "/nowhere");
    assertThat(run("check", "a.csv").code(), is(0));
  }

  /** Files of 65 MB that take no room. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "in",
        "--uploads=in",
        "in/x y.csv",
        "--uploads=in/x y.csv",
        "in/*.csv",
        "--uploads=in/*.csv",
        "in/x?y.csv",
        "i*/*",
        "--register=**/*.csv",
        "**.csv",
        "in/{a,x y}.csv",
        "--uploads={in,out}/*.{avro,csv}",
        "in/[xz]*",
        "./in/*.csv",
        "i*"
      })
  void a_large_input_is_seen_however_it_is_named(String argument) throws Exception {
    large("in/x y.csv");
    assertThat(run("run", "--uploads", argument).isForLargeInput(), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"in/a.csv", "--uploads=in/a*", "in/{a,b}.csv", "**/a.csv", "*.avro", "--lang=en"})
  void other_files_make_no_input_large(String argument) throws Exception {
    large("in/x y.csv");
    Files.writeString(here.resolve("in/a.csv"), "a");
    assertThat(run("run", "--uploads", argument).isForLargeInput(), is(false));
  }

  @Test
  void files_count_together() throws Exception {
    large("a.csv", LARGE / 2);
    large("b.csv", LARGE / 2 + 1);
    assertThat(run("run", "--uploads", "a.csv").isForLargeInput(), is(false));
    assertThat(run("run", "--uploads", "a.csv", "b.csv").isForLargeInput(), is(true));
    assertThat(run("run", "--uploads", "?.csv").isForLargeInput(), is(true));
    assertThat(run("run", "--uploads=a.csv", "--register=b.csv").isForLargeInput(), is(true));
  }

  @Test
  void arguments_arrive_as_they_are() throws Exception {
    List<String> arguments =
        List.of("run", "", " ", "a  b", "'", "\"", "$HOME", "`id`", "a\nb\n", "*", "\\", "-");
    List<String> all = run(arguments.toArray(String[]::new)).javaArguments();
    int main = all.indexOf("jp.totsugo.cli.Main");
    assertThat(all.subList(main + 1, all.size()), is(arguments));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "POSIX", "ja_JP.eucJP", "tr_TR.UTF-8", "xx_YY", "C.UTF-8"})
  void java_starts_in_a_locale_of_utf_8_whatever_the_users_is(String locale) throws Exception {
    assumeTrue(hasLocale("C.UTF-8"), "there is no locale C.UTF-8");
    if (!locale.isEmpty()) {
      environment.put("LC_ALL", locale);
    }
    environment.put("LANGUAGE", "ja");
    Ended ended = run("check", "a.csv");
    assertThat(ended.said(), not(containsString("totsugo:")));
    assertThat(ended.javaLocale(), is("C.UTF-8"));
    assertThat(ended.javaArguments(), hasItem("-Dfile.encoding=UTF-8"));
  }

  @Test
  void the_terminal_keeps_its_encoding() throws Exception {
    assumeTrue(hasLocale("ja_JP.eucJP"), "there is no locale ja_JP.eucJP");
    environment.put("LC_ALL", "ja_JP.eucJP");
    assertThat(run("check", "a.csv").javaArguments(), hasItem("-Dtotsugo.terminal.charset=EUC-JP"));
  }

  @Test
  void a_current_folder_that_java_cannot_name_is_reached_by_the_system() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/cwd")), "there is no /proc");
    assertThat(run("check", "a.csv").javaArguments(), not(hasItem(startsWith("-Duser.dir"))));
    Ended ended = runIn("d=$(printf '\\377'); mkdir \"$d\"; cd \"$d\"; ", "check", "a.csv");
    assertThat(ended.javaArguments(), hasItem("-Duser.dir=/proc/self/cwd"));
  }

  @Test
  void input_and_outputs_may_be_closed() throws Exception {
    assertThat(runIn("exec <&-; ", "check", "a.csv").code(), is(0));
    assertThat(runIn("exec >&-; ", "check", "a.csv").code(), is(0));
  }

  @Test
  void java_is_told_whom_to_ask_whether_it_is_still_wanted() throws Exception {
    assertThat(
        run("check", "a.csv").javaArguments(),
        hasItems(startsWith("-Dtotsugo.launcher="), is("-Dtotsugo.exitBase=64")));
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "INT,130"})
  void a_signal_to_the_launcher_ends_java(String signal, int code) throws Exception {
    environment.put("ENDS_WITH", "sleep");
    Process launcher = start("", "check", "a.csv");
    Path arguments = folder.resolve("said.locale");
    for (int i = 0; i < 100 && !Files.exists(arguments); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    TimeUnit.MILLISECONDS.sleep(300);
    List<ProcessHandle> children = launcher.descendants().toList();
    new ProcessBuilder("kill", "-" + signal, "" + launcher.pid()).start().waitFor();
    assertThat(launcher.waitFor(20, TimeUnit.SECONDS), is(true));
    assertThat(launcher.exitValue(), is(code));
    assertThat(children.get(0).isAlive(), is(false));
  }

  @Test
  void a_crash_leaves_nothing_of_the_memory_unless_wanted() throws Exception {
    assertThat(
        run("check").javaArguments(),
        hasItems("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"));
    environment.put("TOTSUGO_DEBUG", "1");
    assertThat(run("check").javaArguments(), not(hasItem("-XX:ErrorFile=/dev/null")));
  }

  @Test
  void a_folder_of_the_program_with_a_colon_is_refused() throws Exception {
    environment.put("LIBRARIES", "/a:b");
    Ended ended = run("check", "a.csv");
    assertThat(ended.code(), is(5));
    assertThat(ended.said(), containsString("colon"));
  }

  private void large(String name) throws Exception {
    large(name, LARGE);
  }

  private void large(String name, long bytes) throws Exception {
    Path file = here.resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
  }

  /** The programs that the launcher needs, and no Java. */
  private String path() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program :
        List.of(
            "bash",
            "dirname",
            "basename",
            "grep",
            "readlink",
            "du",
            "tail",
            "cut",
            "locale",
            "iconv")) {
      for (String at : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(at + program)) && !Files.exists(bin.resolve(program))) {
          Path script = bin.resolve(program);
          Files.writeString(script, "#!/bin/bash\nexec " + at + program + " \"$@\"\n");
          assertThat(script.toFile().setExecutable(true), is(true));
        }
      }
    }
    return bin.toString();
  }

  private Ended run(String... arguments) throws Exception {
    return runIn("", arguments);
  }

  private Ended runIn(String before, String... arguments) throws Exception {
    Files.deleteIfExists(folder.resolve("said"));
    Process process = start(before, arguments);
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Path byJava = folder.resolve("said");
    List<String> javaArguments = new ArrayList<>();
    if (Files.exists(byJava)) {
      javaArguments.addAll(List.of(Files.readString(byJava).split("\0", -1)));
      javaArguments.remove(javaArguments.size() - 1);
    }
    Path locale = folder.resolve("said.locale");
    return new Ended(
        code, said, javaArguments, Files.exists(locale) ? Files.readString(locale) : "");
  }

  private Process start(String before, String... arguments) throws Exception {
    String script =
        before
            + "set -u; lib=${LIBRARIES:-/a b/lib}; archive=/nonexistent; . "
            + "\"$START\"; find_java; start \"$@\"";
    List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", script, "totsugo"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(here.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
    variables.keySet().removeIf(name -> name.startsWith("TOTSUGO") || name.contains("JAVA_OPT"));
    variables.putAll(environment);
    variables.put("START", START);
    variables.put("SAID_BY_JAVA", folder.resolve("said").toString());
    return builder.start();
  }

  private static boolean hasLocale(String name) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("locale", "charmap");
    builder.environment().put("LC_ALL", name);
    Process asked = builder.start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return asked.waitFor() == 0 && !said.startsWith("ANSI");
  }
}
