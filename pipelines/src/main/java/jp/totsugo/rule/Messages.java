package jp.totsugo.rule;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import jp.totsugo.record.Column;
import jp.totsugo.words.Language;

/** What the rules say to people, in one language. No text ever holds a value from a record. */
public final class Messages {
  private final Properties texts = new Properties();

  public Messages(Language language) {
    String name = "messages_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(Messages.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("the texts " + name + " cannot be read", e);
    }
  }

  /** What the rule finds, in one sentence. */
  public String meaning(Rule rule) {
    return text(rule + ".meaning");
  }

  /** What is wrong with a record. */
  public String message(Rule rule, String cause, Column field) {
    String message = text(rule + ".message").replace("{field}", label(field));
    return cause.isEmpty() ? message : message + gap() + cause(rule, cause);
  }

  /** What a cause says. */
  public String cause(Rule rule, String cause) {
    return text(rule + ".cause." + cause);
  }

  private String gap() {
    return label(Column.NAME).equals("氏名") ? "" : " ";
  }

  /** What to do about it. */
  public String action(Rule rule, String cause) {
    String special = texts.getProperty(rule + ".action." + cause);
    return special == null ? text(rule + ".action") : special;
  }

  public String label(Column column) {
    return text("field." + column.header());
  }

  public String category(Category category) {
    return text("category." + category);
  }

  public String severity(Severity severity) {
    return text("severity." + severity);
  }

  public String state(State state) {
    return text("state." + state);
  }

  private String text(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no text for " + key);
    }
    return text;
  }
}
