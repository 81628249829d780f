package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import jp.totsugo.page.MinistryPage;
import jp.totsugo.page.text.PageText;
import jp.totsugo.rule.Category;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of all insurers after three months: what they show is what the tables have of them. */
class InsurerPagesTest {
  private static final PageText TEXT = new PageText(Language.ja);
  private static final List<String> LIVES =
      List.of(
          "new", "open", "reopened", "unobserved", "cleared", "closed_corrected", "closed_left");
  private static final List<String> CHANGED =
      List.of("closed_rule_changed", "closed_register_changed", "closed_untraceable");

  @TempDir static Path folder;

  private static Path results;
  private static Path pages;
  private static List<String> insurers;
  private static List<Map<String, String>> rates;

  @BeforeAll
  static void make() throws IOException, InterruptedException {
    results = ThreeMonths.make(folder);
    pages = folder.resolve("pages");
    assertThat(
        CommandRun.of("pages", results.toString(), "--out", pages.toString()).exitCode(), is(0));
    insurers =
        table("statistics/coverage.csv").stream().map(row -> row.get("insurer")).sorted().toList();
    rates =
        table("history/rates.csv").stream()
            .filter(row -> row.get("as_of").equals("2026-06-01"))
            .toList();
  }

  private static List<Map<String, String>> table(String path) throws IOException {
    return CsvTable.rows(results.resolve(path));
  }

  private static String html(String insurer) throws IOException {
    return Files.readString(pages.resolve("insurers").resolve(insurer + ".html"));
  }

  private static List<Map<String, String>> of(String insurer, List<Map<String, String>> table) {
    return table.stream().filter(row -> row.get("insurer").equals(insurer)).toList();
  }

