package jp.totsugo.person;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantKanjiTest {
  private static final VariantKanji VARIANTS = VariantKanji.standard();

  @Test
  void knows_that_a_character_has_several_variants() {
    assertThat((int) '髙', is(in(VARIANTS.of('高'))));
    for (char form : "斎齋齊".toCharArray()) {
      assertThat(VARIANTS.interchangeable('斉', form), is(true));
    }
  }

  @Test
  void does_not_chain_from_variant_to_variant() {
    assertThat(VARIANTS.interchangeable('弁', '辨'), is(true));
    assertThat(VARIANTS.interchangeable('弁', '辯'), is(true));
    assertThat(VARIANTS.interchangeable('辨', '辯'), is(false));
  }

  @Test
  void knows_characters_outside_the_basic_plane() {
    assertThat(VARIANTS.interchangeable("𠮷".codePointAt(0), '吉'), is(true));
  }

  @Test
  void takes_a_character_for_itself_and_a_stranger_for_nothing() {
    assertThat(VARIANTS.interchangeable('山', '山'), is(true));
    assertThat(VARIANTS.interchangeable('山', '川'), is(false));
    assertThat(VARIANTS.of('々').isEmpty(), is(true));
  }

  @Test
  void lists_every_group_once_with_its_source_and_nothing_that_normalisation_does()
      throws IOException {
    Set<Set<Integer>> pairs = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (String line : lines()) {
      List<String> cells = Splitter.on('\t').splitToList(line);
      assertThat(line, cells.size(), is(2));
      assertThat(
          line,
          cells.get(1),
          is(in(List.of("joyo", "jinmei", "name", "immigration", "place", "shape"))));
      assertThat(line, groups.add(cells.get(0)), is(true));
      assertThat(line, Normalizer.isNormalized(cells.get(0), Normalizer.Form.NFKC), is(true));
      int[] members = cells.get(0).codePoints().toArray();
      assertThat(line, members.length, is(not(1)));
      for (int i = 0; i < members.length; i++) {
        for (int j = 0; j < i; j++) {
          pairs.add(Set.of(members[i], members[j]));
        }
      }
    }
    assertThat(pairs.size(), is(greaterThanOrEqualTo(400)));
  }

  private static List<String> lines() throws IOException {
    return Resources.readLines(
            Resources.getResource(VariantKanji.class, "variant-kanji.tsv"), UTF_8)
        .stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
