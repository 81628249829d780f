package jp.totsugo.rule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.totsugo.record.Column;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]");

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_rule_has_a_meaning_a_message_and_an_action_for_every_cause_and_field(
      Language language) {
    Messages messages = new Messages(language);
    for (Rule rule : Rule.values()) {
      assertIsSentence(messages.meaning(rule));
      List<String> causes = new ArrayList<>(rule.causes());
      causes.add("");
      for (String cause : causes) {
        assertIsSentence(messages.action(rule, cause));
        for (Column field : Column.values()) {
          assertIsSentence(messages.message(rule, cause, field));
          assertIsIn(language, messages.message(rule, cause, field));
        }
        assertIsIn(language, messages.meaning(rule));
        assertIsIn(language, messages.action(rule, cause));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_cause_of_a_rule_is_told_in_other_words(Language language) {
    Messages messages = new Messages(language);
    for (Rule rule : Rule.values()) {
      List<String> causes = new ArrayList<>(rule.causes());
      causes.add("");
      assertThat(
          rule.name(),
          causes.stream()
              .map(cause -> messages.message(rule, cause, Column.NUMBER))
              .distinct()
              .count(),
          is((long) causes.size()));
    }
  }

  /** A text for a cause that no rule has, mistyped or left over, would never be said. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void there_is_no_text_that_nothing_asks_for(Language language) throws IOException {
    Set<String> left = new TreeSet<>(texts(language).stringPropertyNames());
    for (Rule rule : Rule.values()) {
      left.removeAll(List.of(rule + ".meaning", rule + ".message", rule + ".action"));
      for (String cause : rule.causes()) {
        left.removeAll(List.of(rule + ".cause." + cause, rule + ".action." + cause));
      }
    }
    for (Category category : Category.values()) {
      left.remove("category." + category);
    }
    for (Severity severity : Severity.values()) {
      left.remove("severity." + severity);
    }
    for (State state : State.values()) {
      left.remove("state." + state);
    }
    for (Column column : Column.values()) {
      left.remove("field." + column.header());
    }
    assertThat(left, is(empty()));
  }

  private static void assertIsSentence(String text) {
    assertThat(text, text.matches("(?s).{6,}[.。]"), is(true));
    assertThat("nothing is left to be filled in", text, not(containsString("{")));
  }

  private static void assertIsIn(Language language, String text) {
    assertThat(text, JAPANESE.matcher(text).find(), is(language == Language.ja));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void categories_severities_states_and_columns_have_names(Language language) {
    Messages messages = new Messages(language);
    assertAreNames(language, Stream.of(Category.values()).map(messages::category));
    assertAreNames(language, Stream.of(Severity.values()).map(messages::severity));
    assertAreNames(language, Stream.of(State.values()).map(messages::state));
    assertAreNames(language, Stream.of(Column.values()).map(messages::label));
  }

  /** Short, in the language, and no two alike. */
  private static void assertAreNames(Language language, Stream<String> all) {
    List<String> names = all.toList();
    for (String name : names) {
      assertThat(name, name.matches("\\S(.{0,60}\\S)?"), is(true));
      assertIsIn(language, name);
    }
    assertThat(names.stream().distinct().toList(), is(names));
  }

  @Test
  void a_message_names_the_column_in_the_language_of_the_reader() {
    assertThat(
        new Messages(Language.ja).message(Rule.CODE_INVALID, "", Column.SEX), containsString("性別"));
    assertThat(
        new Messages(Language.en)
            .message(Rule.CODE_INVALID, "", Column.SEX)
            .toLowerCase(java.util.Locale.ROOT),
        containsString("sex"));
  }

  @Test
  void both_languages_have_the_same_texts() throws IOException {
    assertThat(
        texts(Language.en).stringPropertyNames(), is(texts(Language.ja).stringPropertyNames()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void no_text_has_a_place_for_anything_but_the_column(Language language) throws IOException {
    List<String> others = new ArrayList<>();
    texts(language)
        .forEach(
            (key, text) -> {
              String rest = text.toString().replace("{field}", "");
              if (rest.matches("(?s).*[{}%$].*")) {
                others.add(key + ": " + text);
              }
            });
    assertThat(others, is(empty()));
  }

  private static Properties texts(Language language) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Messages.class.getResourceAsStream("messages_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }
}