  private static long sum(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.get(column))).sum();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Test
  void every_insurer_that_sent_or_was_to_send_has_a_page_in_both_languages() throws IOException {
    assertThat(insurers.size(), is(greaterThan(10)));
    for (String insurer : insurers) {
      assertThat(html(insurer), containsString("<html lang=\"ja\">"));
      assertThat(
          Files.readString(pages.resolve("insurers/" + insurer + ".en.html")),
          containsString("<html lang=\"en\">"));
    }
  }

  @Test
  void what_is_to_be_done_is_as_many_rows_as_the_queue_has_of_each_rule() throws IOException {
    long all = 0;
    for (String insurer : insurers) {
      Path queue = results.resolve("corrections/" + insurer + "/corrections.csv");
      List<Map<String, String>> rows = Files.exists(queue) ? CsvTable.rows(queue) : List.of();
      all += rows.size();
      String html = html(insurer);
      assertThat(html.contains("訂正一覧 " + number(rows.size()) + "件"), is(true));
      if (rows.isEmpty()) {
        continue;
      }
      for (List<String> row : new PageTables(html).rows("todo", 0)) {
        List<Map<String, String>> ofRule =
            rows.stream().filter(r -> TEXT.ruleName(r.get("rule")).equals(row.get(1))).toList();
        assertThat(row.get(2), is(number(ofRule.size())));
        assertThat(row.get(0), is(ofRule.get(0).get("priority")));
        for (int i = 0; i < 3; i++) {
          String status = List.of("NEW", "OPEN", "REOPENED").get(i);
          assertThat(
              row.get(3 + i),
              is(number(ofRule.stream().filter(r -> r.get("status").equals(status)).count())));
        }
      }
    }
    assertThat(all, is(greaterThan(100L)));
  }

  @Test
  void what_became_of_issues_since_the_last_run_is_the_sum_of_its_rates() throws IOException {
    for (String insurer : insurers) {
      List<List<String>> rows = new PageTables(html(insurer)).rows("since", 0);
      List<Map<String, String>> own = of(insurer, rates);
      List<String> expected = new ArrayList<>();
      LIVES.forEach(column -> expected.add(number(sum(own, column))));
      expected.add(number(CHANGED.stream().mapToLong(column -> sum(own, column)).sum()));
      assertThat(insurer, rows.stream().map(row -> row.get(1)).toList(), is(expected));
    }
  }

  @Test
  void categories_and_months_are_those_of_the_counts_of_every_run() throws IOException {
    List<Map<String, String>> counts = table("history/counts.csv");
    for (String insurer : insurers) {
      List<List<String>> months = new PageTables(html(insurer)).rows("trend", 0);
      assertThat(months.size(), is(3));
      for (int month = 0; month < 3; month++) {
        String day = List.of("2026-06-01", "2026-05-01", "2026-04-01").get(month);
        List<Map<String, String>> own =
            of(insurer, counts).stream().filter(row -> row.get("as_of").equals(day)).toList();
        List<String> row = months.get(month);
        if (own.isEmpty()) {
          assertThat(row.get(1), containsString("提出なし"));
          continue;
        }
        Map<String, String> expected = own.get(0);
        assertThat(row.get(1).startsWith("そろっている"), is(expected.get("complete").equals("true")));
        assertThat(row.get(2), is(number(Long.parseLong(expected.get("records")))));
        assertThat(row.get(3), is(number(Long.parseLong(expected.get("registered")))));
        for (int i = 0; i < MinistryPage.CATEGORIES.size(); i++) {
          String column = MinistryPage.CATEGORIES.get(i).name().toLowerCase(Locale.ROOT);
          assertThat(
              PageTables.number(row.get(4 + i)),
              is(
                  Long.parseLong(
                      expected.get(column.equals("unregistrable") ? "unregistrable" : column))));
        }
      }
      if (!months.get(0).get(2).equals("—") && !months.get(0).get(2).equals("0")) {
        List<List<String>> categories = new PageTables(html(insurer)).rows("categories", 0);
        for (int i = 0; i < MinistryPage.CATEGORIES.size(); i++) {
          assertThat(
              PageTables.number(categories.get(i).get(1)),
              is(PageTables.number(months.get(0).get(4 + i))));
        }
      }
    }
  }

  @Test
  void rules_have_the_findings_of_the_table_and_none_is_left_out() throws IOException {
    List<Map<String, String>> table = table("statistics/rules.csv");
    for (String insurer : insurers) {
      List<Map<String, String>> own =
          of(insurer, table).stream().filter(row -> !row.get("findings").equals("0")).toList();
      String html = html(insurer);
      long shown = 0;
      if (html.contains("id=\"rules-h\"") && !html.contains("どの規則も、何も見つけませんでした")) {
        for (List<String> row : new PageTables(html).rows("rules", 0)) {
          String name = row.get(0).substring(0, row.get(0).indexOf('|'));
          List<Map<String, String>> ofRule =
              own.stream().filter(r -> TEXT.ruleName(r.get("rule")).equals(name)).toList();
          assertThat(row.get(3), is(number(sum(ofRule, "findings"))));
          assertThat(row.get(4), is(number(sum(ofRule, "records"))));
          shown += PageTables.number(row.get(3));
        }
      }
      assertThat(insurer, shown, is(sum(own, "findings")));
    }
  }

  @Test
  void ages_and_confirmed_answers_are_those_of_the_table_of_ages() throws IOException {
    List<Map<String, String>> table = table("statistics/ageing.csv");
    for (String insurer : insurers) {
      List<Map<String, String>> own = of(insurer, table);
      if (own.isEmpty()) {
        continue;
      }
      PageTables page = new PageTables(html(insurer));
      for (int i = 0; i < MinistryPage.CATEGORIES.size(); i++) {
        Category category = MinistryPage.CATEGORIES.get(i);
        Map<String, String> row =
            own.stream()
                .filter(r -> r.get("category").equals(category.name()))
                .findFirst()
                .orElseThrow();
        List<String> expected = new ArrayList<>();
        List.of("open_30", "open_90", "open_180", "open_365", "open_older", "open", "corrected")
            .forEach(column -> expected.add(number(Long.parseLong(row.get(column)))));
        assertThat(page.rows("ages", 0).get(i).subList(1, 8), is(expected));
        assertThat(
            page.rows("answers", 0).get(i).subList(1, 3),
            is(
                List.of(
                    number(Long.parseLong(row.get("answered_corrected"))),
                    number(Long.parseLong(row.get("confirmed_corrected"))))));
      }
    }
  }

  @Test
  void a_page_names_no_other_insurer_and_no_person() throws IOException {
    List<Map<String, String>> coverage = table("statistics/coverage.csv");
    for (String insurer : insurers) {
      String html = html(insurer);
      List<String> others = new ArrayList<>();
      for (Map<String, String> other : coverage) {
        if (!other.get("insurer").equals(insurer)
            && (html.contains(other.get("insurer")) || html.contains(escaped(other.get("name"))))) {
          others.add(other.get("insurer"));
        }
      }
      // A name may be part of another one's: of those the numbers must be missing.
      others.removeIf(number -> !html.contains(number));
      assertThat(insurer, others, is(empty()));
      Path queue = results.resolve("corrections/" + insurer + "/corrections.csv");
      if (Files.exists(queue)) {
        TreeSet<String> persons = new TreeSet<>();
        CsvTable.rows(queue).forEach(row -> persons.add(row.get("person_id")));
        persons.removeIf(id -> id.length() < 8 || !html.contains(id));
        assertThat(insurer, persons, is(empty()));
      }
    }
  }

  private static String escaped(String name) {
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Test
  void a_name_that_is_html_is_text() throws IOException {
    String html = html(insurers.get(0));
    assertThat(html.contains("&lt;script&gt;alert(1)"), is(true));
    assertThat(html, not(containsString("<script>alert")));
    assertThat(html, not(containsString("<img")));
  }
}
