package jp.totsugo.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.totsugo.block.Status;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.schema.Issue;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Words;

/** The life of an issue so far, as lines of the page that explains it. */
final class IssueLife {
  private static final int DATE = 12;
  private static final int STATUS = 12;

  /**
   * An issue in one run.
   *
   * @param issue null where the run does not have it, or its results are not at hand
   */
  private record Moment(String asOf, Path folder, Issue issue) {}

  private final Issue issue;
  private final List<Moment> moments = new ArrayList<>();
  private final Words words;
  private final PageLines page;

  /**
   * @param issue as the run has it that is explained
   */
  IssueLife(RunQueues run, Issue issue, Words words, PageLines page) throws IOException {
    this.issue = issue;
    this.words = words;
    this.page = page;
    moments.add(new Moment(run.asOf(), run.folder(), issue));
    for (EarlierRuns.Run earlier : EarlierRuns.of(run.folder(), run.manifest())) {
      if (earlier.asOf().compareTo(issue.getFirstSeen()) < 0) {
        break;
      }
      moments.add(new Moment(earlier.asOf(), earlier.folder(), issueIn(earlier.folder())));
    }
  }

  private Issue issueIn(Path folder) throws IOException {
    if (folder == null) {
      return null;
    }
    try {
      Optional<Issue> then = new RunQueues(folder).issue(issue.getInsurer(), issue.getIssueId());
      return then.orElse(null);
    } catch (RunQueues.NoRunException e) {
      return null;
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(words.text("life.title"));
    lines.addAll(page.fact("life.firstSeen", issue.getFirstSeen()));
    lines.addAll(page.fact("life.lastSeen", issue.getLastSeen()));
    lines.addAll(page.fact("life.now", issue.getStatus() + ": " + meaning(issue)));
    lines.addAll(page.fact("life.runsOpen", words.count("life.runs", issue.getRunsOpen())));
    if (issue.getReopened() > 0) {
      lines.addAll(page.fact("life.reopened", words.count("life.times", issue.getReopened())));
    }
    if (!issue.getAnswer().isEmpty()) {
      lines.addAll(page.fact("life.answer", answer()));
    }
    if (!issue.getClearanceEnded().isEmpty()) {
      lines.addAll(
          page.fact(
              "life.clearance",
              words.text("life.clearanceEnded", issue.getClearanceEnded(), endOfClearance())));
    }
    lines.add("");
    lines.add(words.text("life.byRun"));
    for (int i = moments.size() - 1; i >= 0; i--) {
      Moment moment = moments.get(i);
      String day = "  " + TerminalText.left(moment.asOf(), DATE);
      lines.addAll(
          moment.issue() == null
              ? page.paragraph(
                  day, words.text(moment.folder() == null ? "life.notAtHand" : "life.notThere"))
              : page.paragraph(
                  day + TerminalText.left(moment.issue().getStatus(), STATUS),
                  meaning(moment.issue())));
    }
    return lines;
  }

  private String meaning(Issue then) {
    return then.getStatus().equals(Status.CLOSED.name())
        ? words.text(
            "life.closed", then.getClosedOn(), words.text("life.CLOSED." + then.getClosedBecause()))
        : words.text("life." + Status.valueOf(then.getStatus()));
  }

  private String answer() {
    String text =
        words.text(
            "life.answered",
            issue.getAnswer(),
            words.text("life.answer." + issue.getAnswer()),
            issue.getAnsweredOn());
    return issue.getAnswerReason().isEmpty()
        ? text
        : words.text(
            "life.reason", text, ShownName.in(TerminalText.harmless(issue.getAnswerReason())));
  }

  /** What is no longer as it was when the answer was in force, if the runs tell. */
  private String endOfClearance() {
    for (int i = 0; i + 1 < moments.size(); i++) {
      Issue after = moments.get(i).issue();
      Issue before = moments.get(i + 1).issue();
      boolean isTheEnd = moments.get(i).asOf().equals(issue.getClearanceEnded());
      if (isTheEnd && after != null && before != null) {
        if (before.getStatus().equals(Status.CLOSED.name())) {
          return words.text("life.ended.CLOSED");
        }
        if (before.getRecordPrint() != after.getRecordPrint()) {
          return words.text("life.ended.RECORD");
        }
        if (before.getEvidencePrint() != after.getEvidencePrint()) {
          return words.text("life.ended.EVIDENCE");
        }
      }
    }
    return words.text("life.ended.EITHER");
  }
}
