package jp.totsugo.nation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small nation over four months, and what becomes of its issues. */
class IssueLivesTest {
  private static final int MONTHS = 4;
  private static final Order ORDER =
      new Order(4_000, 1, LocalDate.of(2026, 4, 1), MONTHS, 0, Settings.standard().withErrors(100));

  @TempDir private static Path folder;
  private static final List<Path> months = new ArrayList<>();

  @BeforeAll
  static void make() throws Exception {
    Nation nation = new Nation(ORDER);
    nation.write(folder.resolve("nation"), 2, made -> {});
    for (int month = 1; month <= MONTHS; month++) {
      months.add(nation.monthFolder(folder.resolve("nation"), month));
    }
  }

  @Test
  void equal_orders_give_equal_lives_whatever_the_parallelism() throws Exception {
    new Nation(ORDER).write(folder.resolve("again"), 5, made -> {});
    assertThat(
        NationFolder.hashes(folder.resolve("again")),
        equalTo(NationFolder.hashes(folder.resolve("nation"))));
  }

  @Test
  void every_status_and_reason_occurs_as_often_as_it_did() throws Exception {
    Map<String, int[]> counts = new TreeMap<>();
    for (int month = 0; month < MONTHS; month++) {
      for (Map<String, String> issue : issues(month)) {
        String status = (issue.get("status") + " " + issue.get("closed_because")).strip();
        counts.computeIfAbsent(status, key -> new int[MONTHS])[month]++;
      }
    }
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (status, ofMonths) ->
            table
                .append(status)
                .append(' ')
                .append(
                    String.join(" ", Arrays.stream(ofMonths).mapToObj(Integer::toString).toList()))
                .append('\n'));
    assertThat(
        table.toString(),
        equalTo(
            Resources.toString(
                Resources.getResource(IssueLivesTest.class, "lives.txt"), StandardCharsets.UTF_8)));
  }

  @Test
  void every_status_follows_from_the_one_before() throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<String, Map<String, String>> before = new HashMap<>();
    for (int month = 0; month < MONTHS; month++) {
      String asOf = months.get(month).getFileName().toString();
      Map<String, Map<String, String>> now = new HashMap<>();
      for (Map<String, String> issue : issues(month)) {
        String key = issue.get("issue_id") + issue.get("register");
        assertThat(key + " once a month", now.put(key, issue) == null, is(true));
        if (!isPossible(before.get(key), issue, asOf)) {
          wrong.add(before.get(key) + " -> " + issue);
        }
      }
      Set<String> forgotten = new TreeSet<>(before.keySet());
      forgotten.removeAll(now.keySet());
      assertThat("an issue stays", forgotten, empty());
      before = now;
    }
    assertThat(wrong, empty());
  }

  private static boolean isPossible(
      Map<String, String> before, Map<String, String> now, String asOf) {
    boolean isFound = now.get("last_seen").equals(asOf);
    boolean wasClosed = before != null && before.get("status").equals("CLOSED");
    boolean isTraceable = !now.get("person_id").isEmpty();
    return switch (now.get("status")) {
      case "NEW" ->
          isFound && now.get("first_seen").equals(asOf) && !(isTraceable && before != null);
      case "OPEN" -> isFound && before != null && !wasClosed;
      case "CLEARED" ->
          isFound && before != null && !wasClosed && now.get("answer").equals("RIGHT");
      case "REOPENED" ->
          isFound
              && wasClosed
              && Integer.parseInt(now.get("reopened"))
                  == Integer.parseInt(before.get("reopened")) + 1;
      case "UNOBSERVED" -> !isFound && before != null && !wasClosed;
      case "CLOSED" ->
          !isFound
              && before != null
              && now.get("closed_on").equals(wasClosed ? before.get("closed_on") : asOf)
              && (isTraceable || now.get("closed_because").equals("UNTRACEABLE"));
      default -> false;
    };
  }

  @Test
  void answers_name_issues_that_the_month_before_left_open() throws Exception {
    for (int month = 1; month < MONTHS; month++) {
      Set<String> open = new HashSet<>();
      for (Map<String, String> issue : issues(month - 1)) {
        if (!issue.get("status").equals("CLOSED") && issue.get("register").equals("EITHER")) {
          open.add(issue.get("issue_id"));
        }
      }
      List<Map<String, String>> answers =
          rows(months.get(month).resolve("answers").resolve("answers.csv"));
      assertThat(answers, not(empty()));
      for (Map<String, String> answer : answers) {
        assertThat(answer.toString(), open.remove(answer.get("issue_id")), is(true));
        assertThat(
            answer.toString(),
            answer.get("answered_on"),
            lessThan(months.get(month).getFileName() + "x"));
        assertThat(
            answer.toString(),
            answer.get("answer").equals("RIGHT"),
            is(!answer.get("reason").isEmpty()));
      }
    }
  }

  @Test
  void a_file_that_is_sent_again_is_the_one_before_and_a_cut_one_its_beginning() throws Exception {
    Set<String> seen = new TreeSet<>();
    for (int month = 1; month < MONTHS; month++) {
      for (Map.Entry<String, String> sent : NationFolder.sent(months.get(month)).entrySet()) {
        Path now = upload(month, sent.getKey());
        Path before = upload(month - 1, sent.getKey());
        seen.add(sent.getValue());
        switch (sent.getValue()) {
          case "NOTHING" -> assertThat(Files.exists(now), is(false));
          case "SAME_AGAIN" -> assertThat(Files.mismatch(now, before), is(-1L));
          case "CUT" -> {
            byte[] bytes = Files.readAllBytes(now);
            assertThat(bytes[bytes.length - 1], not(is((byte) '\n')));
            assertThat(Files.size(now), lessThan(Files.size(before)));
          }
          case "REJECTED" ->
              assertThat(
                  Files.readAllLines(now, StandardCharsets.ISO_8859_1).get(0).contains("KOMOKU10"),
                  is(true));
          default -> throw new AssertionError(sent);
        }
      }
    }
    assertThat(seen, equalTo(Set.of("CUT", "NOTHING", "REJECTED", "SAME_AGAIN")));
  }

  @Test
  void an_error_becomes_more_frequent_where_the_truth_says_so() throws Exception {
    List<Map<String, String>> signals =
        rows(months.get(MONTHS - 1).resolve("truth").resolve("signals.csv"));
    assertThat(signals.size(), is(3));
    int more = 0;
    int usual = 0;
    for (Map<String, String> signal : signals) {
      more += found(MONTHS - 1, signal);
      usual += found(MONTHS - 2, signal);
    }
    assertThat(more, greaterThan(2 * usual));
  }

  private static int found(int month, Map<String, String> signal) throws IOException {
    int found = 0;
    for (Map<String, String> issue : issues(month)) {
      boolean isOne =
          issue.get("insurer").equals(signal.get("insurer"))
              && issue.get("rule").equals(signal.get("rule"))
              && issue.get("last_seen").equals(months.get(month).getFileName().toString());
      found += isOne ? 1 : 0;
    }
    return found;
  }

  private static Path upload(int month, String insurer) {
    Path uploads = months.get(month).resolve("uploads");
    Path six = uploads.resolve(insurer.substring(2) + "_upload.csv");
    return Files.exists(six) ? six : uploads.resolve(insurer + "_upload.csv");
  }

  private static List<Map<String, String>> issues(int month) throws IOException {
    return rows(months.get(month).resolve("truth").resolve("issues.csv"));
  }

  private static List<Map<String, String>> rows(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    String[] header = lines.get(0).substring(1).split(",");
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
