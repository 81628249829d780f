package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.statistics.signal.SimulatedRates.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalTableTest {
  private static final Rule RULE = Rule.MY_NUMBER_CHECK_DIGIT;
  private static final String NOW = "2026-11-30";

  private final List<IssueRate> current = new ArrayList<>();
  private final List<IssueRate> past = new ArrayList<>();

  @Test
  void an_insurer_whose_rate_is_ten_times_that_of_its_peers_stands_first(@TempDir Path folder)
      throws IOException {
    for (int i = 0; i < 20; i++) {
      now(municipal(i), 18 + i % 5, 20_000);
    }
    now(municipal(20), 200, 20_000);
    now(municipal(21), 1, 50);

    SignalTable.write(
        current.iterator(), past.iterator(), Set.of(), SignalSettings.DEFAULT, folder);

    assertThat(
        Files.readString(folder.resolve("signals.csv")),
        is(
            "\uFEFFinsurer,insurer_type,rule,kind,verdict,direction,compared_with,denominator,count,observed,expected,lower,upper,q\r\n"
                + "00010200,NATIONAL_MUNICIPAL,MY_NUMBER_CHECK_DIGIT,AMONG_PEERS,SIGNAL,HIGH,21,20000,200,10000.000,1002.375,200.000,2350.000,1E-12\r\n"
                + "00010210,NATIONAL_MUNICIPAL,MY_NUMBER_CHECK_DIGIT,AMONG_PEERS,TOO_SMALL,,21,50,1,20000.000,1002.375,0.000,20000.000,\r\n"));
    assertThat(Files.size(folder.resolve("signals.parquet")), is(greaterThan(0L)));
  }

  @Test
  void an_insurer_is_no_peer_of_another_type() {
    for (int i = 0; i < 20; i++) {
      now(municipal(i), 20, 20_000);
      now(union(i), 200, 20_000);
    }

    assertThat(rows(), is(empty()));
  }

  @Test
  void with_fewer_than_five_peers_nothing_is_said_among_them() {
    for (int i = 0; i < 4; i++) {
      now(municipal(i), 20, 20_000);
    }
    now(municipal(4), 20_000, 20_000);
    assertThat(rows(), is(empty()));

    now(municipal(5), 20, 20_000);
    assertThat(rows(), hasSize(1));
  }

  @Test
  void a_rate_far_below_that_of_the_peers_is_low() {
    for (int i = 0; i < 20; i++) {
      now(municipal(i), 480 + 2 * i, 20_000);
    }
    now(municipal(20), 5, 20_000);

    assertThat(inWords(), is(List.of("00010200 AMONG_PEERS SIGNAL LOW")));
  }

  @Test
  void peers_who_differ_much_from_each_other_hide_what_would_stand_out_among_equal_ones() {
    for (int i = 0; i < 20; i++) {
      now(municipal(i), 5L << (i % 8), 20_000);
    }
    now(municipal(20), 700, 20_000);

    assertThat(rows(), is(empty()));
  }

  /** Card rules also find something in records without a My Number, which are not counted. */
  @Test
  void more_findings_than_records_to_count_them_among_are_taken_for_all() {
    for (int i = 0; i < 20; i++) {
      before("2026-10-31", municipal(i), 20 + i, 20_000);
      now(municipal(i), 20 + i, 20_000);
    }
    for (int run = 1; run <= 6; run++) {
      before("2026-11-0" + run, municipal(20), 450 + run, 10);
    }
    now(municipal(20), 500, 10);

    assertThat(inWords(), is(List.of("00010200 AMONG_PEERS SIGNAL HIGH")));
    assertThat(rows().get(0).getObserved(), is(50_000_000.0));
  }

  /** It is not too small either: one a thousand times as large would not stand out. */
  @Test
  void ten_times_the_expected_rate_is_not_listed_where_peers_differ_as_much() {
    for (int i = 0; i < 40; i++) {
      now(municipal(i), 1L << (i % 10), 20_000);
    }
    now(municipal(40), 1_500, 20_000);

    assertThat(rows(), is(empty()));
  }

  @Test
  void a_rise_that_is_usual_from_run_to_run_is_no_signal() {
    for (int i = 0; i < 40; i++) {
      before("2026-10-31", municipal(i), 1_000, 20_000);
      now(municipal(i), 1_000 + 100 * (i % 7 - 3), 20_000);
    }
    before("2026-10-31", municipal(40), 1_000, 20_000);
    now(municipal(40), 1_500, 20_000);
    assertThat(rows(), is(empty()));

    current.clear();
    for (int i = 0; i < 40; i++) {
      now(municipal(i), 1_000 + 20 * (i % 7 - 3), 20_000);
    }
    now(municipal(40), 1_500, 20_000);
    assertThat(inWords().contains("00010400 AGAINST_ITSELF SIGNAL HIGH"), is(true));
  }

  @Test
  void one_earlier_run_is_enough_to_compare_with() {
    before("2026-10-31", municipal(0), 20, 20_000);
    now(municipal(0), 80, 20_000);

    assertThat(inWords(), is(List.of("00010000 AGAINST_ITSELF SIGNAL HIGH")));
    assertThat(rows().get(0).getComparedWith(), is(1L));
  }

  /**
   * 25, 75, 25, 75 … has always been so; 110 is nothing new, and would be after 50, 50, 50, 50 ….
   */
  @Test
  void from_six_runs_on_an_insurer_that_always_varied_has_wider_limits() {
    for (int runs = 5; runs <= 6; runs++) {
      past.clear();
      current.clear();
      for (int run = 0; run < runs; run++) {
        before("2026-0" + (1 + run) + "-28", municipal(0), run % 2 == 0 ? 25 : 75, 20_000);
      }
      now(municipal(0), 110, 20_000);

      assertThat(inWords().isEmpty(), is(runs == 6));
    }
    past.clear();
    for (int run = 0; run < 6; run++) {
      before("2026-0" + (1 + run) + "-28", municipal(0), 50, 20_000);
    }
    assertThat(inWords(), is(List.of("00010000 AGAINST_ITSELF SIGNAL HIGH")));
  }

  @Test
  void the_past_begins_anew_where_the_rule_changed() {
    row(past, "2026-08-31", municipal(0), 20, 20_000, "1");
    row(past, "2026-09-30", municipal(0), 20, 20_000, "2");
    row(past, "2026-10-31", municipal(0), 20, 20_000, "1");
    row(current, NOW, municipal(0), 80, 20_000, "1");
    assertThat(rows().get(0).getComparedWith(), is(1L));

    current.clear();
    row(current, NOW, municipal(0), 80, 20_000, "3");
    assertThat(rows(), is(empty()));
  }

  @Test
  void runs_in_which_nothing_was_observed_are_left_out() {
    before("2026-08-31", municipal(0), 20, 20_000);
    before("2026-09-30", municipal(0), 0, 0);
    before("2026-10-31", municipal(0), 21, 20_000);
    now(municipal(0), 80, 20_000);

    assertThat(rows().get(0).getComparedWith(), is(2L));
    assertThat(rows().get(0).getExpected(), is(1025.0));
    assertThat(rows(Set.of(municipal(0))), is(empty()));
  }

  @Test
  void only_the_latest_runs_are_looked_at() {
    for (int run = 10; run < 60; run++) {
      before("run " + run, municipal(0), run < 24 ? 2_000 : 20, 20_000);
    }
    now(municipal(0), 80, 20_000);

    assertThat(rows().get(0).getComparedWith(), is(36L));
    assertThat(rows().get(0).getExpected(), is(1000.0));
  }

  @Test
  void the_nation_and_the_unknown_insurer_have_no_signals() {
    for (String insurer : List.of("nation", "unknown")) {
      before("2026-10-31", insurer, 20, 20_000);
      now(insurer, 20_000, 20_000);
    }

    assertThat(rows(), is(empty()));
  }

  @Test
  void an_insurer_or_a_rule_of_the_past_alone_changes_nothing() {
    before("2026-10-31", municipal(0), 20, 20_000);
    before("2026-10-31", municipal(1), 20, 20_000);
    past.add(SimulatedRates.row("2026-10-31", municipal(0), Rule.NAME_MISSING, 5, 20_000, "1"));
    now(municipal(0), 20, 20_000);

    assertThat(rows(), is(empty()));
  }

  @Test
  void signals_stand_before_what_is_too_small_and_the_surest_and_largest_first() {
    for (int i = 0; i < 60; i++) {
      now(municipal(i), 18 + i % 5, 20_000);
    }
    now(municipal(60), 60, 20_000);
    now(municipal(61), 2_000, 20_000);
    now(municipal(62), 20_000, 200_000);
    now(municipal(63), 1, 10);

    assertThat(
        inWords(),
        is(
            List.of(
                "00010620 AMONG_PEERS SIGNAL HIGH",
                "00010610 AMONG_PEERS SIGNAL HIGH",
                "00010600 AMONG_PEERS SIGNAL HIGH",
                "00010630 AMONG_PEERS TOO_SMALL ")));
    assertThat(rows().get(2).getQ(), is(lessThan(0.05)));
  }

  /** What a reader does with the table: observed lies outside the limits where it is a signal. */
  @Test
  void every_signal_lies_outside_its_limits() {
    SimulatedRates rates =
        new SimulatedRates(5, new World(0.5, false, 0.1, 0))
            .insurers(InsurerType.NATIONAL_MUNICIPAL, 100)
            .insurer(InsurerType.NATIONAL_MUNICIPAL, 50_000)
            .rules(6, 1e-4, 1e-2);
    past.addAll(rates.next());
    past.addAll(rates.next());
    current.addAll(rates.next(100, 10));
    List<RateSignal> signals =
        rows().stream().filter(row -> row.getVerdict().equals("SIGNAL")).toList();

    assertThat(signals.size(), is(greaterThan(6)));
    assertThat(
        signals.stream()
            .map(row -> row.getObserved() > row.getUpper() || row.getObserved() < row.getLower())
            .toList(),
        everyItem(is(true)));
  }

  @Test
  void the_order_of_insurers_does_not_matter_and_the_table_is_the_same_every_time() {
    SimulatedRates rates =
        new SimulatedRates(7, new World(0.5, false, 0.1, 0))
            .insurers(InsurerType.NATIONAL_MUNICIPAL, 80)
            .insurers(InsurerType.KENPO_UNION, 20)
            .rules(6, 1e-4, 1e-2);
    past.addAll(rates.next());
    current.addAll(rates.next(3, 10));
    List<RateSignal> rows = rows();

    assertThat(rows.isEmpty(), is(false));
    assertThat(rows(), is(rows));
    Collections.shuffle(current, new Random(1));
    assertThat(rows(), is(rows));
  }

  @Test
  void settings_that_mean_nothing_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> new SignalSettings(0, 0.998, 10, 5, 6, 36));
    assertThrows(IllegalArgumentException.class, () -> new SignalSettings(0.05, 1, 10, 5, 6, 36));
    assertThrows(IllegalArgumentException.class, () -> new SignalSettings(0.05, 0.9, 1, 5, 6, 36));
    assertThrows(IllegalArgumentException.class, () -> new SignalSettings(0.05, 0.9, 2, 2, 6, 36));
    assertThrows(IllegalArgumentException.class, () -> new SignalSettings(0.05, 0.9, 2, 5, 2, 36));
    assertThrows(IllegalArgumentException.class, () -> new SignalSettings(0.05, 0.9, 2, 5, 6, 0));
  }

  private static String municipal(int i) {
    return String.format(Locale.ROOT, "0001%03d0", i);
  }

  private static String union(int i) {
    return String.format(Locale.ROOT, "0601%03d0", i);
  }

  private void now(String insurer, long count, long denominator) {
    row(current, NOW, insurer, count, denominator, "1");
  }

  private void before(String asOf, String insurer, long count, long denominator) {
    row(past, asOf, insurer, count, denominator, "1");
  }

  private static void row(
      List<IssueRate> rows,
      String asOf,
      String insurer,
      long count,
      long denominator,
      String version) {
    rows.add(SimulatedRates.row(asOf, insurer, RULE, count, denominator, version));
  }

  private List<RateSignal> rows(Set<String> unobserved) {
    return SignalTable.rows(
        current.iterator(), past.iterator(), unobserved, SignalSettings.DEFAULT);
  }

  private List<RateSignal> rows() {
    return rows(Set.of());
  }

  private List<String> inWords() {
    return rows().stream()
        .map(
            row ->
                String.join(
                    " ", row.getInsurer(), row.getKind(), row.getVerdict(), row.getDirection()))
        .toList();
  }
}
