package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code totsugo publish} on two months of the sample. */
class PublishCommandTest {
  @TempDir static Path folder;
  private static Path first;
  private static Path second;
  private static Path tables;
  private static CommandRun publish;

  @BeforeAll
  static void publishOnce() throws IOException {
    Path uploads = Sample.uploads(folder);
    Path insurers =
        Files.writeString(
            folder.resolve("insurers.csv"),
            "insurer,name,name_en\r\n01139906,\"協会, <b>支部</b>\",Branch\r\n06139463,関東,Kanto\r\n");
    first = folder.resolve("2026-04");
    second = folder.resolve("2026-05");
    CommandRun.ofJob(uploads, first, "--insurers", insurers.toString());
    CommandRun.ofJob(
        uploads,
        second,
        "--as-of",
        "2026-05-01",
        "--previous",
        first.toString(),
        "--insurers",
        insurers.toString());
    tables = folder.resolve("tables");
    publish = run(second, tables, "--licence", "CC-BY-4.0", "--lang", "en");
  }

  private static CommandRun run(Path results, Path out, String... more) {
    List<String> command =
        new ArrayList<>(List.of("publish", results.toString(), "--out", out.toString()));
    command.addAll(List.of(more));
    return CommandRun.of(command.toArray(String[]::new));
  }

  private static List<Map<String, String>> rows(String table) throws IOException {
    return CsvTable.rows(tables.resolve(table + ".csv"));
  }

  @Test
  void the_command_says_what_is_hidden_and_that_nothing_can_be_computed() {
    assertThat(publish.err(), publish.exitCode(), is(0));
    assertThat(
        publish.out(),
        matchesPattern(
            "(?s)Months: 2\\. Figures in all tables: [0-9,]+\\.\\R"
                + "Not shown: [0-9,]+ small ones \\(1 to 9\\), and [0-9,]+ more without which none"
                + " of them can be computed \\([0-9,]+ of them sums\\)\\R"
                + "The audit of all that is published, now and before: .*1 to 9 remains"
                + " possible\\.\\RThe tables, index.html and dictionary.json: .*tables\\R"));
  }

