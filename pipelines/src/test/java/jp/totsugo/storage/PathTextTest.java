package jp.totsugo.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathTextTest {
  /** Plain, Japanese, a blank; bytes of windows-31j, of EUC-JP, of nothing; a percent sign. */
  private static final List<String> NAMES =
      List.of(
          "a.csv",
          "加入者ソ表.csv",
          "a b",
          "\uDC83\\",
          "\uDCB2\uDCC3",
          "\uDCFF\n",
          "100%",
          "\uFFFD",
          "𠮷\uDC80");

  @TempDir Path folder;

  @Test
  void names_are_found_byte_for_byte_in_any_locale() throws Exception {
    assumeTrue(File.separator.equals("/"), "names are bytes on Unix only");
    makeFiles();
    for (String locale : List.of("", "C", "C.UTF-8", "ja_JP.eucJP", "tr_TR.UTF-8")) {
      Set<String> expected = new TreeSet<>();
      for (String name : NAMES) {
        expected.add(hex(name) + " is there as a path in full: " + name.length());
        expected.add(hex(name) + " is there as a path from here: " + name.length());
        expected.add(hex(name) + " is listed");
      }
      assertThat("under '" + locale + "'", new TreeSet<>(look(locale)), is(expected));
    }
  }

  /** By a program that takes names as bytes. */
  private void makeFiles() throws Exception {
    for (String name : NAMES) {
      StringBuilder printf = new StringBuilder();
      for (byte b : PathText.bytes(name)) {
        printf.append(String.format("\\%03o", b & 0xFF));
      }
      // A line break at the end would be lost in $( ); the name is made with a letter behind it.
      String script =
          "n=$(printf '" + printf + "x'); printf '%" + name.length() + "s' '' > \"${n%x}\"";
      Process process = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start();
      assertThat(process.waitFor(), is(0));
    }
  }

  private List<String> look(String locale) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Look.class.getName(), folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    if (!locale.isEmpty()) {
      builder.environment().put("LC_ALL", locale);
    }
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    process.waitFor();
    return said.lines().toList();
  }

  private static String hex(String name) {
    return java.util.HexFormat.of().formatHex(PathText.bytes(name));
  }

  /** Looks for the files, in a process of its own, whose locale is another. */
  static final class Look {
    private Look() {}

    public static void main(String[] args) throws Exception {
      for (String name : NAMES) {
        say(name, "is there as a path in full", PathText.path(args[0] + "/" + name));
        say(name, "is there as a path from here", PathText.path(name));
      }
      try (var entries = Files.newDirectoryStream(Path.of(args[0]))) {
        for (Path entry : entries) {
          System.out.println(hex(PathText.text(entry.getFileName())) + " is listed");
        }
      }
    }

    private static void say(String name, String what, Path path) throws Exception {
      System.out.println(hex(name) + " " + what + ": " + Files.size(path));
    }
  }
}
