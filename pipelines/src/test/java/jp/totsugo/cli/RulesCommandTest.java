package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.rule.Rule;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code totsugo rules}, and the pages made from it. */
class RulesCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"ja, rules.md", "en, rules.en.md"})
  @Tag(Golden.TAG)
  void the_page_in_the_runbooks_is_what_the_command_prints(String language, String page)
      throws IOException {
    CommandRun screen = CommandRun.of("rules", "--format", "markdown", "--lang", language);

    Golden.assertFile(Golden.RUNBOOKS.resolve(page), screen.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja", "en"})
  void the_table_fits_100_columns_and_has_every_rule(String language) {
    CommandRun screen = CommandRun.of("rules", "--lang", language);

    assertThat(screen.exitCode(), is(0));
    assertThat(screen.width(), lessThanOrEqualTo(100));
    for (Rule rule : Rule.values()) {
      assertThat(screen.out(), containsString("\n" + rule + " "));
    }
  }

  @Test
  void the_json_has_every_rule_with_its_causes_and_reasons() throws IOException {
    JsonNode rules = JsonFile.MAPPER.readTree(CommandRun.of("rules", "--format", "json").out());

    assertThat(rules.size(), is(Rule.COUNT));
    for (Rule rule : Rule.values()) {
      JsonNode json = rules.get(rule.ordinal());
      assertThat(json.get("id").asText(), is(rule.name()));
      assertThat(json.get("causes").size(), is(rule.causes().size()));
      assertThat(json.get("priority").asInt(), is(rule.priority()));
      assertThat(json.get("priorityReason").asText().isEmpty(), is(false));
    }
  }

  @Test
  void the_json_tells_rules_that_need_all_their_columns_from_those_that_take_any()
      throws IOException {
    JsonNode rules = JsonFile.MAPPER.readTree(CommandRun.of("rules", "--format", "json").out());

    JsonNode validity = rules.get(Rule.VALIDITY_DATE_INVALID.ordinal());
    assertThat(validity.get("columns").size(), is(2));
    assertThat(validity.get("needsAllColumns").asBoolean(), is(false));
    assertThat(rules.get(Rule.NAME_MISSING.ordinal()).get("needsAllColumns").asBoolean(), is(true));
  }

  @Test
  void settings_show_in_the_catalogue() throws IOException {
    Path settings = folder.resolve("rules.yaml");
    Files.writeString(
        settings, "rules:\n  KANA_MISSING: {on: false}\n  NAME_MISSING: {severity: review}\n");

    JsonNode rules =
        JsonFile.MAPPER.readTree(
            CommandRun.of("rules", "--format", "json", "--rules", settings.toString()).out());

    assertThat(rules.get(Rule.KANA_MISSING.ordinal()).get("on").asBoolean(), is(false));
    assertThat(rules.get(Rule.NAME_MISSING.ordinal()).get("severity").asText(), is("REVIEW"));
  }

  @Test
  void an_unknown_key_of_the_settings_is_named() throws IOException {
    Path settings = folder.resolve("rules.yaml");
    Files.writeString(settings, "filers: []\n");

    CommandRun screen = CommandRun.inEnglish("rules", "--rules", settings.toString());

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("filers: unknown key"));
  }
}
