package jp.totsugo.pack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.ClosedBecause;
import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.rule.Rule;
import jp.totsugo.words.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of packs. */
class PackTextsTest {
  /** In a list that is to be worked off, nobody reads three lines of a row. */
  private static final int FEW = 60;

  @ParameterizedTest
  @EnumSource(Rule.class)
  void every_rule_says_what_is_wrong_and_what_to_do_in_a_few_words(Rule rule) {
    PackTexts texts = new PackTexts(Language.ja);
    PackTexts english = new PackTexts(Language.en);
    List<String> causes = new ArrayList<>(rule.causes());
    causes.add("");
    for (String cause : causes) {
      String wrong = texts.problem(rule, cause, "ERROR");
      assertThat(wrong, TextLines.width(wrong) <= FEW, is(true));
      String action = texts.shortAction(rule, cause);
      assertThat(action, TextLines.width(action) <= FEW, is(true));
      assertThat(english.problem(rule, cause, "REVIEW"), is(not("")));
      assertThat(english.shortAction(rule, cause), is(not("")));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_outcome_has_its_words(Language language) {
    PackTexts texts = new PackTexts(language);
    for (ClosedBecause reason : ClosedBecause.values()) {
      assertThat(
          texts.has("outcome." + reason) && texts.has("outcome." + reason + ".text"), is(true));
    }
    for (RefusedAnswer.Cause cause : RefusedAnswer.Cause.values()) {
      assertThat(cause.name(), texts.has("refused." + cause + ".text"), is(true));
    }
  }
}
