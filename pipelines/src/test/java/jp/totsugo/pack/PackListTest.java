package jp.totsugo.pack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.pack.PackRow.Related;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Correction;
import org.junit.jupiter.api.Test;

/** The order of the list, its groups, and who is named in them. */
class PackListTest {
  private final List<Correction> queue = new ArrayList<>();

  private PackListTest row(int line, Rule rule, String group, String related) {
    queue.add(
        Correction.newBuilder()
            .setIssueId("f" + line)
            .setCategory(rule.category().name())
            .setRule(rule.name())
            .setSeverity("ERROR")
            .setPriority(1)
            .setCause("")
            .setFile("a.csv")
            .setLine(line)
            .setPersonId(line % 10 == 9 ? "" : "P-" + line)
            .setSymbol("12")
            .setNumber("00" + line)
            .setBranch("01")
            .setMyNumberMasked("********1234")
            .setField("MyNumber")
            .setGroupId(group)
            .setRelated(related)
            .setMessage("")
            .setAction("")
            .build());
    return this;
  }

  /** What the results tell of records without a row. */
  private final Map<String, PackRow.Person> others = new HashMap<>();

  private List<PackRow> rows() throws Exception {
    List<PackRow> rows = new ArrayList<>();
    PackList.of(QueueRows.of(queue), others).forEach(rows::add);
    return rows;
  }

  private List<String> order() throws Exception {
    return rows().stream().map(row -> row.finding().getLine() + row.group()).toList();
  }

  private List<Related> relatedOf(int place) throws Exception {
    return rows().get(place).related();
  }

  private static PackRow.Person person(int line) {
    return new PackRow.Person("P-" + line, "12", "00" + line, "01");
  }

  @Test
  void rows_without_a_group_keep_their_order() throws Exception {
    row(3, Rule.MY_NUMBER_FILLER, "", "").row(1, Rule.MY_NUMBER_FILLER, "", "");
    assertThat(order(), is(List.of("3", "1")));
  }

  @Test
  void rows_of_a_group_stand_where_the_first_of_them_stands() throws Exception {
    row(1, Rule.MY_NUMBER_SWAPPED, "gb", "a.csv:4")
        .row(2, Rule.MY_NUMBER_FILLER, "", "")
        .row(3, Rule.MY_NUMBER_SWAPPED, "ga", "a.csv:5")
        .row(4, Rule.MY_NUMBER_SWAPPED, "gb", "a.csv:1")
        .row(5, Rule.MY_NUMBER_SWAPPED, "ga", "a.csv:3");
    assertThat(order(), is(List.of("1A01", "4A01", "2", "3A02", "5A02")));
  }

  @Test
  void those_who_copied_from_one_record_are_a_group() throws Exception {
    row(1, Rule.MY_NUMBER_COPIED, "", "a.csv:7")
        .row(2, Rule.MY_NUMBER_COPIED, "", "a.csv:8")
        .row(3, Rule.MY_NUMBER_COPIED, "", "other-insurer")
        .row(4, Rule.MY_NUMBER_COPIED, "", "a.csv:7")
        .row(5, Rule.MY_NUMBER_COPIED, "", "other-insurer");
    assertThat(order(), is(List.of("1A01", "4A01", "2A02", "3A03", "5A04")));
  }

  @Test
  void a_hundred_groups_have_numbers_of_one_length() throws Exception {
    for (int i = 1; i <= 100; i++) {
      row(i, Rule.MY_NUMBER_SWAPPED, "g" + i, "other-insurer");
    }
    assertThat(order().get(0), is("1A001"));
    assertThat(order().get(99), is("100A100"));
  }

  @Test
  void a_partner_with_a_row_is_named_by_person_and_card() throws Exception {
    row(1, Rule.MY_NUMBER_SWAPPED, "g", "a.csv:2")
        .row(2, Rule.MY_NUMBER_SWAPPED, "g", "a.csv:1;other-insurer");
    assertThat(relatedOf(0), is(List.of(person(2))));
    assertThat(relatedOf(1), is(List.of(person(1), new PackRow.OtherInsurer())));
  }

  @Test
  void a_partner_without_a_row_is_named_too_if_the_results_tell_who_it_is() throws Exception {
    row(1, Rule.MY_NUMBER_COPIED, "", "b.csv:7;b.csv:8");
    others.put("b.csv:7", person(7));
    others.put("b.csv:8", new PackRow.Person("", "12", "008", "01"));
    others.put("b.csv:9", person(9));
    assertThat(relatedOf(0), is(List.of(person(7), new PackRow.Location("b.csv", "8"))));
  }

  @Test
  void a_partner_without_a_row_or_an_id_is_named_by_its_line() throws Exception {
    row(1, Rule.MY_NUMBER_COPIED, "", "b:1.csv:7").row(2, Rule.MY_NUMBER_SWAPPED, "g", "a.csv:9");
    row(9, Rule.MY_NUMBER_SWAPPED, "g", "a.csv:2");
    assertThat(relatedOf(0), is(List.of(new PackRow.Location("b:1.csv", "7"))));
    assertThat(relatedOf(1), is(List.of(new PackRow.Location("a.csv", "9"))));
  }

  @Test
  void of_many_partners_five_are_named_and_the_others_counted() throws Exception {
    row(
        1,
        Rule.MY_NUMBER_SHARED_WITHIN_INSURER,
        "g",
        "a.csv:2;a.csv:3;a.csv:4;a.csv:5;a.csv:6;a.csv:7;a.csv:8;+90;other-insurer");
    List<Related> related = relatedOf(0);
    assertThat(related.size(), is(7));
    assertThat(related.get(4), is(new PackRow.Location("a.csv", "6")));
    assertThat(related.get(5), is(new PackRow.More("92")));
    assertThat(related.get(6), is(new PackRow.OtherInsurer()));
  }

  @Test
  void a_rule_of_another_version_is_refused() {
    row(1, Rule.MY_NUMBER_FILLER, "", "");
    queue.get(0).setRule("RULE_OF_TOMORROW");
    QueueRows rows = QueueRows.of(queue);
    PackList.UnknownRuleException unknown =
        assertThrows(PackList.UnknownRuleException.class, () -> PackList.of(rows, Map.of()));
    assertThat(unknown.rule(), is("RULE_OF_TOMORROW"));
  }
}
