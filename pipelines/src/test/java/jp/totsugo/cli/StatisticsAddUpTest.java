package jp.totsugo.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a run count the same things, so they add up to each other. */
class StatisticsAddUpTest {
  @TempDir static Path folder;
  private static List<Map<String, String>> insurers;
  private static List<Map<String, String>> rules;
  private static List<Map<String, String>> causes;
  private static List<Map<String, String>> types;
  private static List<Map<String, String>> prefectures;
  private static List<Map<String, String>> counts;
  private static JsonNode national;

  @BeforeAll
  static void run() throws IOException {
    Path out = folder.resolve("out");
    CommandRun.ofJob(Sample.uploads(folder), out);
    Path statistics = out.resolve("statistics");
    insurers = CsvTable.rows(statistics.resolve("insurers.csv"));
    rules = CsvTable.rows(statistics.resolve("rules.csv"));
    causes = CsvTable.rows(statistics.resolve("causes.csv"));
    types = CsvTable.rows(statistics.resolve("by_type.csv"));
    prefectures = CsvTable.rows(statistics.resolve("by_prefecture.csv"));
    counts = CsvTable.rows(out.resolve("history/counts.csv"));
    national = JsonFile.read(statistics.resolve("national.json"));
  }

  @Test
  void every_type_and_prefecture_has_a_row_for_each_category_also_with_zero() {
    assertThat(
        keys(types, "insurer_type"),
        is(product(Stream.of(InsurerType.values()).map(InsurerType::name))));
    assertThat(
        keys(prefectures, "prefecture"),
        is(
            product(
                Stream.concat(
                    IntStream.rangeClosed(1, 47).mapToObj("%02d"::formatted),
                    Stream.of("unknown")))));
  }

  private static List<String> keys(List<Map<String, String>> rows, String key) {
    return rows.stream().map(row -> row.get(key) + " " + row.get("category")).toList();
  }

  private static List<String> product(Stream<String> keys) {
    return keys.flatMap(key -> Stream.of(Category.values()).map(c -> key + " " + c)).toList();
  }

  @Test
  void insurers_add_up_to_their_types_and_prefectures() {
    for (String column : List.of("records", "registered")) {
      String inParts = column.equals("records") ? "all_records" : column;
      assertThat(
          sums(types, row -> row.get("insurer_type"), inParts, Category.UNREGISTRABLE.name()),
          is(sums(insurers, row -> row.get("insurer_type"), column)));
      assertThat(
          sums(
              prefectures, StatisticsAddUpTest::prefecture, inParts, Category.UNREGISTRABLE.name()),
          is(sums(insurers, StatisticsAddUpTest::prefecture, column)));
    }
    assertThat(sum(types, "insurers"), is(national.get("insurers").asLong() * Category.COUNT));
    assertThat(
        sum(prefectures, "insurers"), is(national.get("insurers").asLong() * Category.COUNT));
  }

  @Test
  void findings_of_the_rules_add_up_to_types_and_prefectures() {
    Map<String, Map<String, String>> byNumber = new TreeMap<>();
    insurers.forEach(row -> byNumber.put(row.get("insurer"), row));
    assertThat(
        sums(types, row -> row.get("insurer_type") + row.get("category"), "findings"),
        is(
            sums(
                rules,
                row -> byNumber.get(row.get("insurer")).get("insurer_type") + row.get("category"),
                "findings")));
    assertThat(
        sums(prefectures, row -> prefecture(row) + row.get("category"), "findings"),
        is(
            sums(
                rules,
                row -> prefecture(byNumber.get(row.get("insurer"))) + row.get("category"),
                "findings")));
  }

  @Test
  void records_of_a_category_add_up_to_those_of_the_nation() {
    for (Category category : Category.values()) {
      long records = national.get("categories").get(category.name()).get("records").asLong();
      for (List<Map<String, String>> table : List.of(types, prefectures)) {
        assertThat(
            category.name(),
            sums(table, row -> row.get("category"), "records").getOrDefault(category.name(), 0L),
            is(records));
      }
    }
  }

