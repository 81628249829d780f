package jp.totsugo.words;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final Pattern PLACE = Pattern.compile("%(\\d+\\$)?[,.0-9]*[sdf]|\\$\\{[A-Z-]+\\}");

  /** Keys at the places where sayings are made. */
  private static final Pattern KEY =
      Pattern.compile(
          "Saying\\.of\\(\\s*\"([A-Za-z_.]+)\"[,)]"
              + "|new WrongUsage\\(\\s*spec,\\s*\"([A-Za-z_.]+)\"[,)]");

  /** Places with a number may stand in any order. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparing(place -> place.contains("$") ? place : "");

  @ParameterizedTest
  @ValueSource(strings = {"words/words", "cli/help", "rule/messages"})
  void both_languages_have_the_same_keys_with_the_same_places(String texts) throws IOException {
    Map<String, String> japanese = places(texts, "ja");
    Map<String, String> english = places(texts, "en");
    // What a library says of a YAML file is English; its place and what to look for are enough.
    english.replaceAll(
        (key, places) -> key.startsWith("yaml.invalid") ? japanese.get(key) : places);
    assertThat(japanese, is(english));
  }

  @Test
  void every_key_that_the_sources_name_has_words() throws IOException {
    Set<String> known = places("words/words", "en").keySet();
    Set<String> unknown = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher key = KEY.matcher(Files.readString(source));
        while (key.find()) {
          String name = key.group(1) == null ? key.group(2) : key.group(1);
          if (!name.endsWith(".") && !known.contains(name)) {
            unknown.add(name);
          }
        }
      }
    }
    assertThat(unknown, is(Set.of()));
  }

  @Test
  void a_saying_in_a_saying_and_a_list_stand_in_the_words_of_the_language() {
    Saying saying =
        Saying.of(
            "yaml.error", "a.yaml", 1, "header", Saying.of("yaml.mustHave", List.of("A", "B")));

    assertThat(new Words(Language.ja).text(saying), is("a.yaml:1：header：ファイルに必要な列がありません：A、B"));
    assertThat(saying.toString(), is("a.yaml:1: header: a file must have A, B"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ja",
    "run --lang en --out x, en",
    "run --lang=EN, en",
    "--lang en run --lang ja, ja",
    "run --lang fr, ja",
    "run --lang, ja",
    "run -- --lang en, ja"
  })
  void the_language_is_found_in_arguments_that_may_be_wrong(String arguments, Language language) {
    assertThat(Language.of(arguments.split(" ")), is(language));
  }

  private static Map<String, String> places(String texts, String language) throws IOException {
    Properties words = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Words.class.getResourceAsStream(
                "/jp/totsugo/" + texts + "_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    }
    Map<String, String> places = new TreeMap<>();
    words.forEach(
        (key, pattern) ->
            places.put(
                key.toString(),
                PLACE
                    .matcher(pattern.toString())
                    .results()
                    .map(MatchResult::group)
                    .sorted(BY_NUMBER)
                    .collect(Collectors.joining(" "))));
    return places;
  }

  @Test
  void one_is_singular_and_all_else_is_plural() {
    Words words = new Words(Language.en);

    assertThat(words.count("records", 1), is("1 record"));
    assertThat(words.count("records", 0), is("0 records"));
    assertThat(words.count("records", 1_234), is("1,234 records"));
    assertThat(new Words(Language.ja).count("records", 1), is("1件"));
  }
}
