package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.totsugo.page.MinistryPage;
import jp.totsugo.rule.Category;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of three months: every number of them adds up with the tables of the results. */
class PagesCommandTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:href|src|action|data|url)\\s*=\\s*\"([^\"]*)\"");

  @TempDir static Path folder;

  private static Path results;
  private static Path pages;
  private static PageTables index;
  private static JsonNode national;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    results = ThreeMonths.make(folder);
    pages = folder.resolve("pages");
    CommandRun run = CommandRun.of("pages", results.toString(), "--out", pages.toString());
    assertThat(run.err(), is(""));
    assertThat(run.out(), endsWith(pages.resolve("index.html") + "\n"));
    assertThat(run.exitCode(), is(0));
    index = new PageTables(read("index.html"));
    national = JsonFile.read(results.resolve("statistics/national.json"));
  }

  private static String read(String page) throws IOException {
    return Files.readString(pages.resolve(page));
  }

  private static List<String> texts(List<List<String>> rows, int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  private static long sum(List<List<String>> rows, int column) {
    return texts(rows, column).stream().mapToLong(PageTables::number).sum();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Says what is missing, and not the whole page. */
  private static void assertHas(String html, String text) {
    assertThat(text, html.contains(text), is(true));
  }

  private static void assertLacks(String html, String text) {
    assertThat(text, html.contains(text), is(false));
  }

  private static long records(Category category) {
    return national.path("categories").path(category.name()).path("records").asLong();
  }

  // --- The numbers

  @Test
  void the_table_of_the_notice_has_the_counts_of_the_nation() {
    List<List<String>> rows = index.rows("now", 0);

    assertThat(rows.get(0).get(0), startsWith("保険者が登録した個人番号に誤りがある"));
    assertThat(rows.get(0).get(1), endsWith(number(records(Category.WRONG_MY_NUMBER)) + "件"));
    assertThat(rows.get(1).get(0), startsWith("被保険者証の情報が登録されていない"));
    assertThat(rows.get(1).get(1), endsWith(number(records(Category.MISSING_CARD)) + "件"));
    assertThat(rows.get(2).get(0), containsString("「●」が含まれる"));
    long circles =
        national.path("categories").path("MALFORMED_NUMBER").path("blackCircleRecords").asLong();
    assertThat(rows.get(2).get(1), endsWith(number(circles) + "件"));
    assertThat(
        rows.get(2).get(0), containsString(" " + number(records(Category.MALFORMED_NUMBER)) + "件"));
    assertThat(rows.get(3).get(0), containsString("マイナンバーを登録できないもの"));
    assertThat(rows.get(3).get(1), endsWith(number(records(Category.UNREGISTRABLE)) + "件"));
    assertThat(rows.size(), is(4));
  }

  @Test
  void every_run_so_far_has_its_line_with_the_counts_of_its_own_results() throws IOException {
    List<List<String>> rows = index.rows("runs-h", 0);

    assertThat(rows.size(), is(3));
    for (int month = 1; month <= 3; month++) {
      Path of = folder.resolve("results-" + month);
      JsonNode nation = JsonFile.read(of.resolve("statistics/national.json"));
      JsonNode categories = nation.path("categories");
      List<String> row = rows.get(3 - month);
      List<Long> counts = new ArrayList<>();
      for (int column : List.of(2, 3, 4, 5, 6)) {
        counts.add(PageTables.number(row.get(column)));
      }
      assertThat(
          counts,
          is(
              List.of(
                  nation.path("registered").asLong(),
                  categories.path("WRONG_MY_NUMBER").path("records").asLong(),
                  categories.path("MISSING_CARD").path("records").asLong(),
                  categories.path("MALFORMED_NUMBER").path("blackCircleRecords").asLong(),
                  categories.path("MALFORMED_NUMBER").path("records").asLong())));
      assertThat(
          PageTables.number(row.get(7)) + PageTables.number(row.get(8)),
          is(categories.path("UNREGISTRABLE").path("records").asLong()));
    }
  }

  @Test
  void prefectures_and_types_are_those_of_the_tables_and_add_up_to_the_nation() throws IOException {
    for (Map.Entry<String, String> section :
        Map.of("prefectures", "byPrefecture", "types", "byType").entrySet()) {
      List<List<String>> rows = index.rows(section.getKey(), 0);
      JsonNode groups = national.path(section.getValue());
      assertThat(rows.size(), is(groups.size()));
      assertThat(sum(rows, 2), is(national.path("registered").asLong()));
      assertThat(sum(rows, 3), is(national.path("records").asLong()));
      for (int i = 0; i < MinistryPage.CATEGORIES.size(); i++) {
        Category category = MinistryPage.CATEGORIES.get(i);
        int column = 4 + i;
        long ofPage =
            texts(rows, column).stream()
                .mapToLong(cell -> PageTables.number(cell.substring(cell.indexOf('|') + 1)))
                .sum();
        assertThat(section + " " + category, ofPage, is(records(category)));
        List<Long> ofTables = new ArrayList<>();
        groups.forEach(group -> ofTables.add(group.path(category.name()).path("records").asLong()));
        assertThat(
            texts(rows, column).stream()
                .map(cell -> PageTables.number(cell.substring(cell.indexOf('|') + 1)))
                .sorted()
                .toList(),
            is(ofTables.stream().sorted().toList()));
      }
    }
  }

  @Test
  void insurers_are_those_of_the_table_and_add_up_to_the_nation() throws IOException {
    List<List<String>> rows = index.rows("insurers", 0);

    List<Map<String, String>> table = CsvTable.rows(results.resolve("statistics/insurers.csv"));
    assertThat(texts(rows, 0), is(table.stream().map(row -> row.get("insurer")).toList()));
    assertThat(
        texts(rows, 4).stream().map(PageTables::number).toList(),
        is(table.stream().map(row -> Long.parseLong(row.get("registered"))).toList()));
    for (int i = 0; i < MinistryPage.CATEGORIES.size(); i++) {
      assertThat(sum(rows, 5 + 2 * i), is(records(MinistryPage.CATEGORIES.get(i))));
    }
  }

  @Test
  void the_change_is_counted_over_insurers_that_are_complete_in_both_runs() throws IOException {
    List<List<String>> rows = index.rows("change", 0);

    Map<String, List<Map<String, String>>> byInsurer = new TreeMap<>();
    for (Map<String, String> row : CsvTable.rows(results.resolve("history/counts.csv"))) {
      boolean isOfLastTwo = row.get("as_of").compareTo("2026-05-01") >= 0;
      boolean isInsurer = row.get("insurer").matches("[0-9]{8}");
      if (isOfLastTwo && isInsurer && row.get("complete").equals("true")) {
        byInsurer.computeIfAbsent(row.get("insurer"), n -> new ArrayList<>()).add(row);
      }
    }
    byInsurer.values().removeIf(both -> both.size() < 2);
    ToLongFunction<Integer> wrong =
        run ->
            byInsurer.values().stream()
                .mapToLong(both -> Long.parseLong(both.get(run).get("wrong_my_number")))
                .sum();
    assertThat(rows.get(0).get(1), containsString("|" + number(wrong.applyAsLong(0)) + " ÷"));
    assertThat(rows.get(0).get(2), containsString("|" + number(wrong.applyAsLong(1)) + " ÷"));
    assertHas(read("index.html"), "両方で提出が完全だった" + byInsurer.size() + "保険者");
  }

  @Test
  void the_backlog_is_that_of_the_table_of_ages() throws IOException {
    List<List<String>> rows = index.rows("backlog", 0);

    Map<String, Map<String, String>> table = new TreeMap<>();
    for (Map<String, String> row : CsvTable.rows(results.resolve("statistics/ageing.csv"))) {
      if (row.get("insurer").equals("nation")) {
        table.put(row.get("category"), row);
      }
    }
    List<String> columns =
        List.of("open_30", "open_90", "open_180", "open_365", "open_older", "open", "corrected");
    for (int i = 0; i < MinistryPage.CATEGORIES.size(); i++) {
      Map<String, String> expected = table.get(MinistryPage.CATEGORIES.get(i).name());
      for (int column = 0; column < columns.size(); column++) {
        assertThat(
            rows.get(i).get(1 + column),
            is(number(Long.parseLong(expected.get(columns.get(column))))));
      }
    }
  }

  @Test
  void what_became_of_issues_is_the_sum_of_the_rates() throws IOException {
    List<List<String>> rows = index.rows("lives-h", 0);

    List<String> columns =
        List.of(
            "new", "open", "reopened", "unobserved", "cleared", "closed_corrected", "closed_left");
    List<Map<String, String>> rates = CsvTable.rows(results.resolve("history/rates.csv"));
    List<String> days = List.of("2026-06-01", "2026-05-01", "2026-04-01");
    for (int run = 0; run < 3; run++) {
      for (int column = 0; column < columns.size(); column++) {
        long expected = 0;
        for (Map<String, String> rate : rates) {
          if (rate.get("insurer").equals("nation") && rate.get("as_of").equals(days.get(run))) {
            expected += Long.parseLong(rate.get(columns.get(column)));
          }
        }
        assertThat(rows.get(run).get(1 + column), is(number(expected)));
      }
    }
  }

  @Test
  void the_register_and_the_signals_are_those_of_the_tables() throws IOException {
    List<Long> steps = new ArrayList<>();
    national.path("register").forEach(step -> steps.add(step.asLong()));
    assertThat(
        texts(index.rows("register", 0), 1).stream().map(PageTables::number).toList(), is(steps));

    List<Map<String, String>> signals = CsvTable.rows(results.resolve("statistics/signals.csv"));
    if (!signals.isEmpty()) {
      assertThat(
          texts(index.rows("signals", 0), 4).stream().map(PageTables::number).toList(),
          is(signals.stream().map(row -> Long.parseLong(row.get("count"))).toList()));
    }
  }

  @Test
  void coverage_lists_the_insurers_with_a_note() throws IOException {
    List<String> noted =
        CsvTable.rows(results.resolve("statistics/coverage.csv")).stream()
            .filter(row -> !row.get("note").isEmpty())
            .map(row -> row.get("insurer"))
            .toList();
    assertThat(texts(index.rows("coverage", 1), 0), is(noted));
  }

  @Test
  void both_languages_have_the_same_numbers() throws IOException {
    PageTables english = new PageTables(read("index.en.html"));

    for (String section : List.of("runs-h", "backlog", "lives-h", "register")) {
      List<List<String>> ja = index.rows(section, 0);
      List<List<String>> en = english.rows(section, 0);
      assertThat(en.size(), is(ja.size()));
      for (int i = 0; i < ja.size(); i++) {
        assertThat(
            en.get(i).subList(1, en.get(i).size()).toString().replace('–', '—'),
            is(ja.get(i).subList(1, ja.get(i).size()).toString()));
      }
    }
  }

  // --- What they are made of

  @Test
  void a_page_names_no_address_but_other_pages_and_places_in_itself() throws IOException {
    List<String> elsewhere = new ArrayList<>();
    try (Stream<Path> all = Files.walk(pages)) {
      for (Path page : all.filter(p -> p.toString().endsWith(".html")).toList()) {
        Matcher address = ADDRESS.matcher(Files.readString(page));
        while (address.find()) {
          if (!address.group(1).matches("#[a-z-]+|(\\.\\./)?[A-Za-z0-9./-]+\\.html(#[a-z-]+)?")) {
            elsewhere.add(page.getFileName() + " " + address.group(1));
          }
        }
      }
    }
    assertThat(elsewhere, is(empty()));
  }

  @Test
  void every_link_leads_to_a_page_and_a_place_that_are_there() throws IOException {
    PageLinks links = PageLinks.of(pages);

    assertThat(links.wrong(), is(empty()));
    assertThat(links.count(), is(greaterThan(500)));
  }

  @Test
  void a_name_that_is_html_is_shown_as_text() throws IOException {
    for (String page : List.of("index.html", "index.en.html")) {
      String html = read(page);
      assertLacks(html, "<script>alert");
      assertLacks(html, "<img");
      assertHas(html, "&lt;script&gt;alert(1)");
    }
    assertThat(texts(index.rows("insurers", 0), 1).contains(ThreeMonths.NAME), is(true));
  }

  @Test
  void a_page_has_its_language_and_a_policy_that_lets_nothing_in() throws IOException {
    for (String page : List.of("index.html", "index.en.html")) {
      String html = read(page);
      assertHas(html, "<html lang=\"" + (page.contains(".en.") ? "en" : "ja") + "\">");
      assertHas(
          html, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
      assertLacks(html, "unsafe-inline");
      assertLacks(html, " style=\"");
      assertLacks(html, " onclick=");
    }
  }

  @Test
  void the_same_results_make_the_same_pages() throws IOException {
    Path again = folder.resolve("again");
    CommandRun.of("pages", results.toString(), "--out", again.toString());

    assertThat(OutputTree.hashes(again), is(OutputTree.hashes(pages)));
  }

  // --- What is refused

  @Test
  void a_folder_that_holds_no_results_is_refused_and_nothing_is_written() throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));
    Path out = folder.resolve("never");

    CommandRun run =
        CommandRun.of("pages", none.toString(), "--out", out.toString(), "--lang", "en");

    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString(none.toString()));
    assertThat(Files.exists(out), is(false));
    assertThat(Files.exists(folder.resolve(".never.inprogress")), is(false));
  }

  @Test
  void a_table_that_was_changed_is_refused_by_its_name() throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> all = Files.walk(results)) {
      for (Path file : all.toList()) {
        Files.copy(file, copy.resolve(results.relativize(file).toString()));
      }
    }
    Files.writeString(copy.resolve("statistics/national.json"), "{}\n", StandardCharsets.UTF_8);

    CommandRun run =
        CommandRun.of("pages", copy.toString(), "--out", folder.resolve("never").toString());

    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("statistics/national.json"));
  }

  @Test
  void an_out_folder_with_files_in_it_is_refused() {
    CommandRun run = CommandRun.of("pages", results.toString(), "--out", pages.toString());

    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("--out"));
  }

  // --- run --pages

  @Test
  void run_puts_the_pages_into_its_results() throws IOException {
    Path upload = Files.createDirectories(folder.resolve("one")).resolve("06132013_one.csv");
    Files.copy(Path.of("../testdata/src/main/resources/spec/base-record.csv"), upload);
    Path out = folder.resolve("with-pages");

    CommandRun run = CommandRun.ofJob(upload, out, "--pages", "--lang", "en");

    assertThat(run.exitCode(), is(0));
    assertThat(run.out(), containsString(out.resolve("pages/index.en.html").toString()));
    assertThat(
        new PageTables(Files.readString(out.resolve("pages/index.html")))
            .rows("insurers", 0)
            .size(),
        is(1));
    // They are made of the results, and are none of them.
    assertThat(Files.readString(out.resolve("run.json")), not(containsString("pages/")));
  }
}
