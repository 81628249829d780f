package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import jp.totsugo.SpecTables;
import jp.totsugo.nation.Format;
import jp.totsugo.nation.Nation;
import jp.totsugo.nation.Order;
import jp.totsugo.nation.Settings;
import jp.totsugo.record.MyNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of the run before, given with {@code --earlier}. */
class EarlierOptionTest {
  private static final String OTHER_NUMBER = "610987654328";

  @TempDir Path folder;

  @Test
  void every_engine_finds_the_same_bytes_whatever_the_form_of_the_uploads_before()
      throws Exception {
    Path csv = months(Format.csv);
    Path before = csv.resolve("2026-04-01/uploads");
    SortedMap<String, String> inProcess = outputs(csv, before, "inProcess");
    assertThat(inProcess.toString(), containsString("MY_NUMBER_CHANGED_HANDS"));
    assertThat(outputs(csv, before, "direct", "--", "--sliceBytes=20000"), is(inProcess));
    assertThat(outputs(csv, before, "flink", "--", "--sliceBytes=50000"), is(inProcess));
    for (Path file : OutputTree.files(before)) {
      Packed.gzip(file);
    }
    assertThat(queues(outputs(csv, before, "inProcess")), is(queues(inProcess)));
    Path parquet = months(Format.parquet).resolve("2026-04-01/uploads");
    assertThat(queues(outputs(csv, parquet, "flink")), is(queues(inProcess)));
  }

  private Path months(Format format) throws Exception {
    Path all = folder.resolve(format.name());
    Settings settings = Settings.standard().withErrors(100);
    Nation nation =
        new Nation(new Order(4_000, 1, LocalDate.of(2026, 4, 1), 2, 0, format, settings));
    nation.write(all, 2, made -> {});
    return all;
  }

  private SortedMap<String, String> outputs(Path months, Path before, String runner, String... more)
      throws Exception {
    Path out = Files.createTempDirectory(folder, "out").resolve("run");
    List<String> arguments =
        new ArrayList<>(
            List.of("--as-of", "2026-05-01", "--earlier", before.toString(), "--runner", runner));
    arguments.addAll(List.of(more));
    CommandRun run =
        CommandRun.ofJobInEnglish(
            months.resolve("2026-05-01/uploads"), out, arguments.toArray(String[]::new));
    assertThat(run.err(), run.exitCode(), is(0));
    SortedMap<String, String> texts = OutputTree.texts(out);
    texts.remove("run.json");
    return texts;
  }

  private static Map<String, String> queues(SortedMap<String, String> outputs) {
    return outputs.subMap("corrections", "corrections0");
  }

  @Test
  void what_the_run_before_found_says_what_was_an_error() throws Exception {
    // The number of before was shared, which that run was told not to look for.
    upload("before", record("P-1", OTHER_NUMBER), record("Q-1", OTHER_NUMBER, "Sex=2"));
    upload("now", record("P-1", "621498320257"));
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "rules:\n  MY_NUMBER_SHARED_WITHIN_INSURER: {on: false}\n");
    results("silent", "before", "2026-03-01", "--rules", rules.toString());
    results("telling", "before", "2026-03-01");

