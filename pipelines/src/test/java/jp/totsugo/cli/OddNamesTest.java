package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import jp.totsugo.storage.PathText;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files that are Japanese, no UTF-8, hold a My Number or an order to the terminal. */
class OddNamesTest {
  private static final String MY_NUMBER = "621498320257";

  @TempDir Path folder;
  private Path in;

  @BeforeEach
  void makeUploads() throws Exception {
    assumeTrue(File.separator.equals("/"), "names are bytes on Unix only");
    in = Files.createDirectory(folder.resolve("in"));
    upload("06132013_加入者ソ表.csv");
    upload("06132013_\uDC83\\\uDC95\\.csv");
    upload("06132013_\uDCB2\uDCC3.csv");
    upload("a\nb\u001B[31m.csv");
    upload("a\\x0Ab\\x1B[31m.csv");
    upload(MY_NUMBER + ".csv");
    upload("********0257.csv");
    upload("6214-9832-0257/06132013_" + MY_NUMBER + ".csv");
    Files.writeString(in.resolve("00138016_" + MY_NUMBER + ".csv"), "no upload");
    Files.writeString(in.resolve("00138016_" + MY_NUMBER + ".txt"), "no upload");
  }

  private void upload(String name) throws Exception {
    Path file = PathText.path(in + "/" + name);
    Files.createDirectories(file.getParent());
    Files.copy(Upload.withHeader().record().line("x").in(folder), file);
  }

  @Test
  void outputs_show_them_apart_as_utf_8_escaped_and_masked() throws Exception {
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.ofJobInEnglish(in, out);
    assertThat(run.err(), run.exitCode(), is(3));
    List<String> names = new ArrayList<>();
    for (JsonNode file : JsonFile.read(out.resolve("reconciliation.json")).path("files")) {
      names.add(file.path("file").asText());
    }
    assertThat(
        names,
        is(
            List.of(
                "********0257.csv",
                "********0257.csv~2",
                "06132013_\\x83\\\\x95\\.csv",
                "06132013_\\xB2\\xC3.csv",
                "06132013_加入者ソ表.csv",
                "NNNN-NNNN-NNNN/06132013_********0257.csv",
                "a\\x0Ab\\x1B[31m.csv",
                "a\\x5Cx0Ab\\x5Cx1B[31m.csv")));
    for (Path file : OutputTree.files(out)) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(file.toString(), bytes, not(containsString(MY_NUMBER)));
    }
    assertThat(run.out() + run.err(), not(containsString(MY_NUMBER)));
    assertThat(run.err(), not(containsString("\u001B")));
    assertThat(run.err(), containsString("00138016_********0257.csv: rejected"));
  }

  @Test
  void outputs_and_words_are_the_same_in_every_locale() throws Exception {
    SortedMap<String, String> expected = null;
    String said = null;
    for (String locale : List.of("", "C", "C.UTF-8", "ja_JP.UTF-8", "ja_JP.eucJP", "tr_TR.UTF-8")) {
      if (!locale.isEmpty() && !hasLocale(locale)) {
        System.err.println("OddNamesTest: not tried, there is no locale " + locale);
        continue;
      }
      // An argument, too, that is no UTF-8 and is given as bytes.
      Path out = folder.resolve("out" + locale);
      String shown = run(locale, "run", "--uploads", "$IN", "--out", "$OUT/$(printf '\\262\\303')");
      Path results = PathText.path(out + "/\uDCB2\uDCC3");
      shown = shown.replaceAll("[0-9.]+秒", "").replace(out.toString(), "");
      if (expected == null) {
        expected = OutputTree.hashes(results);
        said = shown;
        assertThat(said, containsString("次に見るもの（/\\xB2\\xC3 の中）"));
      }
      assertThat("under '" + locale + "'", OutputTree.hashes(results), is(expected));
      assertThat("under '" + locale + "'", shown, is(said));
    }
  }

  private String run(String locale, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String script =
        "exec \"$JAVA\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$CLASSES\" "
            + Main.class.getName();
    for (String argument : arguments) {
      script += " \"" + argument + "\"";
    }
    script += " --as-of " + Sample.AS_OF + " --runner inProcess";
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA", java);
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    builder.environment().put("IN", in.toString());
    builder.environment().put("OUT", folder.resolve("out" + locale).toString());
    if (!locale.isEmpty()) {
      builder.environment().put("LC_ALL", locale);
    }
    Process process = builder.start();
    Charset charset = locale.endsWith("eucJP") ? Charset.forName("EUC-JP") : StandardCharsets.UTF_8;
    String said = new String(process.getInputStream().readAllBytes(), charset);
    assertThat(said, process.waitFor(), is(3));
    return said;
  }

  private static boolean hasLocale(String name) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("locale", "charmap");
    builder.environment().put("LC_ALL", name);
    Process asked = builder.start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return asked.waitFor() == 0 && (name.equals("C") || !said.startsWith("ANSI"));
  }

  @Test
  void wrong_usage_shows_no_my_number_and_no_order_to_the_terminal() {
    for (String[] command :
        List.of(
            new String[] {"check", MY_NUMBER},
            new String[] {"check", "\u001B[31m" + MY_NUMBER},
            new String[] {"check", "a.csv", "--" + MY_NUMBER + "\u001B[31m"},
            new String[] {"check", "a.csv", "--as-of", MY_NUMBER + "\u0007"},
            new String[] {"check", "a.csv", "--lang", MY_NUMBER},
            new String[] {"check", "a.csv", "--parallelism", MY_NUMBER},
            new String[] {"check", "a.csv", "--rules", MY_NUMBER + "\n"},
            new String[] {"check", folder + "/in", "--layout", MY_NUMBER},
            new String[] {"run", "--uploads", MY_NUMBER + "/*", "--out", "none/" + MY_NUMBER},
            new String[] {"run", MY_NUMBER, "--uploads", "a", "--out", folder + "/none/b"},
            new String[] {
              "run", "--uploads", "a", "--out", folder + "/none/b", "--", "--" + MY_NUMBER
            },
            new String[] {"explain", MY_NUMBER, "f621498320257\u001B"},
            new String[] {"evaluate", "--truth", MY_NUMBER, "--run", "\u202E" + MY_NUMBER},
            new String[] {"layout", "check", MY_NUMBER, MY_NUMBER},
            new String[] {"layout", "infer", "６２１４９８３２０２５７"},
            new String[] {"generate", "--records", MY_NUMBER + "x", "--out", "x"},
            new String[] {MY_NUMBER},
            new String[] {"@" + MY_NUMBER})) {
      CommandRun run = CommandRun.of(command);
      String said = run.out() + run.err();
      assertThat(said, run.exitCode(), is(2));
      assertThat(said, not(containsString(MY_NUMBER)));
      assertThat(said, not(containsString("６２１４９８３２０２５７")));
      assertThat(
          said, said.codePoints().noneMatch(c -> c != 10 && Character.isISOControl(c)), is(true));
      assertThat(said, not(containsString("\u202E")));
    }
  }

  @Test
  void a_file_whose_name_begins_with_an_at_sign_is_an_upload() throws Exception {
    Path file = Upload.withHeader().record().in(folder, "@a.csv");
    CommandRun run = CommandRun.of("check", file.toString(), "--as-of", Sample.AS_OF);
    assertThat(run.err(), run.exitCode(), is(0));
  }
}
