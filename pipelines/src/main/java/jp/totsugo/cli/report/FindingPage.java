package jp.totsugo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.person.DecisionTable;
import jp.totsugo.person.FieldOutcome;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.Correction;
import jp.totsugo.schema.Issue;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/** One finding on a page of 80 columns, for the clerk who has to settle it. */
public final class FindingPage {
  private static final int MOST_MEMBERS = 20;
  private static final String OTHER_INSURER = "other-insurer";

  /** The columns of the evidence that hold outcomes, and what they compare. */
  private static final Map<String, Column> COMPARED =
      Map.of(
          "name", Column.NAME,
          "kana", Column.KANA,
          "birthdate", Column.BIRTHDATE,
          "sex", Column.SEX,
          "address", Column.ADDRESS);

  private static final List<String> COMPARED_ORDER =
      List.of("name", "kana", "birthdate", "sex", "address");

  private final RunQueues queues;
  private final String insurer;
  private final Correction finding;
  private final Rule rule;
  private final Column field;
  private final Language language;
  private final Messages messages;
  private final Words words;
  private final PageLines page;

  public FindingPage(RunQueues queues, String insurer, Correction finding, Language language) {
    this.queues = queues;
    this.insurer = insurer;
    this.finding = finding;
    this.language = language;
    rule = Rule.valueOf(finding.getRule());
    field = Column.ofHeader(finding.getField());
    messages = new Messages(language);
    words = new Words(language);
    page = new PageLines(words);
  }

  public void print(PrintStream out) throws RunQueues.NoRunException, IOException {
    lines().forEach(out::println);
  }

  private List<String> lines() throws RunQueues.NoRunException, IOException {
    List<String> lines = new ArrayList<>();
    lines.add(finding.getRule() + "  " + finding.getIssueId());
    lines.add("");
    lines.addAll(page.paragraph("  ", messages.message(rule, finding.getCause(), field)));
    lines.add("");
    lines.addAll(facts());
    List<String> evidence = evidence(queues.evidence(insurer, finding.getIssueId()));
    if (!evidence.isEmpty()) {
      lines.add("");
      lines.add(words.text("explain.evidence"));
      lines.addAll(evidence);
    }
    List<String> members = members();
    if (!members.isEmpty()) {
      lines.add("");
      lines.add(
          finding.getGroupId().isEmpty()
              ? words.text("explain.related")
              : words.text("explain.group", finding.getGroupId()));
      lines.addAll(members);
    }
    lines.add("");
    lines.add(words.text("explain.do"));
    lines.addAll(page.paragraph("  ", messages.action(rule, finding.getCause())));
    Optional<Issue> issue = queues.issue(insurer, finding.getIssueId());
    if (issue.isPresent()) {
      lines.add("");
      lines.addAll(new IssueLife(queues, issue.get(), words, page).lines());
    }
    return lines;
  }

  private List<String> facts() {
    List<String> lines = new ArrayList<>();
    lines.addAll(page.fact("explain.category", messages.category(rule.category())));
    lines.addAll(
        page.fact(
            "explain.severity",
            finding.getSeverity()
                + " ("
                + messages.severity(Severity.valueOf(finding.getSeverity()))
                + ")"));
    lines.addAll(
        page.fact(
            "explain.priority",
            words.text("explain.ofFive", String.valueOf(finding.getPriority()))));
    if (!finding.getCause().isEmpty()) {
      lines.addAll(
          page.fact(
              "explain.cause",
              finding.getCause() + ": " + messages.cause(rule, finding.getCause())));
    }
    lines.addAll(page.fact("explain.insurer", insurer));
    lines.addAll(page.fact("explain.record", location(finding)));
    lines.addAll(page.fact("explain.number", finding.getMyNumberMasked()));
    lines.addAll(page.fact("explain.field", messages.label(field) + " (" + field.header() + ")"));
    JsonNode manifest = queues.manifest();
    lines.addAll(page.fact("explain.ruleSet", manifest.path("ruleSet").asText()));
    lines.addAll(
        page.fact(
            "explain.program",
            words.text(
                "explain.version",
                manifest.path("versions").path("totsugo").asText(),
                manifest.path("asOf").asText())));
    return lines;
  }

