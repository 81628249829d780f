package jp.totsugo.rule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import jp.totsugo.record.CharClasses;
import jp.totsugo.rule.RuleSettingsFile.InvalidSettingsException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSettingsFileTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  /** What is off unless a register or earlier uploads are given. */
  private static final Set<Rule.Scope> WITH_A_REFERENCE =
      EnumSet.of(Rule.Scope.REGISTER, Rule.Scope.EARLIER);

  @TempDir Path folder;

  @Test
  void without_a_file_the_settings_of_the_contract_hold() {
    RuleSettings settings = RuleSettingsFile.defaults(AS_OF);
    for (Rule rule : Rule.values()) {
      assertThat(settings.isOn(rule), is(!WITH_A_REFERENCE.contains(rule.scope())));
      assertThat(settings.severity(rule), is(rule.defaultSeverity()));
    }
    assertThat(settings.isFiller(123456789012L), is(true));
    assertThat(settings.isFiller(123456789018L), is(true));
    assertThat(settings.isFiller(0), is(true));
    assertThat(settings.isFiller(777777777777L), is(true));
    assertThat(settings.isFiller(777777777778L), is(false));
    for (String placeholder : "● ■ 〓 □ ◯ ○ ? ？ * ＊ \uFFFD \uE000 \uF8FF".split(" ")) {
      assertThat(placeholder, isPlaceholder(settings, placeholder.charAt(0)), is(true));
    }
    for (String none : "〇 ※ ・ 0 Ａ ー".split(" ")) {
      assertThat(none, isPlaceholder(settings, none.charAt(0)), is(false));
    }
    assertThat(settings.cardIssueDays(), is(30));
    assertThat(settings.absenceOverdueDays(), is(60));
    assertThat(settings.unreadableShare(), is(0.01));
    assertThat(settings.asOf(), is(20260401));
  }

  @Test
  void an_empty_file_changes_nothing() throws Exception {
    String before = RuleSettingsFile.defaults(AS_OF).fingerprint();
    assertThat(read("").fingerprint(), is(before));
    assertThat(read("# only words\n").fingerprint(), is(before));
  }

  @Test
  void a_rule_can_be_switched_off_or_given_another_severity() throws Exception {
    RuleSettings settings =
        read(
            "rules:\n  AGE_SCHEME_MISMATCH: {on: false}\n  NAME_PLACEHOLDER: {severity: notice}\n");
    assertThat(settings.isOn(Rule.AGE_SCHEME_MISMATCH), is(false));
    assertThat(settings.isOn(Rule.NAME_PLACEHOLDER), is(true));
    assertThat(settings.severity(Rule.NAME_PLACEHOLDER), is(Severity.NOTICE));
    assertThat(settings.severity(Rule.NAME_MISSING), is(Severity.ERROR));
  }

  @Test
  void a_list_replaces_the_built_in_one_as_a_whole() throws Exception {
    RuleSettings settings = read("fillers: ['000000000019']\nplaceholders: ['@', U+2000-U+2002]\n");
    assertThat(settings.isFiller(19), is(true));
    assertThat(settings.isFiller(123456789012L), is(false));
    assertThat(settings.isFiller(111111111111L), is(true));
    assertThat(isPlaceholder(settings, '@'), is(true));
    assertThat(isPlaceholder(settings, '\u2002'), is(true));
    assertThat(isPlaceholder(settings, '\u2003'), is(false));
    assertThat(isPlaceholder(settings, '●'), is(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: {NAME_MISSING: {on: false}}",
        "rules: {NAME_MISSING: {severity: review}}",
        "fillers: ['123456789012']",
        "placeholders: ['●']",
        "card_issue_days: 31",
        "absence_overdue_days: 61",
        "unreadable_share: 0.02",
      })
  void whatever_is_changed_changes_the_fingerprint(String yaml) throws Exception {
    assertThat(read(yaml).fingerprint(), is(not(RuleSettingsFile.defaults(AS_OF).fingerprint())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fillerz: []                                  | fillerz: unknown key; known are [rules,"
            + " fillers, placeholders, card_issue_days, absence_overdue_days, unreadable_share,"
            + " register_complete, kept_runs, shrank_percent, grew_percent, shrank_records,"
            + " mergers]",
        "rules: {NO_SUCH_RULE: {on: false}}           | rules.NO_SUCH_RULE: no rule has this name",
        "rules: {name_missing: {on: false}}           | rules.name_missing: no rule has this name",
        "rules: {NAME_MISSING: {off: true}}           | rules.NAME_MISSING.off: unknown key; known"
            + " are [on, severity]",
        "rules: {NAME_MISSING: {on: maybe}}           | rules.NAME_MISSING.on: true or false is"
            + " expected",
        "rules: {NAME_MISSING: {on: off}}             | rules.NAME_MISSING.on: true or false is"
            + " expected",
        "rules: {NAME_MISSING: {on: 0}}               | rules.NAME_MISSING.on: true or false is"
            + " expected",
        "rules: {NAME_MISSING: {severity: fatal}}     | rules.NAME_MISSING.severity: error, review"
            + " or notice is expected",
        "rules: {NAME_MISSING: {severity: }}          | rules.NAME_MISSING.severity: error, review"
            + " or notice is expected",
        "rules: {NAME_MISSING: off}                   | rules.NAME_MISSING: keys with values are"
            + " expected",
        "rules: [NAME_MISSING]                        | rules: keys with values are expected",
        "fillers: '123456789012'                      | fillers: a list is expected",
        "fillers: [123456789012]                      | fillers: a list of twelve digits in quotes"
            + " is expected",
        "fillers: ['12345678901']                     | fillers: a list of twelve digits in quotes"
            + " is expected",
        "fillers: ['１２３４５６７８９０１２']             | fillers: a list of twelve digits in quotes is"
            + " expected",
        "fillers:                                     | fillers: a list is expected",
        "placeholders: '●'                            | placeholders: a list is expected",
        "placeholders: ['●●']                         | placeholders: one character, U+XXXX or"
            + " U+XXXX-U+YYYY is expected",
        "placeholders: ['']                           | placeholders: one character, U+XXXX or"
            + " U+XXXX-U+YYYY is expected",
        "placeholders: [U+2002-U+2000]                | placeholders: no range of code points",
        "placeholders: [U+110000]                     | placeholders: no range of code points",
        "placeholders: [U+E000-U+FFFFFF]              | placeholders: no range of code points",
        "card_issue_days: -1                          | card_issue_days: a number of days from 0 is"
            + " expected",
        "card_issue_days: 1.5                         | card_issue_days: a number of days from 0 is"
            + " expected",
        "card_issue_days: 99999999999                 | card_issue_days: a number of days from 0 is"
            + " expected",
        "absence_overdue_days: many                   | absence_overdue_days: a number of days from"
            + " 0 is expected",
        "unreadable_share: 1.01                       | unreadable_share: a share from 0 to 1 is"
            + " expected",
        "unreadable_share: -0.1                       | unreadable_share: a share from 0 to 1 is"
            + " expected",
        "unreadable_share: .nan                       | unreadable_share: a share from 0 to 1 is"
            + " expected",
        "unreadable_share: 1 %                        | unreadable_share: a share from 0 to 1 is"
            + " expected",
        "kept_runs: -1                                | kept_runs: a number of runs from 0 is"
            + " expected",
        "shrank_percent: much                         | shrank_percent: a number of percent from 0"
            + " is expected",
        "mergers: {'01130012': '1'}                   | mergers.01130012: two insurer numbers are"
            + " expected",
        "mergers: {'01130012': '01130012'}            | mergers.01130012: two insurer numbers are"
            + " expected",
        "just words                                   | the file: keys with values are expected",
      })
  void what_cannot_be_used_is_an_error_that_names_the_file_and_the_key(String yaml, String error)
      throws IOException {
    assertThat(error(yaml), startsWith(folder.resolve("rules.yaml") + ":1: " + error));
  }

  @Test
  void what_is_set_of_issues_over_several_runs_decides_no_finding() throws Exception {
    RuleSettings settings =
        read(
            "{kept_runs: 3, shrank_percent: 5, shrank_records: 6, grew_percent: 7,"
                + " mergers: {'01130012': '138016'}}");
    assertThat(settings.life(), is(new LifeSettings(3, 5, 6, 7, Map.of(1_130_012, 138_016))));
    assertThat(settings.fingerprint(), is(RuleSettingsFile.defaults(AS_OF).fingerprint()));
    assertThat(RuleSettingsFile.defaults(AS_OF).life(), is(LifeSettings.USUAL));
  }

  @Test
  void who_is_a_part_of_another_insurer_gets_no_other() throws IOException {
    assertThat(
        error("mergers: {'01130012': '138016', '138016': '01130012'}"),
        startsWith(
            folder.resolve("rules.yaml")
                + ":1: mergers: 00138016 is said to be a part of another, too"));
  }

  @Test
  void a_key_twice_is_an_error_that_names_it() throws IOException {
    assertThat(
        error("card_issue_days: 1\ncard_issue_days: 2\n"), containsString("card_issue_days"));
  }

  @Test
  void all_that_is_wrong_is_said_at_once_with_its_lines() throws IOException {
    String file = folder.resolve("rules.yaml").toString();
    assertThat(
        error("fillers: 1\ncard_issue_days: 7\nrules:\n  NO_RULE: {on: true}\n"),
        is(
            file
                + ":1: fillers: a list is expected\n"
                + file
                + ":4: rules.NO_RULE: no rule has this name; see `totsugo rules`"));
  }

  @Test
  void what_is_no_yaml_is_an_error_that_names_the_file() throws IOException {
    assertThat(
        error("rules: [unclosed"), startsWith(folder.resolve("rules.yaml") + ":1: no valid YAML"));
  }

  @Test
  void a_yaml_file_cannot_make_objects() throws IOException {
    assertThat(error("rules: !!java.io.File [x]"), containsString("no valid YAML"));
  }

  private static boolean isPlaceholder(RuleSettings settings, char c) {
    return (settings.charClasses().of(c) & CharClasses.PLACEHOLDER) != 0;
  }

  private RuleSettings read(String yaml) throws InvalidSettingsException, IOException {
    return RuleSettingsFile.read(Files.writeString(folder.resolve("rules.yaml"), yaml), AS_OF);
  }

  private String error(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), yaml);
    return Assertions.assertThrows(
            InvalidSettingsException.class, () -> RuleSettingsFile.read(file, AS_OF))
        .getMessage();
  }
}
