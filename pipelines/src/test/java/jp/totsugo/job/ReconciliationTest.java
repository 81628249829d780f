package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.Records;
import jp.totsugo.block.Status;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.rule.State;
import jp.totsugo.schema.Issue;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.text.CsvForm;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.Test;

/** No count can be wrong without the reconciliation saying so. */
class ReconciliationTest {
  private static final int INSURER = 6132013;
  private static final RecordView RECORD = Records.of(Map.of(Column.MY_NUMBER, "1"));
  private static final StoredBlock BLOCK = new StoredBlock(1, 2, 3);
  private static final UploadPlan PLAN =
      new UploadPlan(
          List.of(
              new UploadFile(
                  0,
                  "a.csv",
                  "a.csv",
                  "a.csv",
                  99,
                  new int[0],
                  INSURER,
                  new CsvForm(99, Encoding.UTF_8, false, 0))),
          100);

  /** One header, one blank and one unreadable line, a clean record and one with two findings. */
  private static Tally tally() {
    Tally tally = tallyWithoutSlices();
    tally.file(0).endSlice(0, 5, 1);
    return tally;
  }

  private static Tally tallyWithoutSlices() {
    Tally tally = new Tally();
    tally.file(0).addHeader();
    tally.file(0).addBlank();
    tally.file(0).addUnreadable();
    tally.insurer(INSURER).addUnreadable();
    addRecord(tally, 0);
    addRecord(tally, State.bit(State.WRONG_MY_NUMBER));
    addFinding(tally, Rule.MY_NUMBER_FORMAT);
    tally.addQueued(Rule.MY_NUMBER_FORMAT, 1);
    addIssue(tally, Rule.MY_NUMBER_FORMAT.name(), Status.NEW, "");
    addFinding(tally, Rule.MY_NUMBER_ABSENT_WITH_REASON);
    return tally;
  }

  private static void addRecord(Tally tally, int marks) {
    tally.file(0).addRecord(marks);
    tally.insurer(INSURER).addRecord(RECORD, marks);
  }

  private static void addFinding(Tally tally, Rule rule) {
    tally.addDetected(rule, 1);
    tally.insurer(INSURER).addFinding(rule, Findings.NO_CAUSE);
  }

  @Test
  void counts_that_add_up_are_balanced() {
    Reconciliation reconciliation = reconciliation(tally());
    assertThat(reconciliation.differences(), is(List.of()));
    assertThat(reconciliation.toJson().balanced(), is(true));
  }

  @Test
  void a_line_more_or_less_is_told() {
    assertThat(
        differences(tally -> tally.file(0).addBlank()), contains("a.csv: lines: 6 instead of 5"));
    assertThat(differences(6, tally -> {}), contains("a.csv: lines: 5 instead of 6"));
  }

  @Test
  void a_slice_that_was_counted_twice_or_not_at_all_or_is_not_planned_is_told() {
    assertThat(
        differences(tally -> tally.file(0).endSlice(0, 0, 1)),
        contains("a.csv: of 1 slices 0 were not counted and 1 more than once"));
    Reconciliation lost = reconciliation(tallyWithoutSlices());
    assertThat(
        sentences(lost),
        contains(
            "a.csv: lines: 5 instead of 0",
            "a.csv: of 1 slices 1 were not counted and 0 more than once"));
    assertThat(
        differences(tally -> tally.file(0).endSlice(1, 0, 1)),
        contains("1 slices were counted that are not in the plan"));
  }

  @Test
  void what_one_worker_gives_and_no_other_takes_is_told() {
    assertThat(
        differences(tally -> tally.addToStep(Tally.Step.KEYS_MADE, 3)),
        contains("entries of keys: 0 instead of 3"));
    for (Account account : List.of(Account.KEYS, Account.FINDINGS, Account.CANDIDATES)) {
      String name = account.name().toLowerCase(Locale.ROOT);
      assertThat(
          differences(tally -> tally.ledger().given(account).add(BLOCK)),
          contains(name + " handed over between workers: 0 instead of 1"));
      assertThat(
          differences(
              tally -> {
                tally.ledger().given(account).add(BLOCK);
                tally.ledger().taken(account).add(BLOCK);
                tally.ledger().taken(account).add(BLOCK);
              }),
          contains(name + " handed over between workers: 2 instead of 1"));
      assertThat(
          differences(
              tally -> {
                tally.ledger().given(account).add(BLOCK);
                tally.ledger().taken(account).add(new StoredBlock(1, 3, 3));
              }),
          contains(name + " handed over between workers: as many as were given, but others"));
    }
  }

