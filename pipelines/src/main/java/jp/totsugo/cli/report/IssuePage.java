package jp.totsugo.cli.report;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.Status;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.Issue;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/** An issue that stands in no queue of the run: it was solved, cleared, or cannot be observed. */
public final class IssuePage {
  private final RunQueues run;
  private final Issue issue;
  private final Rule rule;
  private final Column field;
  private final Messages messages;
  private final Words words;
  private final PageLines page;

  public IssuePage(RunQueues run, Issue issue, Language language) {
    this.run = run;
    this.issue = issue;
    rule = Rule.valueOf(issue.getRule());
    field = Column.ofHeader(issue.getField());
    messages = new Messages(language);
    words = new Words(language);
    page = new PageLines(words);
  }

  public void print(PrintStream out) throws IOException {
    lines().forEach(out::println);
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(issue.getRule() + "  " + issue.getIssueId());
    lines.add("");
    lines.addAll(page.paragraph("  ", messages.message(rule, issue.getCause(), field)));
    lines.addAll(page.paragraph("  ", words.text("life.notInQueue")));
    lines.add("");
    lines.addAll(page.fact("explain.category", messages.category(rule.category())));
    lines.addAll(
        page.fact(
            "explain.severity",
            issue.getSeverity()
                + " ("
                + messages.severity(Severity.valueOf(issue.getSeverity()))
                + ")"));
    if (!issue.getCause().isEmpty()) {
      lines.addAll(
          page.fact(
              "explain.cause", issue.getCause() + ": " + messages.cause(rule, issue.getCause())));
    }
    lines.addAll(page.fact("explain.insurer", issue.getInsurer()));
    lines.addAll(page.fact("life.person", TerminalText.harmless(issue.getPersonId())));
    lines.addAll(page.fact("explain.field", messages.label(field) + " (" + field.header() + ")"));
    lines.add("");
    lines.addAll(new IssueLife(run, issue, words, page).lines());
    if (issue.getStatus().equals(Status.UNOBSERVED.name())) {
      lines.add("");
      lines.add(words.text("explain.do"));
      lines.addAll(page.paragraph("  ", messages.action(rule, issue.getCause())));
    }
    return lines;
  }
}
