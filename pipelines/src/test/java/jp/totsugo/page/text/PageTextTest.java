package jp.totsugo.page.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Rule;
import jp.totsugo.statistics.CoverageTable;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PageTextTest {
  private static final Pattern PLACE = Pattern.compile("%(?:([0-9])\\$)?,?[sd]");
  private static final Pattern KEY =
      Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z0-9_]+)*\\.?)\"");

  private static Properties texts(Language language) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            PageText.class.getResourceAsStream("texts_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  /** The values that each text shows, by number, and how. */
  private static Map<String, Map<Integer, String>> values(Language language) throws IOException {
    Map<String, Map<Integer, String>> values = new TreeMap<>();
    texts(language)
        .forEach(
            (key, text) -> {
              Map<Integer, String> places = new HashMap<>();
              Matcher place = PLACE.matcher(text.toString().replace("%%", ""));
              int next = 1;
              while (place.find()) {
                int number = place.group(1) == null ? next++ : Integer.parseInt(place.group(1));
                places.put(number, place.group().substring(place.group().length() - 1));
              }
              values.put(key.toString(), places);
            });
    return values;
  }

  @Test
  void both_languages_have_the_same_texts_with_the_same_values() throws IOException {
    assertThat(values(Language.en), is(values(Language.ja)));
  }

  @Test
  void a_text_is_never_empty() throws IOException {
    for (Language language : Language.values()) {
      List<String> empty = new ArrayList<>();
      texts(language)
          .forEach(
              (key, text) -> {
                if (text.toString().isBlank()) {
                  empty.add(key.toString());
                }
              });
      assertThat(empty, is(empty()));
    }
  }

  @Test
  void every_text_is_asked_for_by_a_page() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (Path folder : List.of(Path.of("src/main/jte"), Path.of("src/main/java/jp/totsugo/page"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher key = KEY.matcher(Files.readString(file));
          while (key.find()) {
            asked.add(key.group(1));
          }
        }
      }
    }
    List<String> never = new ArrayList<>();
    for (Object key : texts(Language.ja).keySet()) {
      boolean isAsked =
          asked.contains(key.toString())
              || asked.stream().anyMatch(a -> a.endsWith(".") && key.toString().startsWith(a));
      if (!isAsked) {
        never.add(key.toString());
      }
    }
    assertThat(never, is(empty()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_rule_type_note_and_prefecture_has_a_name(Language language) throws IOException {
    Set<Object> keys = texts(language).keySet();
    for (Rule rule : Rule.values()) {
      assertThat(keys, hasItem("rule." + rule));
    }
    for (InsurerType type : InsurerType.values()) {
      assertThat(keys, hasItem("type." + type));
      assertThat(keys, hasItem("type.short." + type));
    }
    for (CoverageTable.Note note : CoverageTable.Note.values()) {
      assertThat(keys, hasItem("note." + note));
      assertThat(keys, hasItem("note." + note + ".todo"));
    }
    for (int prefecture = 1; prefecture <= 47; prefecture++) {
      assertThat(keys, hasItem("prefecture." + (prefecture < 10 ? "0" : "") + prefecture));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "213, 213",
    "999, 999",
    "3000, 約0.3万",
    "62987, 約6.3万",
    "1750000, 約175万",
    "122480000, '約1億2,248万'",
    "100000000, 約1億0万"
  })
  void numbers_are_written_as_in_the_notice_of_the_ministry(long number, String text) {
    assertThat(new PageText(Language.ja).about(number), is(text));
  }

  @ParameterizedTest
  @CsvSource({
    "63000, 122480000, 0.05%, 0.051%",
    "3000, 122480000, 0.002%, 0.0024%",
    "0, 100, 0%, 0%",
    "1, 8, 12.5%, 12.5%",
    "1, 0, —, —",
    "-1, 100, —, —"
  })
  void shares_have_the_digits_that_count(long part, long whole, String rough, String percent) {
    PageText text = new PageText(Language.ja);

    assertThat(text.roughPercent(part, whole), is(rough));
    assertThat(text.percent(part, whole), is(percent));
  }
}
