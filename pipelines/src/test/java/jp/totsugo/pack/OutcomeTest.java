package jp.totsugo.pack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Issue;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a clerk is told of an issue of the run before. */
class OutcomeTest {
  private static final String AS_OF = "2026-05-01";
  private static final String BEFORE = "2026-04-01";

  private static Issue issue(String status, String answer, String answeredOn, String severity) {
    return Issue.newBuilder()
        .setIssueId("faaaaaaaaaaaaaaaa")
        .setInsurer("06132013")
        .setPersonId("A-1")
        .setCategory("WRONG_MY_NUMBER")
        .setRule("MY_NUMBER_NAME_DIFFERS")
        .setField("MyNumber")
        .setCause("")
        .setSeverity(severity)
        .setPriority(1)
        .setStatus(status)
        .setClosedBecause("")
        .setFirstSeen(BEFORE)
        .setLastSeen(AS_OF)
        .setClosedOn("")
        .setReopened(0)
        .setRunsOpen(1)
        .setAnswer(answer)
        .setAnswerReason("")
        .setAnsweredOn(answeredOn)
        .setClearanceEnded("")
        .setRuleVersion("")
        .setRecordPrint(0)
        .setEvidencePrint(0)
        .setPartners("")
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    // status, answer, answered on, severity, what is told
    "NEW, '', '', ERROR, ''",
    "OPEN, '', '', ERROR, ''",
    "OPEN, WORKING, 2026-04-20, ERROR, ''",
    "OPEN, CORRECTED, 2026-04-20, ERROR, outcome.STILL_THERE.CORRECTED",
    "REOPENED, CORRECTED, 2026-02-20, ERROR, outcome.STILL_THERE.CORRECTED",
    "OPEN, LEFT, 2026-04-20, ERROR, outcome.STILL_THERE.LEFT",
    "OPEN, NOT_OURS, 2026-04-20, REVIEW, outcome.STILL_THERE.NOT_OURS",
    "OPEN, RIGHT, 2026-04-20, ERROR, outcome.DISPUTED",
    "OPEN, RIGHT, 2026-04-20, REVIEW, outcome.CLEARANCE_ENDED",
    "CLEARED, RIGHT, 2026-04-01, REVIEW, outcome.ACCEPTED",
    "CLEARED, RIGHT, 2026-03-31, REVIEW, ''",
    "UNOBSERVED, '', '', ERROR, ''",
    "UNOBSERVED, CORRECTED, 2026-04-20, ERROR, outcome.NOT_OBSERVED",
  })
  void an_issue_that_is_not_closed(
      String status, String answer, String answeredOn, String severity, String key) {
    Outcome outcome = Outcome.of(issue(status, answer, answeredOn, severity), AS_OF, BEFORE, null);
    assertThat(outcome == null ? "" : outcome.key(), is(key));
    if (outcome != null) {
      assertThat(new PackTexts(Language.ja).has(outcome.textKey()), is(true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-01, CORRECTED, outcome.CORRECTED",
    "2026-05-01, LEFT, outcome.LEFT",
    "2026-05-01, UNTRACEABLE, outcome.UNTRACEABLE",
    "2026-04-01, CORRECTED, ''",
  })
  void an_issue_that_was_closed_is_told_of_once(String closedOn, String reason, String key) {
    Issue issue = issue("CLOSED", "CORRECTED", "2026-04-20", "ERROR");
    issue.setClosedOn(closedOn);
    issue.setClosedBecause(reason);
    Outcome outcome = Outcome.of(issue, AS_OF, BEFORE, null);
    assertThat(outcome == null ? "" : outcome.key(), is(key));
  }

  @Test
  void an_answer_that_was_not_taken_is_told_of_first_of_all() {
    Issue issue = issue("OPEN", "CORRECTED", "2026-03-20", "ERROR");
    Outcome outcome = Outcome.of(issue, AS_OF, BEFORE, RefusedAnswer.Cause.REASON_MISSING);
    assertThat(outcome.kind(), is(Outcome.Kind.ANSWER_REFUSED));
    assertThat(outcome.textKey(), is("refused.REASON_MISSING.text"));
    assertThat(outcome.kind().asksForAction(), is(true));
  }

  @Test
  void a_rule_of_another_version_is_passed_over() {
    Issue issue = issue("OPEN", "CORRECTED", "2026-04-20", "ERROR");
    issue.setRule("RULE_OF_YESTERDAY");
    assertThat(Outcome.of(issue, AS_OF, BEFORE, null) == null, is(true));
    issue.setRule(Rule.CODE_INVALID.name());
    assertThat(Outcome.of(issue, AS_OF, BEFORE, null) == null, is(false));
  }
}
