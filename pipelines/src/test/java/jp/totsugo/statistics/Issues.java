package jp.totsugo.statistics;

import jp.totsugo.schema.Issue;

/** Makes issues of which only some of the fields matter. */
final class Issues {
  private Issues() {}

  /** An issue of rule NAME_MISSING that is OPEN since a day. */
  static Issue open(String insurer, String firstSeen, String lastSeen) {
    return Issue.newBuilder()
        .setIssueId("f1")
        .setInsurer(insurer)
        .setPersonId("P1")
        .setCategory("RECORD_DEFECT")
        .setRule("NAME_MISSING")
        .setField("Name")
        .setCause("")
        .setSeverity("ERROR")
        .setPriority(3)
        .setStatus("OPEN")
        .setClosedBecause("")
        .setFirstSeen(firstSeen)
        .setLastSeen(lastSeen)
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
        .build();
  }

  static Issue closed(String insurer, String firstSeen, String closedOn, String because) {
    Issue issue = open(insurer, firstSeen, firstSeen);
    issue.setStatus("CLOSED");
    issue.setClosedBecause(because);
    issue.setClosedOn(closedOn);
    return issue;
  }

  static Issue answered(Issue issue, String answer, String day) {
    issue.setAnswer(answer);
    issue.setAnsweredOn(day);
    return issue;
  }
}
