package jp.totsugo.cli.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import jp.totsugo.rule.Messages;

/** What the commands say, in the language of {@code --lang}. */
public final class Words {
  private final Properties patterns = new Properties();

  public Words(Messages.Language language) {
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
    return values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values);
  }

  /** The words for so many, in the singular for one. */
  public String count(String key, long count) {
    return text(key + (count == 1 ? ".one" : ".many"), count);
  }
}
