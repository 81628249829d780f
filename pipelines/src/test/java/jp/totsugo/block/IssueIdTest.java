package jp.totsugo.block;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueIdTest {
  private final IssueId ids = new IssueId();

  @Test
  void an_id_is_the_same_in_every_run_and_every_version() {
    assertThat(
        id(6132013, "A-1", "20200401", Rule.CARD_NUMBER_MISSING, Column.NUMBER),
        is("faqykzk7iicvl5kq3"));
  }

  @Test
  void ids_differ_when_any_part_differs() {
    Set<String> different = new HashSet<>();
    int made = 0;
    for (int insurer : new int[] {6132013, 6132014, 1, 99_999_999}) {
      for (String person : List.of("A", "B", "A1", "1", "")) {
        for (String qualification : List.of("20200401", "20200402", "", "1A")) {
          for (Rule rule : Rule.values()) {
            for (Column field : Column.values()) {
              different.add(id(insurer, person, qualification, rule, field));
              made++;
            }
          }
        }
      }
    }
    assertThat(different.size(), is(made));
  }

  @Test
  void a_character_moved_from_one_part_to_the_next_makes_another_id() {
    assertThat(
        id(1, "A1", "2020", Rule.KANA_MISSING, Column.KANA),
        is(not(id(1, "A", "12020", Rule.KANA_MISSING, Column.KANA))));
  }

  @Test
  void one_instance_gives_the_same_ids_again_also_after_long_values() {
    String before = id(1, "A", "20200401", Rule.KANA_MISSING, Column.KANA);
    id(1, "x".repeat(100_000), "y".repeat(100_000), Rule.KANA_MISSING, Column.KANA);
    assertThat(id(1, "A", "20200401", Rule.KANA_MISSING, Column.KANA), is(before));
  }

  @Test
  void an_id_is_short_and_has_only_small_letters_and_digits() {
    assertThat(
        id(1, "A", "20200401", Rule.KANA_MISSING, Column.KANA), matchesPattern("f[a-z2-7]{16}"));
  }

  @Test
  void an_id_is_the_first_80_bits_of_the_hash_in_base32() {
    Random random = new Random(8);
    for (int i = 0; i < 1000; i++) {
      byte[] hash = new byte[16];
      random.nextBytes(hash);
      assertThat(
          new String(IssueId.text(hash), US_ASCII),
          is("f" + BaseEncoding.base32().lowerCase().encode(hash, 0, 10)));
    }
  }

  @Test
  void a_group_goes_by_its_members_and_by_the_place_of_the_first() {
    byte[] a = ids.hash(1, "A".getBytes(UTF_8), new byte[0], Rule.KANA_MISSING, 0);
    byte[] b = ids.hash(1, "B".getBytes(UTF_8), new byte[0], Rule.KANA_MISSING, 0);
    byte[] place = "x.csv:2".getBytes(UTF_8);
    String group = group(List.of(a, b), place);
    assertThat(group, matchesPattern("g[a-z2-7]{16}"));
    assertThat(group(List.of(a, b), place), is(group));
    assertThat(group(List.of(a), place), is(not(group)));
    assertThat(group(List.of(a, b), "x.csv:3".getBytes(UTF_8)), is(not(group)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "0-9-z-Z", "12345678901234567890"})
  void a_record_is_found_again_by_a_valid_person_id(String personId) {
    assertThat(IssueId.isUsable(personId.getBytes(UTF_8)), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123456789012345678901", "A_1", "A 1", "Ａ", "あ", "A\u001F"})
  void and_not_by_an_invalid_one(String personId) {
    assertThat(IssueId.isUsable(personId.getBytes(UTF_8)), is(false));
  }

  private String id(int insurer, String person, String qualification, Rule rule, Column field) {
    return new String(
        IssueId.text(
            ids.hash(
                insurer,
                person.getBytes(UTF_8),
                qualification.getBytes(UTF_8),
                rule,
                field.ordinal())),
        US_ASCII);
  }

  private static String group(List<byte[]> members, byte[] firstPlace) {
    return new String(IssueId.group(members, firstPlace), US_ASCII);
  }

  @Test
  void an_id_has_one_order_as_a_text_and_as_a_hash() {
    for (long number = 0; number < 1000; number++) {
      byte[] hash = Hashing.murmur3_128().hashLong(number).asBytes();
      String id = new String(IssueId.text(hash), UTF_8);
      assertThat(IssueId.orderOf(IssueId.headOf(hash)), is(IssueId.orderOf(id)));
      assertThat(IssueId.tailOf(id), is(IssueId.tailOf(hash)));
    }
    assertThat(IssueId.tailOf("no id"), is((short) 0));
  }
}