  /** Pages and published tables add up the counts of the history, not these tables. */
  @Test
  void the_counts_in_the_history_add_up_to_types_prefectures_and_nation() {
    Map<String, Map<String, String>> byNumber = new TreeMap<>();
    insurers.forEach(row -> byNumber.put(row.get("insurer"), row));
    List<Map<String, String>> ofInsurers =
        counts.stream().filter(row -> byNumber.containsKey(row.get("insurer"))).toList();
    List<Map<String, String>> ofNation =
        counts.stream().filter(row -> row.get("insurer").equals("nation")).toList();
    assertThat(ofInsurers.size(), is(insurers.size()));
    assertThat(ofNation.size(), is(1));
    Function<Map<String, String>, String> type =
        row -> byNumber.get(row.get("insurer")).get("insurer_type");
    Function<Map<String, String>, String> prefecture =
        row -> prefecture(byNumber.get(row.get("insurer")));
    for (Category category : Category.values()) {
      String of = category.name();
      String column = of.toLowerCase(Locale.ROOT);
      assertThat(
          of,
          sums(ofInsurers, type, column),
          is(sums(types, row -> row.get("insurer_type"), "records", of)));
      assertThat(
          of,
          sums(ofInsurers, prefecture, column),
          is(sums(prefectures, StatisticsAddUpTest::prefecture, "records", of)));
      assertThat(
          of,
          sum(ofNation, column),
          is(national.get("categories").get(of).get("records").asLong()));
    }
    for (String column : List.of("records", "registered")) {
      String inParts = column.equals("records") ? "all_records" : column;
      String any = Category.UNREGISTRABLE.name();
      assertThat(
          sums(ofInsurers, type, column),
          is(sums(types, row -> row.get("insurer_type"), inParts, any)));
      assertThat(
          sums(ofInsurers, prefecture, column),
          is(sums(prefectures, StatisticsAddUpTest::prefecture, inParts, any)));
      assertThat(sum(ofNation, column), is(national.get(column).asLong()));
    }
    assertThat(
        sum(ofInsurers, "black_circle"),
        is(national.get("categories").get("MALFORMED_NUMBER").get("blackCircleRecords").asLong()));
  }

  @Test
  void findings_with_a_cause_add_up_to_those_of_the_rule() {
    assertThat(
        sums(causes, row -> row.get("insurer") + row.get("rule"), "findings"),
        is(
            sums(
                rules.stream()
                    .filter(row -> !Rule.valueOf(row.get("rule")).causes().isEmpty())
                    .toList(),
                row -> row.get("insurer") + row.get("rule"),
                "findings")));
    assertThat(sum(causes, "findings"), is(greaterThan(20L)));
  }

  @Test
  void every_insurer_has_a_row_for_each_cause_of_a_rule_that_is_on() {
    Set<String> wanted = new LinkedHashSet<>();
    for (Map<String, String> row : rules) {
      for (String cause : Rule.valueOf(row.get("rule")).causes()) {
        wanted.add(row.get("insurer") + " " + row.get("rule") + " " + cause);
      }
    }
    List<String> actual = new ArrayList<>();
    causes.forEach(
        row -> actual.add(row.get("insurer") + " " + row.get("rule") + " " + row.get("cause")));
    assertThat(actual, is(List.copyOf(wanted)));
  }

  @Test
  void black_circles_of_the_insurers_add_up_to_those_of_the_nation() {
    assertThat(
        sum(
            causes.stream().filter(row -> row.get("cause").equals("BLACK_CIRCLE")).toList(),
            "records"),
        is(national.get("categories").get("MALFORMED_NUMBER").get("blackCircleRecords").asLong()));
  }

  @Test
  void a_part_says_what_its_rate_is_divided_by() {
    for (List<Map<String, String>> table : List.of(types, prefectures)) {
      for (Map<String, String> row : table) {
        assertThat(row.toString(), row.get("denominator"), is(row.get(row.get("denominator_is"))));
        assertThat(
            row.toString(),
            row.get("per_million").isEmpty(),
            is(row.get("denominator").equals("0")));
      }
    }
  }

  private static String prefecture(Map<String, String> row) {
    String prefecture = row.get("prefecture");
    return prefecture.equals("unknown") ? "" : prefecture;
  }

  /** Sums that are not zero. */
  private static Map<String, Long> sums(
      List<Map<String, String>> rows, Function<Map<String, String>, String> key, String column) {
    Map<String, Long> sums =
        rows.stream()
            .collect(
                groupingBy(key, TreeMap::new, summingLong(row -> Long.parseLong(row.get(column)))));
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  private static Map<String, Long> sums(
      List<Map<String, String>> rows,
      Function<Map<String, String>, String> key,
      String column,
      String category) {
    return sums(
        rows.stream().filter(row -> row.get("category").equals(category)).toList(), key, column);
  }

  private static long sum(List<Map<String, String>> rows, String column) {
    return rows.stream().mapToLong(row -> Long.parseLong(row.get(column))).sum();
  }
}