    assertThat(changed(results("alone", "now", "2026-04-01", earlier())), is(empty()));
    assertThat(changed(after("telling")), is(empty()));
    // Without any finding there is no history; another one makes it tell.
    upload("before", record("P-1", OTHER_NUMBER), record("Q-1", OTHER_NUMBER, "Sex=2 & Name="));
    results("of-others", "before", "2026-03-01", "--rules", rules.toString());
    assertThat(changed(after("of-others")), is(List.of("P-1")));
  }

  private Path after(String previous) throws IOException {
    return results(
        "after-" + previous,
        "now",
        "2026-04-01",
        earlier()[0],
        earlier()[1],
        "--previous",
        folder.resolve(previous).toString());
  }

  @Test
  void an_issue_that_is_no_longer_found_ends_since_the_uploads_before_are_others()
      throws Exception {
    upload("before", record("P-1", OTHER_NUMBER));
    upload("now", record("P-1", "621498320257"));
    Path first = results("first", "now", "2026-04-01", earlier());
    assertThat(changed(first), is(List.of("P-1")));
    upload("before", record("P-1", "621498320257"));
    CommandRun run =
        run(
            "now",
            folder.resolve("second"),
            "2026-05-01",
            earlier()[0],
            earlier()[1],
            "--previous",
            first.toString());
    assertThat(run.exitCode(), is(0));
    assertThat(
        OutputTree.texts(folder.resolve("second")).get("history/issues.parquet.txt"),
        containsString("\"closed_because\": \"REGISTER_CHANGED\""));
  }

  @Test
  void the_run_accounts_for_the_uploads_before() throws Exception {
    upload("before", record("P-1", OTHER_NUMBER), record("Q-1", "", "MyNumberAbsenceReason=2"));
    upload("now", record("P-1", "621498320257"));
    Files.writeString(folder.resolve("before/06132013-x.csv"), "no,columns\r\n1,2\r\n");
    Path out = folder.resolve("out");
    CommandRun run = run("now", out, "2026-04-01", earlier());
    assertThat(run.exitCode(), is(3));
    assertThat(run.err(), containsString("--earlier: 06132013-x.csv"));
    JsonNode manifest = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertThat(manifest.at("/earlier/0/path").asText(), is("06132013-a.csv"));
    assertThat(manifest.at("/earlier/0/records").asInt(), is(2));
    assertThat(manifest.at("/rejectedEarlier/0/path").asText(), is("06132013-x.csv"));
    assertThat(manifest.at("/rejected").size(), is(0));
    JsonNode counts = new ObjectMapper().readTree(out.resolve("reconciliation.json").toFile());
    assertThat(counts.at("/earlier/files/0/lines").asInt(), is(3));
    assertThat(counts.at("/earlier/persons").asInt(), is(1));
    assertThat(counts.at("/earlier/changed").asInt(), is(1));
    assertThat(Files.readString(out.resolve("rejected_files.csv")), not(containsString("-x")));
  }

  @Test
  void unreadable_lines_of_the_uploads_before_are_said() throws Exception {
    upload("before", record("P-1", OTHER_NUMBER), "a,line,too,short\r\n");
    upload("now", record("P-1", "621498320257"));
    CommandRun run = run("now", folder.resolve("out"), "2026-04-01", earlier());
    assertThat(run.exitCode(), is(3));
    assertThat(
        run.err(),
        allOf(
            containsString("1 line of the uploads before is unreadable"),
            containsString("--earlier: 06132013-a.csv")));
  }

  @Test
  void uploads_before_that_cannot_be_are_refused() throws Exception {
    upload("now", record("P-1", "621498320257"));
    Path before = Files.createDirectories(folder.resolve("before"));
    assertRefused("--earlier: ", "--earlier", folder.resolve("nowhere").toString());
    assertRefused("before: no upload there", earlier());
    assertRefused("is an upload of this run itself", "--earlier", folder.resolve("now").toString());
    Files.writeString(before.resolve("06132013-x.csv"), "no,columns\r\n1,2\r\n");
    assertRefused("--earlier: no file of", earlier());
  }

  private void assertRefused(String message, String... more) {
    CommandRun run = run("now", folder.resolve("out"), "2026-04-01", more);
    assertThat(run.err(), run.err(), containsString(message));
    assertThat(run.exitCode(), is(2));
    assertThat(Files.exists(folder.resolve("out")), is(false));
  }

  @Test
  void uploads_before_of_other_people_are_said_to_be_so() throws Exception {
    upload("now", record("P-1", "621498320257"));
    upload("before", record("Z-1", OTHER_NUMBER));
    assertThat(
        run("now", folder.resolve("1"), "2026-04-01", earlier()).err(),
        containsString("is among the uploads of this run"));
    upload("before");
    assertThat(
        run("now", folder.resolve("2"), "2026-04-01", earlier()).err(),
        containsString("it holds no record"));
    upload("before", record("P-1", "621498320257"));
    assertThat(
        run("now", folder.resolve("3"), "2026-04-01", earlier()).err(),
        containsString("these are the very uploads of this run"));
  }

  @Test
  void uploads_before_that_are_not_those_of_the_results_before_are_said_to_be_so()
      throws Exception {
    upload("now", record("P-1", "621498320257"));
    upload("before", record("P-1", OTHER_NUMBER));
    upload("long-ago", record("P-1", "621498320257", "Sex=2"));
    results("results", "before", "2026-03-01");
    CommandRun run =
        run(
            "now",
            folder.resolve("out"),
            "2026-04-01",
            "--previous",
            folder.resolve("results").toString(),
            "--earlier",
            folder.resolve("long-ago").toString());
    assertThat(run.exitCode(), is(0));
    assertThat(run.err(), containsString("(as of 2026-03-01)"));
  }

  @Test
  void ids_that_were_given_anew_are_refused() throws Exception {
    upload("now", people(i -> i));
    upload("before", people(i -> i + 1));
    CommandRun run = run("now", folder.resolve("out"), "2026-04-01", earlier());
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("person ids were given anew"));
  }

  private static String[] people(IntUnaryOperator number) {
    String[] records = new String[1_000];
    for (int i = 0; i < records.length; i++) {
      String front = String.format(Locale.ROOT, "%011d", 20_000 + number.applyAsInt(i));
      String right =
          IntStream.range(0, 10)
              .mapToObj(check -> front + check)
              .filter(text -> MyNumber.hasRightCheckDigit(text.toCharArray(), 0))
              .findFirst()
              .orElseThrow();
      records[i] = record("P-" + i, right);
    }
    return records;
  }

  @Test
  void one_upload_is_checked_against_the_one_before() throws Exception {
    upload("before", record("P-1", OTHER_NUMBER));
    upload("now", record("P-1", "621498320257"));
    CommandRun run =
        CommandRun.inEnglish(
            "check",
            folder.resolve("now/06132013-a.csv").toString(),
            "--as-of",
            "2026-04-01",
            "--earlier",
            folder.resolve("before/06132013-a.csv").toString());
    assertThat(run.out(), containsString("MY_NUMBER_CHANGED"));
  }

  private String[] earlier() {
    return new String[] {"--earlier", folder.resolve("before").toString()};
  }

  private static String record(String personId, String number, String... more) {
    Map<String, String> record = SpecTables.baseRecord();
    record.put("PersonId", personId);
    record.put("MyNumber", number);
    for (String values : more) {
      SpecTables.apply(values, record);
    }
    return SpecTables.line(record.values());
  }

  private void upload(String name, String... records) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve(name)).resolve("06132013-a.csv"),
        SpecTables.line(SpecTables.baseRecord().keySet()) + String.join("", records),
        UTF_8);
  }

  private CommandRun run(String uploads, Path out, String asOf, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--as-of", asOf));
    arguments.addAll(List.of(more));
    return CommandRun.ofJobInEnglish(
        folder.resolve(uploads), out, arguments.toArray(String[]::new));
  }

  private Path results(String name, String uploads, String asOf, String... more) {
    Path out = folder.resolve(name);
    CommandRun run = run(uploads, out, asOf, more);
    assertThat(run.err(), run.exitCode(), is(0));
    return out;
  }

  private static List<String> changed(Path results) throws IOException {
    Path queue = results.resolve("corrections/06132013/corrections.csv");
    return Files.exists(queue)
        ? CsvTable.rows(queue).stream()
            .filter(row -> row.get("rule").equals("MY_NUMBER_CHANGED"))
            .map(row -> row.get("person_id"))
            .toList()
        : List.of();
  }
}
