package jp.totsugo.words;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Pattern PLACE = Pattern.compile("%(\\d+\\$)?[,.0-9]*[sdf]");

  @Test
  void both_languages_have_the_same_keys_with_the_same_places() throws IOException {
    assertThat(places("ja"), is(places("en")));
  }

  private static Map<String, String> places(String language) throws IOException {
    Properties words = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Words.class.getResourceAsStream("words_" + language + ".properties"),
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
