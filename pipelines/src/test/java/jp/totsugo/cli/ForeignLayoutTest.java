package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same records in another layout have the same findings. */
class ForeignLayoutTest {
  @TempDir static Path folder;
  private static Path nation;
  private static Map<String, List<Map<String, String>>> expected;

  @BeforeAll
  static void checkTheStandardForm() throws IOException {
    nation = folder.resolve("nation");
    CommandRun generated =
        CommandRun.of(
            "generate",
            "--records=4000",
            "--seed=11",
            "--prefecture=31",
            "--errors=150",
            "--out=" + nation);
    assertThat(generated.err(), generated.exitCode(), is(0));
    expected = queues(run(ForeignUploads.STANDARD, "inProcess"));
    assertThat(
        "findings to compare",
        expected.values().stream().mapToInt(List::size).sum(),
        greaterThan(800));
  }

  @ParameterizedTest
  @CsvSource({
    "FIXED_WIDTH, inProcess",
    "FIXED_WIDTH, flink",
    "FIXED_WIDTH, direct",
    "TABS, inProcess",
    "TABS, flink",
    "SEMICOLONS, inProcess",
    "SEMICOLONS, direct"
  })
  void a_prefecture_in_another_layout_has_the_same_corrections(ForeignUploads form, String runner)
      throws IOException {
    Path out = run(form, runner);
    assertThat(queues(out), is(expected));
    JsonNode manifest = JsonFile.MAPPER.readTree(out.resolve("run.json").toFile());
    assertThat(
        manifest.at("/options/layout").asText(), is(folder.resolve(form + ".yaml").toString()));
    assertThat(
        manifest.at("/options/layoutSha256").asText(),
        is(OutputTree.sha256(folder.resolve(form + ".yaml"))));
    assertThat(
        manifest.at("/inputs/0/encoding").asText(),
        is(form == ForeignUploads.TABS ? "EUC-JP" : "windows-31j"));
    JsonNode total =
        JsonFile.MAPPER.readTree(out.resolve("reconciliation.json").toFile()).get("total");
    assertThat(total.get("unreadable").asInt(), is(0));
    assertThat(
        total.get("header").asInt(),
        is(form == ForeignUploads.SEMICOLONS ? total.get("files").asInt() : 0));
  }

  @ParameterizedTest
  @CsvSource({"inProcess", "flink"})
  void a_prefecture_in_four_layouts_has_the_same_corrections(String runner) throws IOException {
    Path uploads = Files.createDirectories(folder.resolve("mixed-" + runner + "/in"));
    StringBuilder layouts = new StringBuilder();
    Map<String, String> expectedLayouts = new TreeMap<>();
    int number = 0;
    for (Path upload : OutputTree.files(nation.resolve("uploads"))) {
      ForeignUploads form = ForeignUploads.values()[number++ % ForeignUploads.values().length];
      Path all = folder.resolve("mixed-" + form);
      form.write(nation.resolve("uploads"), all);
      String name = upload.getFileName().toString();
      Files.copy(all.resolve(name), uploads.resolve(name));
      expectedLayouts.put(name, "standard");
      if (form != ForeignUploads.STANDARD) {
        layout(form);
        layouts
            .append("- files: [none.csv, '")
            .append(name.substring(0, name.indexOf('_')))
            .append("[_]*.csv']\n");
        layouts.append("  layout: ../").append(form).append(".yaml\n");
        expectedLayouts.put(
            name, folder.resolve("mixed-" + runner + "/../" + form + ".yaml").toString());
      }
    }
    layouts.append("- {files: '*', layout: standard}\n");
    Path list = folder.resolve("mixed-" + runner + "/layouts.yaml");
    Files.writeString(list, layouts);
    Path out = folder.resolve("mixed-" + runner + "/out");
    CommandRun run =
        CommandRun.ofJob(
            uploads,
            out,
            "--register",
            nation.resolve("register").toString(),
            "--runner",
            runner,
            "--layouts",
            list.toString());
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(queues(out), is(expected));
    JsonNode manifest = JsonFile.MAPPER.readTree(out.resolve("run.json").toFile());
    Map<String, String> read = new TreeMap<>();
    manifest
        .get("inputs")
        .forEach(input -> read.put(input.get("path").asText(), input.get("layout").asText()));
    assertThat(read, is(expectedLayouts));
    assertThat(manifest.at("/options/layouts").asText(), is(list.toString()));
    assertThat(manifest.at("/options/layoutsSha256").asText(), is(OutputTree.sha256(list)));
  }

