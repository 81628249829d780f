package jp.totsugo.publication;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import jp.totsugo.record.InsurerType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be computed from the tables by somebody who has nothing else. */
class RedTeamTest {
  private static final String MAY = "2026-05-01";
  private static final String JUNE = "2026-06-01";
  private static final int INSURERS = 45;
  private static final PublicationSettings FEWER =
      new PublicationSettings(4, Scheme.SUPPRESS, 0, "", "");

  @TempDir Path folder;

  /** Small figures hidden where they stand, and nothing else. */
  private static RedTeam againstPrimaryOnly(List<Insurer> insurers, Month month, Measure measure) {
    LinkedFigures exact =
        new LinkedFigures(
            insurers, month.figures(measure), InsurerType.values().length, Insurer.PREFECTURES);
    RedTeam team = new RedTeam(1);
    for (int i = 0; i < insurers.size(); i++) {
      Insurer insurer = insurers.get(i);
      team.see(
          insurer.number(),
          insurer.type().name(),
          Insurer.prefectureCode(insurer.prefecture()),
          primary(exact.value(i)));
    }
    for (InsurerType type : InsurerType.values()) {
      team.see("type " + type, primary(exact.value(exact.type(type.ordinal()))));
    }
    for (int i = 0; i < Insurer.PREFECTURES; i++) {
      team.see(
          "prefecture " + Insurer.prefectureCode(i), primary(exact.value(exact.prefecture(i))));
    }
    return team.see("nation", primary(exact.value(exact.nation())));
  }