  @Test
  void every_file_stands_in_the_data_package_with_its_size_and_sum() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    JsonNode json = JsonFile.read(tables.resolve("datapackage.json"));
    for (JsonNode resource : json.get("resources")) {
      listed.put(
          resource.get("path").asText(),
          resource.get("bytes") + " " + resource.get("hash").asText());
    }
    Map<String, String> files = new TreeMap<>();
    for (Path file : OutputTree.files(tables)) {
      if (!file.endsWith("datapackage.json")) {
        files.put(
            file.getFileName().toString(), Files.size(file) + " sha256:" + OutputTree.sha256(file));
      }
    }
    assertThat(listed, is(files));
    assertThat(json.at("/licenses/0/name").asText(), is("CC-BY-4.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nation", "types", "prefectures", "insurers", "months", "audit"})
  void the_columns_of_a_table_are_those_of_data_package_and_dictionary(String table)
      throws IOException {
    List<String> header =
        List.of(
            Files.readAllLines(tables.resolve(table + ".csv"))
                .get(0)
                .replace("\uFEFF", "")
                .split(","));
    List<String> inPackage = new ArrayList<>();
    for (JsonNode resource : JsonFile.read(tables.resolve("datapackage.json")).get("resources")) {
      if (resource.get("path").asText().equals(table + ".csv")) {
        resource.at("/schema/fields").forEach(field -> inPackage.add(field.get("name").asText()));
      }
    }
    assertThat(inPackage, is(header));
    assertThat(
        header,
        everyItem(is(in(names(JsonFile.read(tables.resolve("dictionary.json")).get("columns"))))));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nation", "types", "prefectures", "insurers"})
  void a_cell_of_numbers_holds_digits_or_nothing_and_its_symbol_stands_beside_it(String table)
      throws IOException {
    for (Map<String, String> row : rows(table)) {
      for (String column : List.of("cases", "records", "per_million")) {
        String cell = row.get(column);
        String symbol = row.get(column + "_symbol");
        assertThat(cell, matchesPattern("|[0-9]+(\\.[0-9]{3})?"));
        assertThat(symbol, is(in(List.of("", "-", "…", "x"))));
        if (!column.equals("per_million")) {
          assertThat(row.toString(), cell.isEmpty(), is(symbol.equals("x") || symbol.equals("…")));
        }
        if (symbol.isEmpty()) {
          assertThat(row.toString(), cell, is(not("")));
        }
      }
    }
  }

  @Test
  void no_small_figure_of_an_insurer_is_shown_in_any_table() throws IOException {
    for (String table : List.of("nation", "types", "prefectures", "insurers")) {
      for (Map<String, String> row : rows(table)) {
        for (String column : List.of("cases", "records")) {
          assertThat(row.toString(), row.get(column), not(matchesPattern("[1-9]")));
        }
      }
    }
  }

  /** Registered records and all records differ by those that cannot be registered. */
  @Test
  void nothing_is_shown_of_registered_records() throws IOException {
    assertThat(
        rows("insurers").get(0).keySet().toString(),
        is(
            "[as_of, insurer, insurer_name, insurer_type, prefecture, category, cases,"
                + " cases_symbol, records, records_symbol, per_million, per_million_symbol]"));
  }

  @Test
  void insurers_have_a_row_for_each_month_and_category_also_if_they_sent_nothing()
      throws IOException {
    Set<String> insurers =
        rows("insurers").stream().map(row -> row.get("insurer")).collect(Collectors.toSet());
    assertThat(rows("insurers").size(), is(insurers.size() * 2 * 5));
    assertThat(
        rows("insurers").stream()
            .filter(row -> row.get("insurer").equals("06139463"))
            .map(row -> row.get("insurer_name") + row.get("cases") + row.get("cases_symbol"))
            .distinct()
            .toList(),
        is(List.of("関東…")));
    assertThat(rows("types").size(), is(10 * 2 * 5));
    assertThat(rows("prefectures").size(), is(48 * 2 * 5));
    assertThat(rows("nation").size(), is(2 * 5));
  }

  @Test
  void the_sums_of_the_nation_are_those_of_the_run() throws IOException {
    JsonNode national = JsonFile.read(second.resolve("statistics/national.json"));
    assertThat(
        rows("nation").stream()
            .filter(row -> row.get("as_of").equals("2026-05-01"))
            .map(row -> row.get("records"))
            .distinct()
            .toList(),
        is(List.of(national.get("records").asText())));
  }

  @Test
  void cases_are_the_records_with_an_error_that_the_run_counts() throws IOException {
    Map<String, Path> runs = Map.of("2026-04-01", first, "2026-05-01", second);
    for (Map<String, String> row : rows("nation")) {
      JsonNode national =
          JsonFile.read(runs.get(row.get("as_of")).resolve("statistics/national.json"));
      long records = national.at("/categories/" + row.get("category") + "/records").asLong();
      assertThat(
          row.toString(),
          row.get("cases"),
          is(row.get("cases_symbol").equals("x") ? "" : String.valueOf(records)));
    }
  }

  @Test
  void publishing_the_next_month_leaves_the_rows_of_the_one_before_as_they_were()
      throws IOException {
    Path alone = folder.resolve("alone");
    run(first, alone);
    Path next = folder.resolve("next");
    CommandRun again = run(second, next, "--published", alone.toString());
    assertThat(again.err(), again.exitCode(), is(0));
    for (String table : List.of("nation", "types", "prefectures")) {
      assertThat(
          CsvTable.rows(next.resolve(table + ".csv")).stream()
              .filter(row -> row.get("as_of").equals("2026-04-01"))
              .toList(),
          is(CsvTable.rows(alone.resolve(table + ".csv"))));
    }
  }

  @Test
  void equal_results_give_equal_bytes() throws IOException {
    Path again = folder.resolve("again");
    run(second, again, "--licence", "CC-BY-4.0");
    assertThat(OutputTree.hashes(again), is(OutputTree.hashes(tables)));
  }

  @Test
  void rounded_tables_add_up_and_hold_multiples_only() throws IOException {
    Path rounded = folder.resolve("rounded");
    CommandRun run = run(second, rounded, "--round", "10", "--lang", "en");
    assertThat(run.err(), run.exitCode(), is(0));
    long insurers = 0;
    for (Map<String, String> row : CsvTable.rows(rounded.resolve("insurers.csv"))) {
      assertThat(row.get("cases"), matchesPattern("|[0-9]*0"));
      insurers += row.get("cases").isEmpty() ? 0 : Long.parseLong(row.get("cases"));
    }
    long nation = 0;
    for (Map<String, String> row : CsvTable.rows(rounded.resolve("nation.csv"))) {
      nation += Long.parseLong(row.get("cases"));
    }
    assertThat(insurers, is(nation));
  }

  @Test
  void the_page_is_one_file_that_fetches_nothing() throws IOException {
    for (String page : List.of("index.html", "index.en.html")) {
      String html = Files.readString(tables.resolve(page));
      assertThat(html, containsString("default-src 'none'"));
      assertThat(html, not(matchesPattern("(?s).*(src=|<script|https?://).*")));
      assertThat(html, containsString("CC-BY-4.0"));
    }
    PageLinks links = PageLinks.of(tables);
    assertThat(links.wrong(), is(empty()));
    assertThat(links.count(), is(greaterThan(0)));
  }

  @Test
  void a_month_that_was_published_from_another_run_is_refused() throws IOException {
    Path uploads = folder.resolve("other-uploads");
    Files.createDirectories(uploads);
    Upload.withHeader().record().in(uploads, "01139906_a.csv");
    Path other = folder.resolve("other");
    CommandRun.ofJob(uploads, other, "--as-of", "2026-05-01");
    Path out = folder.resolve("not-written");

    CommandRun run = run(other, out, "--published", tables.toString(), "--lang", "en");

    assertThat(run.exitCode(), is(4));
    assertThat(
        run.err(), containsString("the figures of 2026-05-01 were published as another run"));
    assertThat(Files.exists(out), is(false));
    assertThat(Files.exists(folder.resolve(".not-written.inprogress")), is(false));
  }

  @Test
  void a_folder_that_is_not_empty_is_refused() {
    CommandRun run = run(second, tables, "--lang", "en");
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("exists and is not empty"));
  }