  @Test
  void check_takes_a_layout_too() throws IOException {
    Path uploads = folder.resolve("check");
    ForeignUploads.TABS.write(nation.resolve("uploads"), uploads);
    Path upload = OutputTree.files(uploads).get(0);
    CommandRun foreign =
        CommandRun.of(
            "check",
            upload.toString(),
            "--as-of=" + Sample.AS_OF,
            "--layout=" + layout(ForeignUploads.TABS));
    ForeignUploads.STANDARD.write(nation.resolve("uploads"), uploads);
    CommandRun standard = CommandRun.of("check", upload.toString(), "--as-of=" + Sample.AS_OF);
    assertThat(foreign.exitCode(), is(1));
    assertThat(withoutTime(foreign.out()), is(withoutTime(standard.out())));
  }

  private static String withoutTime(String screen) {
    return screen.replaceAll("[0-9.]+ (s|秒)", "");
  }

  @Test
  void an_upload_that_is_not_in_the_layout_is_rejected_or_unreadable_to_the_last_line()
      throws IOException {
    Path uploads = folder.resolve("mixed");
    ForeignUploads.STANDARD.write(nation.resolve("uploads"), uploads);
    Path out = folder.resolve("mixed-out");
    CommandRun run =
        CommandRun.ofJob(uploads, out, "--layout", layout(ForeignUploads.FIXED_WIDTH).toString());
    assertThat(run.exitCode(), is(3));
    JsonNode total =
        JsonFile.MAPPER.readTree(out.resolve("reconciliation.json").toFile()).get("total");
    assertThat(total.get("records").asInt(), is(0));
    assertThat(total.get("unreadable"), is(total.get("lines")));
    Path names = folder.resolve("names-out");
    run = CommandRun.ofJob(uploads, names, "--layout", layout(ForeignUploads.SEMICOLONS) + "");
    assertThat(run.exitCode(), is(3));
    assertThat(
        CsvTable.rows(names.resolve("rejected_files.csv")).size(),
        is(OutputTree.files(uploads).size()));
  }

  private static Path layout(ForeignUploads form) throws IOException {
    return Files.writeString(folder.resolve(form + ".yaml"), form.yaml());
  }

  private static Path run(ForeignUploads form, String runner) throws IOException {
    Path uploads = folder.resolve(form + "-" + runner);
    assertThat(form.write(nation.resolve("uploads"), uploads), greaterThan(3800));
    Path out = folder.resolve(form + "-" + runner + "-out");
    CommandRun run =
        CommandRun.ofJob(
            uploads,
            out,
            "--register",
            nation.resolve("register").toString(),
            "--runner",
            runner,
            "--layout",
            layout(form).toString());
    assertThat(run.err(), run.exitCode(), is(0));
    return out;
  }

  /**
   * The rows of every queue. Without the id of the group, which depends on the place of its first
   * record in the file.
   */
  private static Map<String, List<Map<String, String>>> queues(Path out) throws IOException {
    Map<String, List<Map<String, String>>> queues = new TreeMap<>();
    for (Path queue : OutputTree.files(out.resolve("corrections"))) {
      if (queue.endsWith("corrections.csv")) {
        List<Map<String, String>> rows = new ArrayList<>(CsvTable.rows(queue));
        rows.forEach(row -> row.remove("group_id"));
        queues.put(out.relativize(queue).toString(), rows);
      }
    }
    return queues;
  }
}