  private static RedTeam.Range primary(long value) {
    return value >= 1 && value <= 9
        ? new RedTeam.Range(1, 1_000_000)
        : new RedTeam.Range(value, value);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void small_figures_hidden_alone_are_computed_from_the_sums_and_ours_are_not(int seed)
      throws Exception {
    Random random = new Random(seed);
    List<Insurer> insurers = Tables.insurers(random, INSURERS);
    Month month = Tables.month(MAY, insurers, random);
    Path tables =
        Tables.publish(new Figures(insurers, List.of(month)), Tables.SETTINGS, folder.resolve("a"));

    int recovered = 0;
    for (Measure measure : List.of(Measure.WRONG_MY_NUMBER, Measure.RECORD_DEFECT)) {
      recovered +=
          (int)
              againstPrimaryOnly(insurers, month, measure).ranges().values().stream()
                  .filter(RedTeam.Range::isExact)
                  .count();
      SortedMap<String, RedTeam.Range> ranges =
          new RedTeam(1).read(tables, MAY, measure.name()).ranges();
      assertThat(tooNarrow(insurers, month, measure, ranges), is(empty()));
      assertThat(ranges.size(), is(greaterThan(10)));
    }
    assertThat("figures computed where only the small ones are hidden", recovered, not(0));
  }

  /** Small figures that cannot be everything from 1 to 9, or are not among those hidden. */
  private static List<String> tooNarrow(
      List<Insurer> insurers,
      Month month,
      Measure measure,
      SortedMap<String, RedTeam.Range> ranges) {
    List<String> narrow = new ArrayList<>();
    for (int i = 0; i < insurers.size(); i++) {
      long value = month.figures(measure)[i];
      RedTeam.Range range = ranges.get(insurers.get(i).number());
      if (value >= 1
          && value <= 9
          && (range == null || range.least() > 1.001 || range.most() < 8.999)) {
        narrow.add(insurers.get(i).number() + " " + value + " " + range);
      }
    }
    return narrow;
  }

  @Test
  void the_audit_finds_the_same_bounds_as_linear_programmes_do() throws Exception {
    Random random = new Random(7);
    List<Insurer> insurers = Tables.insurers(random, INSURERS);
    Month month = Tables.month(MAY, insurers, random);
    Publication publication =
        Publication.of(
            new Figures(insurers, List.of(month)),
            PublishedBefore.read(List.of()),
            Tables.SETTINGS);
    Path tables =
        Tables.publish(new Figures(insurers, List.of(month)), Tables.SETTINGS, folder.resolve("a"));

    LinkedFigures told = publication.shown(0).get(Measure.WRONG_MY_NUMBER).told();
    Map<String, RedTeam.Range> ranges =
        new RedTeam(1).read(tables, MAY, Measure.WRONG_MY_NUMBER.name()).ranges();
    int compared = 0;
    for (int i = 0; i < insurers.size(); i++) {
      if (!told.isKnown(i)) {
        LinkedFigures.Bounds bounds = told.bounds(i);
        RedTeam.Range range = ranges.get(insurers.get(i).number());
        assertThat((double) bounds.least(), is(closeTo(range.least(), 0.01)));
        if (bounds.most() < 1_000_000) {
          assertThat((double) bounds.most(), is(closeTo(range.most(), 0.01)));
          compared++;
        }
      }
    }
    assertThat(compared, is(greaterThan(10)));
  }

  @Test
  void tables_published_before_with_another_limit_do_not_help() throws Exception {
    Random random = new Random(11);
    List<Insurer> insurers = Tables.insurers(random, INSURERS);
    Month may = Tables.month(MAY, insurers, random);
    Figures figures = new Figures(insurers, List.of(may));
    Path before = Tables.publish(figures, Tables.SETTINGS, folder.resolve("before"));
    Path careless = Tables.publish(figures, FEWER, folder.resolve("careless"));
    Path now = Tables.publish(figures, FEWER, folder.resolve("now"), before);

    int recovered = 0;
    for (Measure measure : Measure.values()) {
      if (measure == Measure.RECORDS) {
        continue;
      }
      recovered += small(insurers, may, measure, before, careless).size();
      assertThat(measure.name(), small(insurers, may, measure, before, now), is(empty()));
    }
    assertThat(
        "without a look at what was published, figures from 1 to 4 can be computed",
        recovered,
        is(greaterThan(0)));
  }

  /** Figures from 1 to 4, which neither publication shows, that both together tell too much of. */
  private static List<String> small(
      List<Insurer> insurers, Month month, Measure measure, Path before, Path now)
      throws Exception {
    SortedMap<String, RedTeam.Range> ranges =
        new RedTeam(1)
            .read(before, month.asOf(), measure.name())
            .read(now, month.asOf(), measure.name())
            .ranges();
    List<String> narrow = new ArrayList<>();
    for (int i = 0; i < insurers.size(); i++) {
      long value = month.figures(measure)[i];
      RedTeam.Range range = ranges.get(insurers.get(i).number());
      if (value >= 1 && value <= 4 && (range == null || range.most() < 3.999)) {
        narrow.add(insurers.get(i).number() + " " + value + " " + range);
      }
    }
    return narrow;
  }

  @Test
  void what_was_published_too_freely_to_be_mended_is_found_by_the_audit() throws Exception {
    Random random = new Random(11);
    List<Insurer> insurers = Tables.insurers(random, INSURERS);
    Figures figures = new Figures(insurers, List.of(Tables.month(MAY, insurers, random)));
    Path before = Tables.publish(figures, FEWER, folder.resolve("before"));

    assertThat(
        Publication.of(figures, PublishedBefore.read(List.of(before)), Tables.SETTINGS).unsafe(),
        is(greaterThan(0L)));
    assertThat(
        Publication.of(figures, PublishedBefore.read(List.of()), Tables.SETTINGS).unsafe(), is(0L));
  }

  @Test
  void a_month_is_shown_again_as_it_was_so_the_month_after_tells_nothing_of_it() throws Exception {
    Random random = new Random(13);
    List<Insurer> insurers = Tables.insurers(random, INSURERS);
    Month may = Tables.month(MAY, insurers, random);
    Month june = Tables.month(JUNE, insurers, random);
    Path first =
        Tables.publish(new Figures(insurers, List.of(may)), Tables.SETTINGS, folder.resolve("a"));
    Path second =
        Tables.publish(
            new Figures(insurers, List.of(may, june)), Tables.SETTINGS, folder.resolve("b"), first);

    for (Measure measure : List.of(Measure.UNREGISTRABLE, Measure.MALFORMED_NUMBER)) {
      RedTeam alone = new RedTeam(1).read(first, MAY, measure.name());
      RedTeam both =
          new RedTeam(1).read(first, MAY, measure.name()).read(second, MAY, measure.name());
      assertThat(both.ranges(), is(alone.ranges()));
      assertThat(
          tooNarrow(
              insurers, june, measure, new RedTeam(1).read(second, JUNE, measure.name()).ranges()),
          is(empty()));
    }
  }

  @Test
  void few_figures_are_hidden_besides_the_small_ones() throws Exception {
    Random random = new Random(17);
    List<Insurer> insurers = Tables.insurers(random, 300);
    Publication publication =
        Publication.of(
            new Figures(insurers, List.of(Tables.month(MAY, insurers, random))),
            PublishedBefore.read(List.of()),
            Tables.SETTINGS);

    assertThat(publication.smallCount(), is(greaterThan(500L)));
    assertThat(publication.hiddenBesidesCount(), is(lessThan(publication.smallCount() / 10)));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void rounded_figures_tell_no_more_than_each_for_itself(int base) throws Exception {
    Random random = new Random(base);
    List<Insurer> insurers = Tables.insurers(random, INSURERS);
    Month month = Tables.month(MAY, insurers, random);
    Path tables =
        Tables.publish(
            new Figures(insurers, List.of(month)),
            new PublicationSettings(9, Scheme.ROUND, base, "", ""),
            folder.resolve("a"));

    SortedMap<String, RedTeam.Range> ranges =
        new RedTeam(0).read(tables, MAY, Measure.WRONG_MY_NUMBER.name(), base - 1).ranges();
    for (int i = 0; i < insurers.size(); i++) {
      long value = month.figures(Measure.WRONG_MY_NUMBER)[i];
      RedTeam.Range range = ranges.get(insurers.get(i).number());
      assertThat(range.most() - range.least() + 1.001, is(greaterThan((double) base)));
      assertThat(value >= range.least() - 0.001 && value <= range.most() + 0.001, is(true));
    }
  }
}
