package jp.totsugo.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/** What the program says to people, in the language of {@code --lang}. */
public final class Words {
  static final Words ENGLISH = new Words(Language.en);

  private final Properties patterns = new Properties();

  public Words(Language language) {
    String name = "words_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(Words.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      patterns.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("the words " + name + " cannot be read", e);
    }
  }

  public String text(String key, Object... values) {
    String pattern = patterns.getProperty(key);
    if (pattern == null) {
      throw new IllegalStateException("no words for " + key);
    }
    return values.length == 0
        ? pattern
        : String.format(Locale.ROOT, pattern, Arrays.stream(values).map(this::value).toArray());
  }

  /** Whether there are words for this. */
  public boolean has(String key) {
    return patterns.containsKey(key);
  }

  public String text(Saying saying) {
    if (saying.key().equals(Saying.LINES)) {
      return String.join("\n", lines(saying));
    }
    return text(saying.key(), saying.values().toArray());
  }

  /** Each on a line of its own if there are several; a line break within one is a part of it. */
  public List<String> lines(Saying saying) {
    return saying.key().equals(Saying.LINES)
        ? saying.values().stream().map(each -> String.valueOf(value(each))).toList()
        : List.of(text(saying));
  }

  /** Lists stand as lists of their language do. */
  private Object value(Object value) {
    if (value instanceof Saying saying) {
      return text(saying);
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(each -> String.valueOf(value(each)))
          .collect(Collectors.joining(text("listGap")));
    }
    return value;
  }

  /** The words for so many, in the singular for one. */
  public String count(String key, long count) {
    return text(key + (count == 1 ? ".one" : ".many"), count);
  }
}
