package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.page.text.PageText;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steward's page after three months: every number of it is one of the run's own proof. */
class StewardPageTest {
  private static final PageText TEXT = new PageText(Language.ja);

  @TempDir static Path folder;

  private static Path results;
  private static String html;
  private static PageTables page;
  private static JsonNode manifest;
  private static JsonNode proof;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    results = ThreeMonths.make(folder);
    Path pages = folder.resolve("pages");
    assertThat(
        CommandRun.of("pages", results.toString(), "--out", pages.toString()).exitCode(), is(0));
    html = Files.readString(pages.resolve("steward.html"));
    page = new PageTables(html);
    manifest = JsonFile.read(results.resolve("run.json"));
    proof = JsonFile.read(results.resolve("reconciliation.json"));
  }

  private static String number(JsonNode number) {
    return String.format(Locale.ROOT, "%,d", number.asLong());
  }

  @Test
  void the_lines_of_all_files_are_those_of_the_reconciliation_and_agree() {
    JsonNode total = proof.path("total");
    long bytes = 0;
    for (JsonNode input : manifest.path("inputs")) {
      bytes += input.path("bytes").asLong();
    }
    assertThat(
        page.rows("proof", 0).stream().map(row -> row.get(1)).toList(),
        is(
            List.of(
                number(total.path("files")),
                String.format(Locale.ROOT, "%,d", bytes),
                number(total.path("lines")),
                number(total.path("header")),
                number(total.path("blank")),
                number(total.path("records")),
                number(total.path("unreadable")))));
    assertThat(html, containsString("✓ すべての数が一致しています"));
    assertThat(html, not(containsString("✗")));
  }

  @Test
  void states_are_all_of_them_and_add_up_to_the_records() {
    List<List<String>> rows = page.rows("proof", 1);

    JsonNode states = proof.path("total").path("states");
    assertThat(rows.size(), is(states.size()));
    assertThat(
        rows.stream().mapToLong(row -> PageTables.number(row.get(1))).sum(),
        is(proof.path("total").path("records").asLong()));
  }

  private static void assertRows(
      List<List<String>> rows, JsonNode byRule, Map<Integer, String> columns) {
    List<List<String>> expected = new ArrayList<>();
    byRule
        .fields()
        .forEachRemaining(
            rule -> {
              List<String> row = new ArrayList<>();
              row.add(TEXT.ruleName(rule.getKey()));
              columns.keySet().stream()
                  .sorted()
                  .forEach(column -> row.add(number(rule.getValue().path(columns.get(column)))));
              expected.add(row);
            });
    List<List<String>> shown = new ArrayList<>();
    for (List<String> row : rows.subList(0, rows.size() - 1)) {
      List<String> of = new ArrayList<>(List.of(row.get(0)));
      columns.keySet().stream().sorted().forEach(column -> of.add(row.get(column)));
      shown.add(of);
    }
    assertThat(shown, is(expected));
    List<String> sums = rows.get(rows.size() - 1);
    columns.forEach(
        (column, name) -> {
          long sum = 0;
          for (JsonNode rule : byRule) {
            sum += rule.path(name).asLong();
          }
          assertThat(name, PageTables.number(sums.get(column)), is(sum));
        });
  }

  @Test
  void the_three_counts_of_findings_and_the_lives_are_those_of_the_reconciliation() {
    assertThat(proof.path("findings").size(), is(greaterThan(20)));
    assertRows(
        page.rows("findings", 0),
        proof.path("findings"),
        Map.of(1, "detected", 2, "queued", 3, "cleared", 4, "counted"));
    assertRows(
        page.rows("lives", 0),
        proof.path("issues"),
        Map.of(
            1,
            "found",
            2,
            "new",
            3,
            "open",
            4,
            "reopened",
            5,
            "cleared",
            7,
            "notClosedBefore",
            8,
            "unobserved",
            9,
            "closed"));
  }

  @Test
  void every_file_is_listed_once_with_its_checksum_and_lines() {
    boolean hasNotPlain = !html.contains("注意の要るファイル（0）");
    List<List<String>> rows = new ArrayList<>(page.rows("files", 0));
    if (hasNotPlain) {
      rows.addAll(page.rows("files", 1));
    }
    List<List<String>> expected = new ArrayList<>();
    for (JsonNode lines : proof.path("files")) {
      for (JsonNode input : manifest.path("inputs")) {
        if (input.path("path").equals(lines.path("file"))) {
          expected.add(
              List.of(
                  input.path("path").asText(),
                  input.path("encoding").asText(),
                  input.path("crc32c").asText(),
                  number(input.path("bytes")),
                  number(lines.path("lines")),
                  number(lines.path("header")),
                  number(lines.path("blank")),
                  number(lines.path("records")),
                  number(lines.path("unreadable"))));
        }
      }
    }
    assertThat(
        rows.stream().sorted((a, b) -> a.get(0).compareTo(b.get(0))).toList(),
        is(expected.stream().sorted((a, b) -> a.get(0).compareTo(b.get(0))).toList()));
  }

  @Test
  void rejected_files_have_their_cause_and_the_way_out() throws IOException {
    for (Map<String, String> row : CsvTable.rows(results.resolve("rejected_files.csv"))) {
      assertThat(html, containsString(row.get("file")));
      assertThat(html, containsString(TEXT.of("reject." + row.get("cause")).replace("<", "&lt;")));
    }
  }

  @Test
  void it_can_be_signed_and_names_the_seal_of_the_run() {
    assertThat(html, containsString("<dt>場所</dt>"));
    assertThat(html, containsString("<dt>日付</dt>"));
    assertThat(html, containsString("<dt>氏名</dt>"));
    assertThat(html, containsString(manifest.path("sealSha256").asText()));
    assertThat(html, containsString(manifest.path("ruleSet").asText()));
  }

  @Test
  void a_name_that_is_html_is_text() {
    assertThat(html, not(containsString("<script>alert")));
    assertThat(html, not(containsString("<img")));
  }
}