  private List<String> evidence(Map<String, String> evidence) {
    List<String> lines = new ArrayList<>();
    for (String column : COMPARED_ORDER) {
      String outcome = evidence.get(column);
      if (outcome != null) {
        lines.add(
            page.row(
                messages.label(COMPARED.get(column)),
                words.text("outcome." + FieldOutcome.valueOf(outcome))));
      }
    }
    String decided = evidence.get("decision_line");
    if (decided != null) {
      lines.addAll(page.fact("explain.line", decided + ": " + reason(decided)));
    }
    String position = evidence.get("position");
    if (position != null) {
      List<String> positions = Splitter.on(';').splitToList(position);
      lines.addAll(
          page.paragraph(
              "  ",
              positions.size() == 1
                  ? words.text("explain.position", positions.get(0))
                  : words.text("explain.positions", positions.get(0), positions.get(1))));
    }
    String offset = evidence.get("offset");
    if (offset != null) {
      int rows = Integer.parseInt(offset);
      lines.addAll(
          page.paragraph(
              "  ", words.count(rows > 0 ? "explain.below" : "explain.above", Math.abs(rows))));
    }
    return lines;
  }

  private String reason(String decisionLine) {
    return DecisionTable.standard().lines().stream()
        .filter(line -> line.id().equals(decisionLine))
        .map(line -> language == Language.ja ? line.reasonJa() : line.reasonEn())
        .findFirst()
        .orElse(words.text("explain.unknownLine"));
  }

  /** The other records as far as the queue of this insurer names them. */
  private List<String> members() throws IOException {
    List<String> related = Splitter.on(';').omitEmptyStrings().splitToList(finding.getRelated());
    List<String> lines = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    if (rule == Rule.MY_NUMBER_SHIFTED && related.size() == 2 && !related.contains(OTHER_INSURER)) {
      lines.addAll(
          page.paragraph(
              "  ",
              words.text(
                  "explain.run",
                  TerminalText.harmless(related.get(0)),
                  TerminalText.harmless(related.get(1)))));
      shown.addAll(related);
    }
    shown.add(finding.getFile() + ":" + finding.getLine());
    List<Correction> group = group();
    for (Correction member : group.subList(0, Math.min(group.size(), MOST_MEMBERS))) {
      shown.add(member.getFile() + ":" + member.getLine());
      lines.addAll(page.paragraph("  ", location(member) + "  " + member.getIssueId()));
    }
    if (group.size() > MOST_MEMBERS) {
      lines.add("  " + words.text("explain.more"));
      return withOtherInsurer(lines, related);
    }
    related.stream()
        .filter(name -> !shown.contains(name) && !name.equals(OTHER_INSURER))
        .forEach(name -> lines.addAll(page.paragraph("  ", TerminalText.harmless(name))));
    return withOtherInsurer(lines, related);
  }

  private List<String> withOtherInsurer(List<String> lines, List<String> related) {
    if (related.contains(OTHER_INSURER)) {
      lines.addAll(page.paragraph("  ", words.text("explain.otherInsurer")));
    }
    return lines;
  }

  private List<Correction> group() throws IOException {
    return finding.getGroupId().isEmpty()
        ? List.of()
        : queues.rows(
            insurer,
            row ->
                row.getGroupId().equals(finding.getGroupId())
                    && !row.getIssueId().equals(finding.getIssueId()),
            MOST_MEMBERS + 1);
  }

  private String location(Correction row) {
    return words.text(
        "explain.location",
        TerminalText.harmless(row.getFile()),
        row.getLine(),
        TerminalText.harmless(row.getPersonId()));
  }
}