  @Test
  void a_header_may_be_repeated_but_not_missing() {
    Tally two = tallyWithoutSlices();
    two.file(0).addHeader();
    two.file(0).endSlice(0, 6, 1);
    assertThat(reconciliation(two).differences(), is(List.of()));
    Tally none = new Tally();
    none.file(0).addBlank();
    none.file(0).endSlice(0, 1, 1);
    assertThat(sentences(reconciliation(none)), contains("a.csv: headers: 0 instead of 1"));
  }

  @Test
  void a_record_that_no_insurer_has_is_told() {
    assertThat(
        differences(
            6,
            tally -> {
              tally.file(0).addRecord(0);
            }),
        contains("records in state CLEAN: 1 instead of 2", "records of insurers: 2 instead of 3"));
  }

  @Test
  void a_record_that_no_file_has_is_told() {
    assertThat(
        differences(tally -> tally.insurer(1).addRecord(RECORD, 0)),
        contains("records in state CLEAN: 2 instead of 1", "records of insurers: 3 instead of 2"));
  }

  @Test
  void a_state_that_differs_between_file_and_insurer_is_told() {
    assertThat(
        differences(tally -> tally.file(0).addMarks(0, State.bit(State.REVIEW))),
        contains(
            "records in state REVIEW: 0 instead of 1", "records in state CLEAN: 1 instead of 0"));
    assertThat(
        differences(tally -> tally.insurer(INSURER).addMarks(0, State.bit(State.REVIEW))),
        contains(
            "records in state REVIEW: 1 instead of 0", "records in state CLEAN: 0 instead of 1"));
  }

  @Test
  void an_unreadable_line_that_no_insurer_has_is_told() {
    assertThat(
        differences(
            6,
            tally -> {
              tally.file(0).addUnreadable();
            }),
        contains("unreadable lines of insurers: 1 instead of 2"));
  }

  @Test
  void a_finding_that_is_lost_on_the_way_to_its_queue_or_to_the_statistics_is_told() {
    assertThat(
        differences(tally -> tally.addDetected(Rule.MY_NUMBER_FORMAT, 1)),
        contains(
            "MY_NUMBER_FORMAT: findings in queues: 1 instead of 2",
            "MY_NUMBER_FORMAT: findings in statistics: 1 instead of 2",
            "MY_NUMBER_FORMAT: issues found: 1 instead of 2"));
    assertThat(
        differences(tally -> tally.addQueued(Rule.MY_NUMBER_FORMAT, 1)),
        contains("MY_NUMBER_FORMAT: findings in queues: 2 instead of 1"));
    assertThat(
        differences(tally -> tally.insurer(2).addFinding(Rule.MY_NUMBER_FORMAT, Findings.NO_CAUSE)),
        contains("MY_NUMBER_FORMAT: findings in statistics: 2 instead of 1"));
  }

  @Test
  void a_notice_in_a_queue_is_told() {
    assertThat(
        differences(tally -> tally.addQueued(Rule.MY_NUMBER_ABSENT_WITH_REASON, 1)),
        contains("MY_NUMBER_ABSENT_WITH_REASON: findings in queues: 1 instead of 0"));
  }

  @Test
  void every_issue_that_was_found_has_one_status() {
    assertThat(
        differences(tally -> addIssue(tally, "MY_NUMBER_FORMAT", Status.NEW, "")),
        contains("MY_NUMBER_FORMAT: issues found: 2 instead of 1"));
    assertThat(
        differences(tally -> addIssue(tally, "MY_NUMBER_FORMAT", Status.REOPENED, "")),
        contains("MY_NUMBER_FORMAT: issues found: 2 instead of 1"));
    assertThat(
        differences(
            tally -> {
              tally.addDetected(Rule.NAME_MISSING, 1);
              tally.insurer(INSURER).addFinding(Rule.NAME_MISSING, Findings.NO_CAUSE);
              tally.addQueued(Rule.NAME_MISSING, 1);
            }),
        contains("NAME_MISSING: issues found: 0 instead of 1"));
  }

