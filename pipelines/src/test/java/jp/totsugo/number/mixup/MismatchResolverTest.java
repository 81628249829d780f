package jp.totsugo.number.mixup;

import static java.util.stream.Collectors.toMap;
import static jp.totsugo.number.mixup.Enrolments.locator;
import static jp.totsugo.number.mixup.Enrolments.person;
import static jp.totsugo.number.mixup.Explanation.BIRTHDATE_DIFFERS;
import static jp.totsugo.number.mixup.Explanation.COPIED;
import static jp.totsugo.number.mixup.Explanation.NAME_DIFFERS;
import static jp.totsugo.number.mixup.Explanation.OTHER_PERSON;
import static jp.totsugo.number.mixup.Explanation.SEX_DIFFERS;
import static jp.totsugo.number.mixup.Explanation.SHIFTED;
import static jp.totsugo.number.mixup.Explanation.SWAPPED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import jp.totsugo.number.mixup.Resolution.Shift;
import jp.totsugo.person.PersonFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MismatchResolverTest {
  private final Enrolments enrolments = new Enrolments();

  @Test
  void calls_two_members_of_different_insurers_with_each_others_numbers_swapped() {
    enrolments.add(1, 10, person(1), person(2));
    enrolments.add(7, 99, person(2), person(1));

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(SWAPPED, SWAPPED));
    assertThat(resolutions.get(0).related(), contains(locator(7, 99)));
    assertThat(resolutions.get(1).related(), contains(locator(1, 10)));
    assertThat(resolutions.get(0).group(), is(resolutions.get(1).group()));
  }

  @ParameterizedTest
  @CsvSource({"2,SWAPPED", "3,SWAPPED", "50,SWAPPED", "51,OTHER_PERSON"})
  void follows_a_ring_as_far_as_fifty_records(int size, Explanation explanation) {
    ring(enrolments, 0, size, i -> locator(i % 5, 100 + 20L * i));

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), everyItem(is(explanation)));
    if (explanation == SWAPPED) {
      assertThat(resolutions.stream().map(Resolution::group).distinct().toList(), contains(0));
      assertThat(resolutions.get(0).related(), hasSize(size - 1));
    }
  }

  @Test
  void names_the_rest_of_a_ring_in_its_order() {
    enrolments.add(0, 10, person(1), person(2));
    enrolments.add(0, 50, person(3), person(1));
    enrolments.add(0, 90, person(2), person(3));

    assertThat(resolve().get(0).related(), contains(locator(0, 90), locator(0, 50)));
  }

  @Test
  void tells_swapped_twins_by_their_names() {
    PersonFields one = person("カサ　タナ", 5);
    PersonFields other = person("カサ　ニヌ", 5);
    enrolments.add(0, 10, one, other);
    enrolments.add(0, 11, other, one);

    assertThat(explanations(resolve()), contains(SWAPPED, SWAPPED));
  }

  @Test
  void prefers_a_swap_between_people_of_one_name_to_two_wrong_birth_dates() {
    enrolments.add(0, 10, person("カサ　タナ", 5), person("カサ　タナ", 7));
    enrolments.add(0, 30, person("カサ　タナ", 7), person("カサ　タナ", 5));

    assertThat(explanations(resolve()), contains(SWAPPED, SWAPPED));
  }

  @Test
  void leaves_a_wrong_birth_date_or_sex_alone_when_the_owner_is_not_there_or_has_the_number() {
    enrolments.add(0, 10, person("カサ　タナ", 5), person("カサ　タナ", 7));
    enrolments.add(0, 30, person("カサ　ニヌ", 5), person("カサ　ニヌ", 7));
    enrolments.add(1, 30, person("カサ　ニヌ", 7), person("カサ　ニヌ", 7));
    PersonFields man = person("カサ　チツ", 8);
    enrolments.add(2, 10, new PersonFields(man.name(), man.kana(), man.birthdate(), "2", ""), man);

    assertThat(
        explanations(resolve()), contains(BIRTHDATE_DIFFERS, BIRTHDATE_DIFFERS, SEX_DIFFERS));
  }

  @Test
  void calls_a_record_with_the_number_of_a_person_who_has_it_too_copied_and_not_the_person() {
    enrolments.add(0, 10, person(1), person(2));
    enrolments.add(3, 10, person(2), person(2));

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(COPIED));
    assertThat(resolutions.get(0).related(), contains(locator(3, 10)));
    assertThat(resolutions.get(0).group(), is(Resolution.NO_GROUP));
  }

  @ParameterizedTest
  @CsvSource({
    "カサ　ニヌ, 60000, COPIED",
    "カサ　ニヌ, 50100, NAME_DIFFERS",
    "ナニ　タナ, 60000, NAME_DIFFERS",
    "ナニ　タナ, 50100, NAME_DIFFERS"
  })
  void tells_a_copy_among_twins_from_a_person_who_was_enrolled_again_under_a_new_name(
      String kana, int endOfFirst, Explanation explanation) {
    PersonFields owner = person("カサ　タナ", 5);
    enrolments.add(0, 10, person(kana, 5), owner, 50_000, endOfFirst);
    enrolments.add(3, 10, owner, owner, 50_100, 70_000);

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(explanation));
    assertThat(resolutions.get(0).related(), contains(locator(3, 10)));
  }

  @Test
  void leaves_what_nothing_explains_to_the_verdict() {
    enrolments.add(0, 10, person(1), person(2));
    enrolments.add(0, 30, person("カサ　タナ", 5), person("カサ　ニヌ", 5));

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(OTHER_PERSON, NAME_DIFFERS));
    assertThat(resolutions.get(0).related(), is(empty()));
  }

  @Test
  void says_where_the_owner_is_even_if_nothing_leads_back() {
    enrolments.add(0, 10, person(1), person(2));
    enrolments.add(0, 30, person(2), person(3));

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(OTHER_PERSON, OTHER_PERSON));
    assertThat(resolutions.get(0).related(), contains(locator(0, 30)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, -2, -1, 1, 2, 3})
  void finds_rows_with_the_numbers_of_rows_up_to_three_away(int offset) {
    PersonFields[] people = people(20);
    for (int i = 0; i < 20; i++) {
      enrolments.add(0, 2 + i, people[i], people[i >= 5 && i < 12 ? i + offset : i]);
    }

    List<Resolution> resolutions = resolve();

    assertThat(resolutions, hasSize(7));
    assertThat(explanations(resolutions), everyItem(is(SHIFTED)));
    assertThat(
        resolutions.stream().map(Resolution::shift).distinct().toList(),
        contains(Optional.of(new Shift(offset, 7, 13))));
    assertThat(resolutions.stream().map(Resolution::group).distinct().toList(), contains(0));
    assertThat(
        resolutions.stream().map(Resolution::related).toList(),
        is(IntStream.range(5, 12).mapToObj(i -> List.of(locator(0, 2 + i + offset))).toList()));
  }

  @Test
  void allows_one_right_row_within_shifted_ones_but_not_two() {
    enrolments.addRows(0, 2, people(10), 1, 2, 2, 4, 5, 5);
    enrolments.addRows(1, 2, people(100, 10), 1, 2, 2, 3, 5, 6, 6);

    List<Resolution> resolutions = resolve();

    assertThat(
        explanations(resolutions),
        contains(SHIFTED, SHIFTED, SHIFTED, SHIFTED, OTHER_PERSON, COPIED, OTHER_PERSON, COPIED));
    assertThat(resolutions.get(0).shift(), is(Optional.of(new Shift(1, 2, 6))));
  }

  @Test
  void does_not_take_rows_of_two_files_for_one_run() {
    PersonFields[] people = people(10);
    enrolments.addRows(0, 2, people, 1, 2);
    enrolments.add(1, 4, people[2], people[3]);
    enrolments.add(1, 5, people[3], people[3]);

    assertThat(explanations(resolve()), contains(OTHER_PERSON, OTHER_PERSON, COPIED));
  }

  @Test
  void does_not_take_swaps_or_copies_of_neighbours_one_after_another_for_shifted_rows() {
    enrolments.addRows(0, 2, people(10), 1, 0, 3, 2, 5, 4, 7, 6);
    enrolments.addRows(1, 2, people(100, 10), 1, 1, 3, 3, 5, 5, 7, 7);

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions.subList(0, 8)), everyItem(is(SWAPPED)));
    assertThat(explanations(resolutions.subList(8, 12)), everyItem(is(COPIED)));
  }

  @Test
  void calls_the_row_that_closes_a_ring_of_shifted_rows_swapped() {
    enrolments.addRows(0, 2, people(5), 1, 2, 3, 4, 0);

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(SHIFTED, SHIFTED, SHIFTED, SHIFTED, SWAPPED));
    assertThat(
        resolutions.get(4).related(),
        contains(locator(0, 2), locator(0, 3), locator(0, 4), locator(0, 5)));
  }

  @Test
  void counts_both_records_of_a_person_who_left_and_came_back_to_a_swap() {
    enrolments.add(0, 10, person(1), person(2), 50_000, 51_000);
    enrolments.add(4, 10, person(1), person(2), 51_000, 60_000);
    enrolments.add(0, 50, person(2), person(1));

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(SWAPPED, SWAPPED, SWAPPED));
    assertThat(resolutions.stream().map(Resolution::group).distinct().toList(), contains(0));
  }

  @Test
  void finds_the_ring_through_the_wrong_one_of_a_persons_two_records() {
    enrolments.add(0, 10, person(1), person(2));
    enrolments.add(0, 12, person(2), person(3));
    enrolments.add(5, 10, person(2), person(1));
    enrolments.add(6, 10, person(1), person(1));

    assertThat(explanations(resolve()), contains(SWAPPED, OTHER_PERSON, SWAPPED));
  }

  @Test
  void takes_of_a_persons_two_records_the_one_that_completes_a_run() {
    PersonFields[] people = people(10);
    enrolments.addRows(0, 2, people, 1, 2, 3, 3);
    enrolments.add(0, 1, people[1], people[9]);

    List<Resolution> resolutions = resolve();

    assertThat(explanations(resolutions), contains(OTHER_PERSON, SHIFTED, SHIFTED, SHIFTED));
    assertThat(resolutions.get(1).related(), contains(locator(0, 3)));
  }

  @ParameterizedTest
  @CsvSource({
    "髙橋　優樹, ﾀｶﾊｼ ﾕｳｷ, 19800514, 高橋　優樹, ﾀｶﾊｼ ﾕｰｷ",
    "渡邊　健, ﾜﾀﾅﾍﾞ ｹﾝ, 0, 渡辺　健, ﾜﾀﾅﾍﾞ ｹﾝ",
    "大野　薫, '', 0, 大野　薫, ｵｵﾉ ｶｵﾙ",
    "KIM CHOLSU, ｷﾑ ﾁﾖﾙｽ, 19800514, CHOLSU KIM, ﾁﾖﾙｽ ｷﾑ",
    "齋藤　光, ｻｲﾄｳ ﾋｶﾙ, 19800514, 斉藤　光, ｻｲﾄｳ ｺｳ"
  })
  void finds_the_other_end_of_a_swap_though_it_is_spelled_otherwise_or_has_no_birth_date(
      String name, String kana, int birthdate, String ownerName, String ownerKana) {
    PersonFields inRecord = new PersonFields(name, kana, birthdate, "1", "");
    PersonFields inRegister = new PersonFields(ownerName, ownerKana, 19800514, "1", "");
    enrolments.add(0, 10, person(1), inRegister);
    enrolments.add(8, 10, inRecord, person(1));

    assertThat(explanations(resolve()), contains(SWAPPED, SWAPPED));
  }

  @Test
  void does_not_take_a_record_without_a_readable_name_for_anybodys() {
    PersonFields woman = person(1);
    PersonFields man = person(2);
    enrolments.add(0, 10, woman, man);
    enrolments.add(0, 11, new PersonFields("", "", 0, "1", ""), woman);

    assertThat(explanations(resolve()), contains(OTHER_PERSON, SEX_DIFFERS));
  }

  @Test
  void explains_chance_assignments_as_the_definitions_say() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      int rows = 4 + random.nextInt(16);
      PersonFields[] people = people(rows);
      int[] carried = Assignments.random(rows, random);
      Enrolments file = new Enrolments();
      file.addRows(0, 2, people, carried);
      List<Mismatch> mismatches = file.mismatches();
      Collections.shuffle(mismatches, random);

      Map<Long, Explanation> explained =
          new MismatchResolver(Enrolments.COMPARATOR)
              .resolve(mismatches).stream()
                  .collect(toMap(r -> r.mismatch().line() - 2, Resolution::explanation));

      assertThat("seed " + seed, explained, is(Assignments.explain(carried)));
    }
  }

  @Test
  void finds_exactly_what_was_planted_whatever_the_order() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      PlantedNation nation = new PlantedNation(random);
      List<Mismatch> mismatches = nation.enrolments().mismatches();

      List<Resolution> first = resolve(mismatches);
      Collections.shuffle(mismatches, random);
      List<Resolution> second = resolve(mismatches);

      assertThat(
          "seed " + seed,
          first.stream().collect(toMap(r -> r.mismatch().locator(), Resolution::explanation)),
          is(nation.truth()));
      assertThat("groups of seed " + seed, groups(first), is(nation.groups()));
      assertThat(second, is(first));
    }
  }

  /**
   * The comparator over all pairs of so many would not end before it is given up; how long this
   * takes says nothing else.
   */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void does_not_compare_all_with_all_where_thousands_have_one_birth_date() {
    for (int i = 0; i < 20_000; i++) {
      PersonFields owner = person(i);
      enrolments.add(
          0,
          2 + 2L * i,
          new PersonFields(owner.name(), owner.kana(), 19000101, "1", ""),
          person(Enrolments.family(i) + "　ハヒフ" + i, 40));
    }
    List<Mismatch> mismatches = new ArrayList<>();
    for (Mismatch m : enrolments.mismatches()) {
      PersonFields owner = new PersonFields(m.owner().name(), m.owner().kana(), 19000101, "1", "");
      mismatches.add(
          new Mismatch(
              m.locator(),
              m.file(),
              m.line(),
              m.insurer(),
              m.fromDay(),
              m.toDay(),
              m.person(),
              owner,
              Enrolments.COMPARATOR.compare(m.person(), owner),
              m.holders()));
    }

    assertThat(explanations(resolve(mismatches)), is(Collections.nCopies(20_000, NAME_DIFFERS)));
  }

  private static Map<Integer, List<Long>> groups(List<Resolution> resolutions) {
    Map<Integer, List<Long>> groups = new TreeMap<>();
    for (Resolution each : resolutions) {
      if (each.group() != Resolution.NO_GROUP) {
        groups.computeIfAbsent(each.group(), g -> new ArrayList<>()).add(each.mismatch().locator());
      }
    }
    return groups;
  }

  private static PersonFields[] people(int count) {
    return people(0, count);
  }

  private static PersonFields[] people(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(Enrolments::person)
        .toArray(PersonFields[]::new);
  }

  private static void ring(
      Enrolments enrolments, int firstPerson, int size, Function<Integer, Long> place) {
    for (int i = 0; i < size; i++) {
      enrolments.add(
          (int) (place.apply(i) / 1_000_000),
          place.apply(i) % 1_000_000,
          person(firstPerson + i),
          person(firstPerson + (i + 1) % size));
    }
  }

  private List<Resolution> resolve() {
    return resolve(enrolments.mismatches());
  }

  private static List<Resolution> resolve(List<Mismatch> mismatches) {
    return new MismatchResolver(Enrolments.COMPARATOR).resolve(mismatches);
  }

  private static List<Explanation> explanations(List<Resolution> resolutions) {
    return resolutions.stream().map(Resolution::explanation).toList();
  }
}