  @Test
  void results_that_were_changed_are_refused() throws IOException {
    Path copy = copy(second, "changed");
    Path rates = copy.resolve("history/counts.parquet");
    byte[] bytes = Files.readAllBytes(rates);
    bytes[bytes.length / 2] ^= 1;
    Files.write(rates, bytes);

    CommandRun run = run(copy, folder.resolve("refused"), "--lang", "en");
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("history/counts.parquet is not what the run wrote"));
  }

  @Test
  void published_tables_that_were_changed_are_refused() throws IOException {
    Path copy = copy(tables, "changed-tables");
    Files.write(copy.resolve("types.parquet"), "other".getBytes(StandardCharsets.UTF_8));

    CommandRun run =
        run(second, folder.resolve("refused"), "--published", copy.toString(), "--lang", "en");
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("types.parquet is missing, or not as publish wrote it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--small 0", "--round 1", "--round -3", "--from 2030-01-01"})
  void options_that_make_no_sense_are_refused(String options) {
    CommandRun run = run(second, folder.resolve("refused"), options.split(" "));
    assertThat(run.err(), run.exitCode(), is(2));
    assertThat(Files.exists(folder.resolve("refused")), is(false));
  }

  private static Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    if (Files.exists(to)) {
      MoreFiles.deleteRecursively(to, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }
}