  @Test
  void every_issue_that_was_not_closed_before_goes_on_or_has_ended() {
    Tally tally = tally();
    addIssue(tally, "NAME_MISSING", Status.UNOBSERVED, "");
    addIssue(tally, "AN_OLD_RULE", Status.CLOSED, "RULE_CHANGED");
    Map<String, Long> before = Map.of("NAME_MISSING", 1L, "AN_OLD_RULE", 1L);
    assertThat(reconciliation(tally, before).differences(), is(List.of()));
    assertThat(
        sentences(reconciliation(tally, Map.of("NAME_MISSING", 3L, "AN_OLD_RULE", 1L))),
        contains("NAME_MISSING: issues not closed in the run before: 1 instead of 3"));
    assertThat(
        sentences(reconciliation(tally, Map.of("NAME_MISSING", 1L))),
        contains("AN_OLD_RULE: issues not closed in the run before: 1 instead of 0"));
    assertThat(
        sentences(reconciliation(tally(), Map.of("A_LOST_RULE", 1L))),
        contains("A_LOST_RULE: issues not closed in the run before: 0 instead of 1"));
  }

  @Test
  void an_issue_that_goes_on_counts_on_both_sides() {
    Tally tally = tally();
    for (Status status : List.of(Status.OPEN, Status.CLEARED)) {
      addFinding(tally, Rule.NAME_PLACEHOLDER);
      addIssue(tally, "NAME_PLACEHOLDER", status, "");
    }
    tally.addQueued(Rule.NAME_PLACEHOLDER, 1);
    assertThat(reconciliation(tally, Map.of("NAME_PLACEHOLDER", 2L)).differences(), is(List.of()));
    assertThat(
        reconciliation(tally, Map.of("NAME_PLACEHOLDER", 2L))
            .toJson()
            .issues()
            .get("NAME_PLACEHOLDER"),
        is(new Reconciliation.Issues(2, 0, 1, 0, 1, 2, 0, 0)));
  }

  private static void addIssue(Tally tally, String rule, Status status, String because) {
    tally
        .lives(INSURER)
        .add(
            Issue.newBuilder()
                .setIssueId("f1")
                .setInsurer("06132013")
                .setPersonId("P1")
                .setCategory("RECORD_DEFECT")
                .setRule(rule)
                .setField("")
                .setCause("")
                .setSeverity("ERROR")
                .setPriority(1)
                .setStatus(status.name())
                .setClosedBecause(because)
                .setFirstSeen("")
                .setLastSeen("")
                .setClosedOn("")
                .setReopened(0)
                .setRunsOpen(1)
                .setAnswer("")
                .setAnswerReason("")
                .setAnsweredOn("")
                .setClearanceEnded("")
                .setRuleVersion("")
                .setRecordPrint(0)
                .setEvidencePrint(0)
                .setPartners("")
                .build());
  }

  private static List<String> differences(Consumer<Tally> tampering) {
    return differences(5, tampering);
  }

  private static List<String> differences(int lines, Consumer<Tally> tampering) {
    Tally tally = tallyWithoutSlices();
    tally.file(0).endSlice(0, lines, 1);
    tampering.accept(tally);
    Reconciliation reconciliation = reconciliation(tally);
    assertThat(reconciliation.isBalanced(), is(false));
    assertThat(reconciliation.toJson().balanced(), is(false));
    return sentences(reconciliation);
  }

  private static List<String> sentences(Reconciliation reconciliation) {
    return reconciliation.differences().stream().map(Saying::toString).toList();
  }

  private static Reconciliation reconciliation(Tally tally) {
    return reconciliation(tally, Map.of());
  }

  private static Reconciliation reconciliation(Tally tally, Map<String, Long> notClosed) {
    return new Reconciliation(
        PLAN,
        tally,
        TakenQueues.none(),
        RuleSettingsFile.defaults(java.time.LocalDate.of(2026, 4, 1)),
        notClosed);
  }
}
