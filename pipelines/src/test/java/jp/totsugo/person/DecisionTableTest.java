package jp.totsugo.person;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionTableTest {
  private static final DecisionTable TABLE = DecisionTable.standard();
  private static final List<Map<PersonField, FieldOutcome>> ALL_OUTCOMES = allOutcomes();

  @Test
  void is_the_table_of_the_runbook() throws IOException {
    String page = Files.readString(Path.of("..", "runbooks", "name-comparison.md"), UTF_8);
    String begin = "<!-- decision table: begin -->\n";

    String published =
        page.substring(
            page.indexOf(begin) + begin.length(), page.indexOf("<!-- decision table: end -->"));

    assertThat(published.strip(), is(TABLE.toMarkdown().strip()));
  }

  @Test
  void decides_for_all_outcomes_and_has_no_line_in_vain() {
    Set<String> unused = new LinkedHashSet<>();
    TABLE.lines().forEach(line -> unused.add(line.id()));
    ALL_OUTCOMES.forEach(outcomes -> unused.remove(TABLE.decide(outcomes).id()));

    assertThat(unused, is(empty()));
  }

  @Test
  void gives_a_reason_in_both_languages_and_its_own_id_to_every_line() {
    assertThat(
        TABLE.lines().stream().map(DecisionTable.Line::id).distinct().count(),
        is((long) TABLE.lines().size()));
    TABLE
        .lines()
        .forEach(
            line -> {
              assertThat(line.id(), line.reasonJa(), is(not("")));
              assertThat(line.id(), line.reasonEn(), is(not("")));
            });
  }

  @Test
  void takes_the_first_line_that_fits() {
    DecisionTable table =
        DecisionTable.parse(
            List.of(
                "header",
                "A,SAME,,,,DIFFERENT|UNKNOWN,,,NAME_DIFFERS,理由,reason",
                "B,,,,,,,,OWNER,理由,reason"));
    Map<PersonField, FieldOutcome> outcomes = new EnumMap<>(ALL_OUTCOMES.get(0));

    assertThat(table.decide(outcomes).id(), is("B"));
    outcomes.put(PersonField.BIRTHDATE, FieldOutcome.UNKNOWN);
    assertThat(table.decide(outcomes).id(), is("A"));
  }

  @Test
  void calls_nobody_another_person_for_the_names_alone() {
    assertThat(
        verdicts(
            outcomes ->
                !differ(outcomes, PersonField.BIRTHDATE) && !differ(outcomes, PersonField.SEX)),
        contains(Verdict.OWNER, Verdict.NAME_DIFFERS));
  }

  @Test
  void calls_a_difference_in_birth_date_alone_by_its_name() {
    assertThat(
        verdicts(
            outcomes ->
                nameAgrees(outcomes)
                    && differ(outcomes, PersonField.BIRTHDATE)
                    && !differ(outcomes, PersonField.SEX)),
        contains(Verdict.BIRTHDATE_DIFFERS));
  }

  @Test
  void calls_a_difference_in_sex_alone_by_its_name() {
    assertThat(
        verdicts(
            outcomes ->
                nameAgrees(outcomes)
                    && !differ(outcomes, PersonField.BIRTHDATE)
                    && differ(outcomes, PersonField.SEX)),
        contains(Verdict.SEX_DIFFERS));
  }

  @Test
  void calls_another_person_whose_birth_date_and_sex_differ_together() {
    assertThat(
        verdicts(
            outcomes ->
                differ(outcomes, PersonField.BIRTHDATE) && differ(outcomes, PersonField.SEX)),
        contains(Verdict.OTHER_PERSON));
  }

  @Test
  void calls_another_person_only_whom_two_known_fields_contradict() {
    List<Map<PersonField, FieldOutcome>> alarms =
        ALL_OUTCOMES.stream()
            .filter(outcomes -> TABLE.decide(outcomes).verdict() == Verdict.OTHER_PERSON)
            .filter(
                outcomes ->
                    Stream.of(
                                differ(outcomes, PersonField.BIRTHDATE),
                                differ(outcomes, PersonField.SEX),
                                !nameAgrees(outcomes)
                                    && (differ(outcomes, PersonField.NAME)
                                        || differ(outcomes, PersonField.KANA)))
                            .filter(contradicted -> contradicted)
                            .count()
                        < 2)
            .toList();

    assertThat(alarms, is(empty()));
  }

  private static Set<Verdict> verdicts(Predicate<Map<PersonField, FieldOutcome>> when) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    ALL_OUTCOMES.stream()
        .filter(when)
        .forEach(outcomes -> verdicts.add(TABLE.decide(outcomes).verdict()));
    return verdicts;
  }

  private static boolean nameAgrees(Map<PersonField, FieldOutcome> outcomes) {
    return outcomes.get(PersonField.NAME).agrees() || outcomes.get(PersonField.KANA).agrees();
  }

  private static boolean differ(Map<PersonField, FieldOutcome> outcomes, PersonField field) {
    return outcomes.get(field) == FieldOutcome.DIFFERENT;
  }

  private static List<Map<PersonField, FieldOutcome>> allOutcomes() {
    List<Map<PersonField, FieldOutcome>> all = new ArrayList<>();
    all.add(new EnumMap<>(PersonField.class));
    for (PersonField field : PersonField.values()) {
      List<Map<PersonField, FieldOutcome>> longer = new ArrayList<>();
      for (Map<PersonField, FieldOutcome> outcomes : all) {
        for (FieldOutcome outcome : FieldOutcome.values()) {
          Map<PersonField, FieldOutcome> one = new EnumMap<>(PersonField.class);
          one.putAll(outcomes);
          one.put(field, outcome);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }
}
